import type { ModdleElement, ModdleFactory } from '../model/moddle.js';

/** An element as diagram-js holds it: its place, and the BPMN element that it shows. */
export interface DiagramElement {
  readonly id: string;
  readonly type: string;
  readonly businessObject: ModdleElement;
  readonly parent?: DiagramElement;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly waypoints?: readonly Point[];
  readonly incoming: readonly DiagramElement[];
  readonly outgoing: readonly DiagramElement[];
  readonly source?: DiagramElement;
  readonly target?: DiagramElement;
  readonly host?: DiagramElement;
  readonly attachers?: readonly DiagramElement[];
  readonly children?: readonly DiagramElement[];
  readonly labelTarget?: DiagramElement;
  readonly di?: ModdleElement;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

export interface EventBus {
  on<E>(events: string | readonly string[], listener: (event: E) => unknown): void;
  on<E>(events: string | readonly string[], priority: number, listener: (event: E) => unknown): void;
  off(events: string | readonly string[], listener: (event: never) => unknown): void;
  fire(event: string, detail?: object): unknown;
}

export interface Canvas {
  getRootElement(): DiagramElement;
  getContainer(): HTMLElement;
  findRoot(element: DiagramElement): DiagramElement | undefined;
  setRootElement(root: DiagramElement): void;
  zoom(level?: number | 'fit-viewport', centre?: 'auto' | Point): number;
  viewbox(box?: Box): Box & { readonly scale: number; readonly inner: Box; readonly outer: Box };
  scroll(delta: { readonly dx: number; readonly dy: number }): unknown;
  scrollToElement(element: DiagramElement, padding?: number): void;
  addMarker(element: DiagramElement | string, marker: string): void;
  removeMarker(element: DiagramElement | string, marker: string): void;
  /** The place has another size now. */
  resized(): void;
  focus(): void;
  isFocused(): boolean;
  getAbsoluteBBox(element: DiagramElement): Box;
}

export interface ElementRegistry {
  get(id: string): DiagramElement | undefined;
  getGraphics(element: DiagramElement | string): SVGElement;
  getAll(): readonly DiagramElement[];
  filter(test: (element: DiagramElement) => boolean): readonly DiagramElement[];
}

export interface Selection {
  get(): readonly DiagramElement[];
  select(elements: DiagramElement | readonly DiagramElement[] | null): void;
}

export interface CommandStack {
  execute(command: string, context: object): void;
  registerHandler(command: string, handler: new (...services: never[]) => object): void;
  undo(): void;
  redo(): void;
  canUndo(): boolean;
  canRedo(): boolean;
  /** Position in the stack; equal positions with an unchanged past are the same drawing. */
  readonly _stackIdx: number;
}

export interface Modeling {
  updateProperties(element: DiagramElement, properties: object): void;
  updateModdleProperties(element: DiagramElement, moddleElement: ModdleElement, properties: object): void;
  updateLabel(element: DiagramElement, label: string): void;
  appendShape(source: DiagramElement, shape: object, position: Point, target?: DiagramElement): DiagramElement;
  createShape(shape: object, position: Point, target: DiagramElement, hints?: object): DiagramElement;
  connect(source: DiagramElement, target: DiagramElement, attributes?: object): DiagramElement;
  reconnectEnd(connection: DiagramElement, target: DiagramElement, docking: Point): void;
  removeElements(elements: readonly DiagramElement[]): void;
  layoutConnection(connection: DiagramElement, hints?: { readonly waypoints: readonly Point[] }): void;
  updateWaypoints(connection: DiagramElement, waypoints: readonly Point[]): void;
  moveElements(elements: readonly DiagramElement[], delta: Point, target?: DiagramElement): void;
}

export interface ElementFactory {
  createShape(attributes: object): DiagramElement;
  createParticipantShape(attributes?: object | boolean): DiagramElement;
}

export interface BpmnReplace {
  replaceElement(element: DiagramElement, target: object, hints?: object): DiagramElement;
}

export interface ElementTemplates {
  get(id: string | DiagramElement, version?: number): TemplateEntry | undefined;
  getLatest(id?: string | DiagramElement): readonly TemplateEntry[];
  createElement(template: TemplateEntry, options?: object): DiagramElement;
  applyTemplate(element: DiagramElement, template: TemplateEntry): DiagramElement;
  unlinkTemplate(element: DiagramElement): void;
}

export interface TemplateEntry {
  readonly id: string;
  readonly version: number;
  readonly name: string;
}

export interface TemplatesLoader {
  setTemplates(templates: readonly object[]): void;
}

export interface AutoPlace {
  append(source: DiagramElement, shape: DiagramElement, hints?: object): DiagramElement;
}

export interface Create {
  start(event: Event, shape: DiagramElement | readonly DiagramElement[], context?: object): void;
}

export interface Dragging {
  init(event: Event, prefix: string, options: object): void;
}

export interface Overlays {
  add(element: DiagramElement | string, kind: string, overlay: object): string;
  remove(filter: string | { readonly type?: string; readonly element?: string }): void;
}

export interface PopupMenu {
  registerProvider(id: string, priority: number, provider: object): void;
  registerProvider(id: string, provider: object): void;
  open(target: DiagramElement | readonly DiagramElement[], id: string, position: Point, options?: object): void;
  isOpen(): boolean;
  close(): void;
}

export interface ContextPad {
  registerProvider(priority: number, provider: object): void;
  open(target: DiagramElement, force?: boolean): void;
  isOpen(target: DiagramElement): boolean;
}

export interface Rules {
  allowed(rule: string, context: object): boolean | null | object;
}

export interface Tool {
  start(event: Event): void;
  toggle(): void;
  activateHand?(event: Event): void;
  activateSelection?(event: Event): void;
}

export interface EditorActions {
  trigger(action: string, options?: object): unknown;
  isRegistered(action: string): boolean;
  register(action: string, listener: (options: never) => unknown): void;
}

export interface Keyboard {
  addListener(priority: number, listener: (context: { readonly keyEvent: KeyboardEvent }) => boolean | void): void;
}

export interface PropertiesPanelService {
  registerProvider(priority: number, provider: object): void;
  attachTo(container: HTMLElement): void;
  detach(): void;
}

export type Translate = (template: string, replacements?: Readonly<Record<string, string | number>>) => string;

export interface BpmnFactory extends ModdleFactory {
  create(type: string, properties?: object): ModdleElement;
}

/** A diagram-js module: names bound to types, values or factories. */
export interface DiModule {
  readonly __init__?: readonly string[];
  readonly __depends__?: readonly object[];
  readonly [name: string]: unknown;
}
