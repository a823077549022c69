/**
 * What the editor promises to the pages around it, and what it asks of them. The editor knows BPMN, the steps of the
 * catalogue and the words of an office; it knows nothing of routes on the server, drafts or versions.
 */

export type Language = 'it' | 'en';

/** A text in the languages of the screens; English falls back to Italian. */
export interface Localized {
  readonly it: string;
  readonly en?: string;
}

/** JSON Schema 2020-12 with the annotations `x-feel` and `x-list` of the engine's contract. */
export type JsonSchema = { readonly [key: string]: unknown };

/** A plugin step, as its manifest says it. */
export interface StepDescription {
  /** `protocol.register:1`. */
  readonly type: string;
  readonly label: Localized;
  /** One office word for palette and menus ("Protocolla"); the label where it is missing. */
  readonly word?: Localized;
  readonly description?: Localized;
  /** A name of the bootstrap-italia icon set. */
  readonly icon: string;
  /** `#rrggbb`, dark enough for white to be read on it; the plugin's colour where it is missing. */
  readonly color?: string;
  readonly appliesTo: 'bpmn:ServiceTask' | 'bpmn:SendTask' | 'bpmn:UserTask';
  readonly config: JsonSchema;
  readonly input?: JsonSchema;
  readonly output?: JsonSchema;
  /** How a user step can end, where its own screens say so and not a form. */
  readonly outcomes?: readonly {
    readonly value: string;
    readonly label: Localized;
    readonly rejects?: boolean;
    readonly allowedBy?: string;
  }[];
  readonly errors?: readonly { readonly code: string; readonly label: Localized }[];
}

/** An element that the executor runs; what is in no row is not offered, and marked where a file brings it. */
export interface SupportedElement {
  /** `bpmn:StartEvent`. */
  readonly type: string;
  /** For events: which definitions may stand in this position; `null` is none. Elements without it have no definition. */
  readonly eventDefinitions?: readonly (string | null)[];
  /** For boundary events: definitions that may also leave the activity running. */
  readonly nonInterrupting?: readonly string[];
  /** For `bpmn:SubProcess`: whether one that an event starts runs. */
  readonly eventSubProcess?: boolean;
  /** For activities: `parallel`, `sequential` multi-instance and `standard` loop, as far as they run. */
  readonly loops?: readonly ('parallel' | 'sequential' | 'standard')[];
}

/** `GET /api/v1/modeler/catalogue`. */
export interface Catalogue {
  readonly steps: readonly StepDescription[];
  readonly elements: readonly SupportedElement[];
  readonly fieldKinds: readonly {
    readonly kind: string;
    readonly label: Localized;
    /** The shape of the variable, so that its parts (`book.secondSigner`) can be offered in conditions. */
    readonly variable?: JsonSchema;
    /** Its plugin makes a value of its own in a trial where none is given. */
    readonly sampled?: boolean;
  }[];
  readonly lists: readonly { readonly name: string; readonly label: Localized }[];
  /** What a task can be offered to. */
  readonly ruleKinds: readonly ('role' | 'book' | 'requester' | 'person' | 'substitute')[];
  /** The roles and the positions of a signature book, as group keys spell them. */
  readonly roles: readonly { readonly value: string; readonly label: Localized }[];
  readonly positions: readonly { readonly value: string; readonly label: Localized }[];
  /** The moddle descriptor of the `lf:` namespace. */
  readonly lfDescriptor: { readonly uri: string; readonly types: readonly object[] };
}

export interface ListItem {
  readonly value: string;
  readonly label: string;
}

/** What a check says against a drawing. */
export interface EditorProblem {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly elementId?: string;
  readonly elementName?: string;
  /** The field of its form in which it is mended, where the check knows. */
  readonly field?: string;
  /** What of the element it is about, as the engine calls it: `timer`, `header.subject`. */
  readonly part?: string;
  readonly text: Localized;
  /** What to do about it. */
  readonly doNow?: Localized;
}

/** The code of what is typed in a form and refused there. */
export const REFUSED_TEXT = 'editor.refused-text';

/** What the editor asks of the page that it stands in. */
export interface EditorHost {
  /** `GET /lists/:name`. */
  list(name: string): Promise<readonly ListItem[]>;
  /** Routes that a call activity may name; asked for when the list is opened. */
  routes(): Promise<readonly { readonly id: string; readonly name: string }[]>;
  /**
   * The check that deployment makes. Called when drawing has rested, never twice at once; `signal` is aborted when the
   * drawing went on. Without it only the local rules speak.
   */
  check?(xml: string, signal: AbortSignal): Promise<readonly EditorProblem[]>;
  /**
   * A file was dropped: the drawing to show in place of the present one, or `undefined` to leave that. Without it the
   * file is shown as it is. Rejects with an {@link EditorError} for a file that cannot be taken.
   */
  adopt?(name: string, xml: string): Promise<string | undefined>;
}

export interface EditorOptions {
  /** Empty, with a size; the editor fills it. */
  readonly container: HTMLElement;
  readonly catalogue: Catalogue;
  readonly host: EditorHost;
  readonly language: Language;
  /** Starts with all of BPMN, FEEL and JSON shown; the person can switch it in the editor and `expert` tells of it. */
  readonly expert?: boolean;
  /** Folder address of the svg sprite of bootstrap-italia: `/desk/assets/sprites-….svg`. */
  readonly iconSprite?: string;
  /** Milliseconds of rest before the drawing is checked; 600 unless said otherwise. */
  readonly checkAfterMs?: number;
}

export interface SelectedElement {
  readonly id: string;
  readonly type: string;
  readonly name: string;
}

export interface EditorEvents {
  /** Something in the XML is different; `dirty` is false when undo came back to what was last saved. */
  changed: { readonly dirty: boolean };
  /** The one selected element; `undefined` for none or several. */
  selected: SelectedElement | undefined;
  /** All problems that are shown now: the server's and the local ones. */
  problems: readonly EditorProblem[];
  expert: boolean;
  /** A file was dropped or chosen and took the place of the drawing. */
  imported: { readonly name: string };
  /** A file was refused, and why; the drawing stayed. The editor has already shown it. */
  refused: EditorProblem;
}

export interface Editor {
  /**
   * Shows a drawing. Rejects with an {@link EditorError} for what is too large, has a DOCTYPE or is no BPMN; what was
   * shown before stays then.
   */
  open(xml: string): Promise<void>;
  /** The drawing as XML, formatted; what the engine compiles. */
  xml(): Promise<string>;
  svg(): Promise<string>;
  /** What is drawn now counts as saved: `changed` tells `dirty: false` until something moves. */
  markSaved(): void;
  readonly dirty: boolean;
  /** All that was done since the drawing was opened is undone. */
  readonly undone: boolean;
  /** Selects the element, brings it into view, and opens `field` of its form. */
  reveal(elementId: string, field?: string): void;
  /** Problems that the page knows (a refused publication); replaces the server's until the next check. */
  setProblems(problems: readonly EditorProblem[]): void;
  /** Checks now, without waiting for rest; resolves with what is shown. */
  check(): Promise<readonly EditorProblem[]>;
  setExpert(on: boolean): void;
  on<K extends keyof EditorEvents>(event: K, listener: (detail: EditorEvents[K]) => void): () => void;
  destroy(): void;
}

/** Why a file was not opened. */
export type EditorErrorCode = 'editor.too-large' | 'editor.doctype' | 'editor.not-bpmn' | 'editor.no-diagram';

export class EditorError extends Error {
  readonly code: EditorErrorCode;
  readonly text: Localized;
  constructor(code: EditorErrorCode, text: Localized, options?: { cause?: unknown }) {
    super(text.it, options);
    this.name = 'EditorError';
    this.code = code;
    this.text = text;
  }
}

/** A drawing to look at, with the steps' icons: trial, watch, versions, phones. */
export interface ViewerOptions {
  readonly container: HTMLElement;
  readonly catalogue: Pick<Catalogue, 'steps' | 'lfDescriptor'>;
  readonly language: Language;
  readonly iconSprite?: string;
}

export interface Viewer {
  open(xml: string): Promise<void>;
  fit(): void;
  /** Brings the first of these elements that is drawn into view, at the zoom that is. */
  show(elementIds: readonly string[]): void;
  zoomBy(factor: number): void;
  /** Screen pixels. */
  pan(dx: number, dy: number): void;
  /** Sets the CSS class on exactly these elements (`lf-visited`, `lf-active`, `lf-incident`, `lf-added` ...). */
  mark(cssClass: string, elementIds: readonly string[]): void;
  /** Puts a badge on each element named: a count, a token. Replaces the badges of the same kind. */
  badge(kind: string, badges: readonly { elementId: string; text: string; label: string; cssClass?: string }[]): void;
  /** Called when a person clicks or presses Enter on an element; `undefined` for the canvas. */
  onSelect(listener: (element: SelectedElement | undefined) => void): () => void;
  destroy(): void;
}

/** `import { createEditor, createViewer } from '../editor/index.js'`: these are what `index.ts` exports. */
export type CreateEditor = (options: EditorOptions) => Editor;
export type CreateViewer = (options: ViewerOptions) => Viewer;
