import type { Back } from './back.js';
import type { Menus } from './menus.js';
import { continues } from './placing.js';
import type { ContextPad, DiagramElement, EventBus, PopupMenu, Selection, Translate } from './services.js';

interface PadEntry {
  readonly group: string;
  readonly className: string;
  readonly title: string;
  readonly action: object;
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

/** The few things that stand beside a selected element. */
export class Pad {
  static readonly $inject = ['contextPad', 'lfMenus', 'lfBack', 'popupMenu', 'translate', 'eventBus', 'selection'];
  readonly #pad: ContextPad;
  readonly #menus: Menus;
  readonly #back: Back;
  readonly #translate: Translate;

  constructor(
    contextPad: ContextPad,
    menus: Menus,
    back: Back,
    _popup: PopupMenu,
    translate: Translate,
    bus: EventBus,
    selection: Selection,
  ) {
    this.#pad = contextPad;
    this.#menus = menus;
    this.#back = back;
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
      ...Object.fromEntries(Object.entries(entries).filter(([name]) => KEPT.includes(name))),
      ...(this.#back.possible(element) ? { 'lf-back': this.#goBack(element) } : {}),
    });
  }

  getMultiElementContextPadEntries(): (entries: Entries) => Entries {
    return (entries) => entries;
  }

  #append(element: DiagramElement): PadEntry {
    const open = (): void => {
      const { left, top } = this.#pad.getPad(element).html.getBoundingClientRect();
      this.#menus.openAppend(element, { x: left, y: top, cursor: { x: left, y: top } });
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
