import type { Shape, ShapeGroup } from '../model/shapes.js';
import type { Back } from './back.js';
import type { Mode } from './mode.js';
import type { DiagramElement, EditorActions, PopupMenu, Selection, Translate } from './services.js';
import type { Shapes } from './shapes.js';

interface Entry {
  readonly label: string;
  readonly className?: string;
  readonly imageHtml?: string;
  readonly group: { readonly id: string; readonly name: string };
  readonly search: string;
  /** Below zero: shown only when it is searched for. */
  readonly rank: number;
  readonly action: { readonly click: Action; readonly dragstart?: Action } | Action;
}

/** Where a menu opens, in pixels of the window. */
export interface Position {
  readonly x: number;
  readonly y: number;
  readonly cursor: { readonly x: number; readonly y: number };
}

type Action = (event: Event) => void;
type Entries = Readonly<Record<string, Entry>>;

export const GROUPS: Readonly<Record<ShapeGroup, string>> = {
  office: 'Of the office',
  people: 'Work',
  steps: 'Steps of the office',
  ways: 'Ways',
  begin: 'Beginnings',
  wait: 'Waiting',
  happen: 'On the way',
  end: 'Ends',
  structure: 'Parts of a route',
  notes: 'Notes',
};

/** What cannot follow another element by a flow. */
const NOT_APPENDED: readonly ShapeGroup[] = ['begin', 'notes'];

/** The menus from which elements are appended, created, and made other ones; all from the table of shapes. */
export class Menus {
  static readonly $inject = ['popupMenu', 'lfShapes', 'lfBack', 'lfMode', 'translate', 'selection', 'editorActions'];
  readonly #shapes: Shapes;
  readonly #back: Back;
  readonly #mode: Mode;
  readonly #translate: Translate;
  readonly #popup: PopupMenu;

  constructor(
    popupMenu: PopupMenu,
    shapes: Shapes,
    back: Back,
    mode: Mode,
    translate: Translate,
    selection: Selection,
    actions: EditorActions,
  ) {
    this.#shapes = shapes;
    this.#back = back;
    this.#mode = mode;
    this.#translate = translate;
    this.#popup = popupMenu;
    popupMenu.registerProvider('lf-append', {
      getPopupMenuEntries: (target: DiagramElement) => this.#appendEntries(target),
    });
    popupMenu.registerProvider('lf-create', { getPopupMenuEntries: () => this.#createEntries() });
    actions.register('lfAppend', () => {
      const [element, more] = selection.get();
      if (element !== undefined && more === undefined) this.openAppend(element);
      else this.openCreate();
    });
  }

  openAppend(element: DiagramElement, position: Position = middleOfWindow()): void {
    this.#open(element, 'lf-append', position, this.#translate('What comes next?'));
  }

  openCreate(position: Position = middleOfWindow()): void {
    this.#open([], 'lf-create', position, this.#translate('What to draw?'));
  }

  #open(target: DiagramElement | readonly [], id: string, position: Position, title: string): void {
    this.#popup.open(target, id, position, { title, width: 300, search: true });
  }

  #appendEntries(source: DiagramElement): Entries {
    const shapes = this.#shapes.all.filter(
      ({ group, type }) => !NOT_APPENDED.includes(group) && type !== 'bpmn:Participant',
    );
    const entries = this.#entries(shapes, (shape) => ({
      click: () => {
        this.#popup.close();
        this.#shapes.append(source, shape);
      },
      dragstart: (event) => {
        this.#popup.close();
        this.#shapes.drag(event, shape, source);
      },
    }));
    return this.#back.possible(source) ? this.#withBack(entries, source) : entries;
  }

  /** The way back stands among the shapes, before the end: to who draws it is one more thing that may follow. */
  #withBack(entries: Entries, source: DiagramElement): Entries {
    const label = this.#translate('Go back');
    const group = this.#mode.expert ? 'ways' : 'office';
    const back: Entry = {
      label,
      className: 'lf-menu-back',
      group: { id: group, name: this.#translate(GROUPS[group]) },
      search: label,
      rank: 0,
      action: {
        click: () => {
          this.#popup.close();
          this.#back.from(source);
        },
      },
    };
    const { 'lf-end': end, ...others } = entries;
    return { ...others, 'lf-back': back, ...(end === undefined ? {} : { 'lf-end': end }) };
  }

  #createEntries(): Entries {
    return this.#entries(this.#shapes.all, (shape) => {
      const start: Action = (event) => {
        this.#popup.close();
        this.#shapes.drag(event, shape);
      };
      return { click: start, dragstart: start };
    });
  }

  #entries(shapes: readonly Shape[], action: (shape: Shape) => Entry['action']): Entries {
    const office = new Set(this.#shapes.office);
    return Object.fromEntries(
      shapes.map((shape) => {
        const group = office.has(shape) && !this.#mode.expert ? 'office' : shape.group;
        return [
          `lf-${shape.id}`,
          {
            label: this.#shapes.label(shape),
            ...this.#shapes.icon(shape),
            group: { id: group, name: this.#translate(GROUPS[group]) },
            search: `${shape.words ?? ''} ${shape.id}`,
            rank: office.has(shape) || this.#mode.expert ? 0 : -1,
            action: action(shape),
          },
        ];
      }),
    );
  }
}

const middleOfWindow = (): Position => {
  const x = Math.round(window.innerWidth / 2) - 150;
  const y = Math.round(window.innerHeight / 4);
  return { x, y, cursor: { x, y } };
};
