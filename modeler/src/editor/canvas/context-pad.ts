import type { Back } from './back.js';
import type { Menus, Position } from './menus.js';
import { continues } from './placing.js';
import type { ContextPad, DiagramElement, EventBus, PopupMenu, Selection, Translate } from './services.js';

interface PadEntry {
  readonly group: string;
  readonly className: string;
  readonly title: string;
  readonly action: { readonly click?: (event: MouseEvent, element: DiagramElement) => void };
}

type Entries = Readonly<Record<string, PadEntry>>;

/** bpmn-js' own entries that stay; the rest is in the menus, in office words. */
const KEPT = [
  'replace',
  'connect',
  'delete',
  'lane-insert-above',
  'lane-insert-below',
  'lane-divide-two',
  'lane-divide-three',
];

/** Between the buttons and the menu of the wrench, in pixels. */
const BELOW = 5;

/** The buttons that were pressed, as they lie in the window. */
const padOf = ({ target }: MouseEvent): DOMRect | undefined =>
  (target as Element | null)?.closest('.djs-context-pad')?.getBoundingClientRect();

/** The few things that stand beside a selected element. */
export class Pad {
  static readonly $inject = ['contextPad', 'lfMenus', 'lfBack', 'popupMenu', 'translate', 'eventBus', 'selection'];
  readonly #menus: Menus;
  readonly #back: Back;
  readonly #popup: PopupMenu;
  readonly #translate: Translate;

  constructor(
    contextPad: ContextPad,
    menus: Menus,
    back: Back,
    popup: PopupMenu,
    translate: Translate,
    bus: EventBus,
    selection: Selection,
  ) {
    this.#menus = menus;
    this.#back = back;
    this.#popup = popup;
    this.#translate = translate;
    // After bpmn-js' own provider, so that its entries are there to choose from.
    contextPad.registerProvider(500, this);
    // bpmn-js moves it with the view only, and not when the place of the drawing becomes another one.
    bus.on('canvas.resized', 500, () => {
      const [element, more] = selection.get();
      if (element !== undefined && more === undefined && contextPad.isOpen(element)) contextPad.open(element, true);
    });
  }

  getContextPadEntries(element: DiagramElement): (entries: Entries) => Entries {
    return (entries) => ({
      ...(continues(element) ? { 'lf-append': this.#append(element) } : {}),
      ...Object.fromEntries(
        Object.entries(entries)
          .filter(([name]) => KEPT.includes(name))
          .map(([name, entry]) => [name, name === 'replace' ? this.#replace(entry) : entry]),
      ),
      ...(this.#back.possible(element) ? { 'lf-back': this.#goBack(element) } : {}),
    });
  }

  getMultiElementContextPadEntries(): (entries: Entries) => Entries {
    return (entries) => entries;
  }

  /** bpmn-js asks its buttons where they are in a way that they complain of. */
  #replace(entry: PadEntry): PadEntry {
    const open = (event: MouseEvent, element: DiagramElement): void => {
      const { left = event.x, bottom = event.y } = padOf(event) ?? {};
      const at: Position = { x: left, y: bottom + BELOW, cursor: { x: event.x, y: event.y } };
      this.#popup.open(element, 'bpmn-replace', at, { title: entry.title, width: 300, search: true });
    };
    return { ...entry, action: { click: open } };
  }

  #append(element: DiagramElement): PadEntry {
    const open = (event: MouseEvent): void => {
      const { left: x = event.x, top: y = event.y } = padOf(event) ?? {};
      this.#menus.openAppend(element, { x, y, cursor: { x, y } });
    };
    return {
      group: 'model',
      className: 'lf-pad-append',
      title: this.#translate('Add what comes next'),
      action: { click: open },
    };
  }

  #goBack(element: DiagramElement): PadEntry {
    return {
      group: 'connect',
      className: 'lf-pad-back',
      title: this.#translate('Go back from here'),
      action: { click: () => this.#back.from(element) },
    };
  }
}
