import type { Canvas, DiagramElement, EventBus, Selection } from '../canvas/services.js';
import type { EditorProblem } from '../contract.js';
import type { FormServices } from './services.js';

const REST_MS = 100;

/**
 * Keeps the form what it should show: the selected element, with what lies around it as it is now (the ways out of a
 * choice, the events on a border, what is to be mended).
 *
 * The panel listens with what it showed at its last paint: told of a change before the next one, it goes back to the
 * element that it showed before. So it is told when all rests, and led back where it goes astray.
 */
export class Fresh {
  static readonly $inject = ['eventBus', 'selection', 'canvas', 'lfForm'];
  readonly #bus: EventBus;
  readonly #form: FormServices;
  #problems: readonly EditorProblem[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Between the pressing and the releasing of a button: what moves under the pointer then makes it a click on nothing. */
  #pressed = false;
  #waiting = false;

  constructor(bus: EventBus, selection: Selection, canvas: Canvas, form: FormServices) {
    this.#bus = bus;
    this.#form = form;
    bus.on(['commandStack.changed', 'lf.mode'], () => this.#later());
    bus.on<{ problems: readonly EditorProblem[] }>('lf.problems', ({ problems }) => {
      this.#problems = problems;
      this.#later();
    });
    bus.on('selection.changed', () => {
      if (this.#timer !== undefined) this.#later();
    });
    bus.on(
      'propertiesPanel.updated',
      ({ element }: { readonly element: DiagramElement | readonly DiagramElement[] }) => {
        const [selected = canvas.getRootElement(), more] = selection.get();
        if (more !== undefined || element === (selected.labelTarget ?? selected)) return;
        queueMicrotask(() => bus.fire('selection.changed', { oldSelection: [], newSelection: selection.get() }));
      },
    );
    const press = (): void => {
      this.#pressed = true;
    };
    // A click comes after its release.
    const release = (): void => void setTimeout(() => this.#release(), 0);
    window.addEventListener('pointerdown', press, true);
    for (const end of ['pointerup', 'pointercancel', 'dragend']) window.addEventListener(end, release, true);
    bus.on('diagram.destroy', () => {
      clearTimeout(this.#timer);
      window.removeEventListener('pointerdown', press, true);
      for (const end of ['pointerup', 'pointercancel', 'dragend']) window.removeEventListener(end, release, true);
    });
  }

  #later(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#refresh(), REST_MS);
  }

  #refresh(): void {
    this.#timer = undefined;
    this.#waiting = this.#pressed;
    if (this.#waiting) return;
    // Not before: the panel paints by itself when a field is written, and the list of problems moves all below it.
    this.#form.problems = this.#problems;
    this.#bus.fire('propertiesPanel.providersChanged');
  }

  #release(): void {
    this.#pressed = false;
    if (this.#waiting) this.#refresh();
  }
}
