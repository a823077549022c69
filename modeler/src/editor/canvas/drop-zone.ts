import type { Canvas, DiagramElement, ElementRegistry, EventBus, Point } from './services.js';
import { GAP, middle } from './room.js';
import { arrowBelow, bodyAt, containerOf, stepBefore } from './takers.js';

const FLOW = 'bpmn:SequenceFlow';
/** Set on what would take the shape that is dropped now. */
const TAKES = 'lf-takes';
const REFUSED = 'drop-not-ok';
/** Before and behind the rules of bpmn-js, which connect a shape to the source of the drag. */
const [BEFORE, BEHIND, LAST] = [1500, 900, 400];

interface Held {
  readonly hover?: DiagramElement;
  readonly x: number;
  y: number;
  readonly dx: number;
  readonly dy: number;
  readonly context: {
    /** A click on an element is a drag of nothing. */
    readonly shape?: DiagramElement;
    readonly elements?: readonly DiagramElement[];
    readonly shapes?: readonly DiagramElement[];
    source?: DiagramElement | undefined;
    target?: DiagramElement | undefined;
    canExecute?: unknown;
  };
}

interface Moved {
  readonly context: {
    readonly shapes: readonly DiagramElement[];
    readonly delta: Point;
    targetFlow?: DiagramElement;
    position?: Point;
  };
}

interface ConnectionPreview {
  cleanUp(context: object): void;
}

/**
 * A shape is dropped with its whole body, not with the tip of the pointer: the arrow that it touches takes it in, and
 * behind a step that leads nowhere yet it follows that. What would take it is marked while it is held.
 */
export class DropZone {
  static readonly $inject = ['eventBus', 'canvas', 'elementRegistry', 'connectionPreview'];
  readonly #canvas: Canvas;
  readonly #registry: ElementRegistry;
  readonly #preview: ConnectionPreview;
  #marked: DiagramElement | undefined;
  /** Followed because it is near, not because the drag began at it. */
  #follows: DiagramElement | undefined;
  /** The one shape that is moved onto an arrow, until it is let go. */
  #moving: DiagramElement | undefined;

  constructor(bus: EventBus, canvas: Canvas, registry: ElementRegistry, preview: ConnectionPreview) {
    this.#canvas = canvas;
    this.#registry = registry;
    this.#preview = preview;
    bus.on<Held>(['create.hover', 'create.move'], BEFORE, (held) => this.#follow(held));
    bus.on<Held>(['create.hover', 'create.move'], BEHIND, (held) => this.#insert(held));
    bus.on<Held>('create.end', BEFORE, (held) => this.#align(held));
    bus.on<Held>('shape.move.move', LAST, (held) => this.#move(held));
    // Behind bpmn-js' own look for an arrow right below the middle.
    bus.on<Moved>('commandStack.elements.move.preExecute', BEHIND, ({ context }) => this.#letGo(context));
    bus.on(['create.cleanup', 'shape.move.cleanup'], () => {
      this.#mark(undefined);
      this.#follows = undefined;
      this.#moving = undefined;
    });
  }

  #mark(element: DiagramElement | undefined): void {
    if (this.#marked === element) return;
    if (this.#marked !== undefined) this.#canvas.removeMarker(this.#marked, TAKES);
    if (element !== undefined) this.#canvas.addMarker(element, TAKES);
    this.#marked = element;
  }

  /** The arrow that a shape held there would go into, or the step that it would follow. */
  #taker(shape: DiagramElement, at: Point, hover: DiagramElement | undefined): DiagramElement | undefined {
    const container = hover === undefined ? undefined : containerOf(hover);
    if (container === undefined) return undefined;
    const body = bodyAt(shape, at);
    return arrowBelow(this.#registry, container, shape, body) ?? stepBefore(this.#registry, container, shape, body);
  }

  #follow({ hover, x, y, context }: Held): void {
    const { shape, elements, source } = context;
    if (shape === undefined || elements?.length !== 1 || (source !== undefined && source !== this.#follows)) return;
    const taker = this.#taker(shape, { x, y }, hover);
    this.#mark(taker);
    this.#follows = taker?.type === FLOW ? undefined : taker;
    if (source !== undefined && this.#follows === undefined) this.#preview.cleanUp(context);
    context.source = this.#follows;
  }

  /** Into the row of the step that it follows, where it is meant to stand there. */
  #align(held: Held): void {
    const row = this.#follows === undefined ? undefined : middle(this.#follows).y;
    if (row !== undefined && Math.abs(held.y - row) < GAP) held.y = row;
  }

  #insert({ hover, context }: Held): void {
    const attaches = (context.canExecute as { readonly attach?: unknown } | undefined)?.attach;
    if (hover === undefined || this.#marked?.type !== FLOW || Boolean(attaches)) return;
    context.target = this.#marked;
    context.canExecute = { attach: false, connect: false };
    this.#canvas.removeMarker(hover, REFUSED);
  }

  /** A step that stands alone may be moved onto an arrow; one that has arrows goes where it is put. */
  #move({ hover, dx, dy, context }: Held): void {
    const [shape, more] = context.shapes ?? [];
    if (shape === undefined || more !== undefined || shape.incoming.length + shape.outgoing.length > 0) return;
    const { x, y } = middle(shape);
    const taker = this.#taker(shape, { x: x + dx, y: y + dy }, hover);
    const flow = taker?.type === FLOW ? taker : undefined;
    this.#mark(flow);
    this.#moving = shape;
    if (hover === undefined || flow === undefined) return;
    context.target = flow.parent;
    context.canExecute = true;
    this.#canvas.removeMarker(hover, REFUSED);
  }

  #letGo(context: Moved['context']): void {
    const [shape] = context.shapes;
    // Making room for it moves others, and itself once more.
    if (shape === undefined || shape !== this.#moving) return;
    this.#moving = undefined;
    if (this.#marked === undefined || context.targetFlow !== undefined) return;
    context.targetFlow = this.#marked;
    context.position = { x: middle(shape).x + context.delta.x, y: middle(shape).y + context.delta.y };
  }
}
