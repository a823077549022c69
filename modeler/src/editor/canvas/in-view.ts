import type { Canvas, ContextPad, DiagramElement, ElementRegistry, EventBus, Selection } from './services.js';

/** Between the edge and what is in view, in pixels of the screen. */
const MARGIN = 12;
/** At the bottom stand the hints: in one line, in a narrow place in two. */
const [HINT, HIGH_HINT, NARROW] = [56, 80, 600];
/** As far from its element as bpmn-js puts the buttons. */
const BESIDE = 12;
/** Until then a click may become a double click on the same place, in milliseconds. */
const DOUBLE_CLICK = 350;

/** How far to push so that a stretch lies in another one; not at all where it is longer. */
const push = (from: number, to: number, low: number, high: number): number => {
  if (to - from > high - low) return 0;
  return from < low ? low - from : Math.min(0, high - to);
};

/** What is selected stands in view with its buttons, whoever selects it: the drawing moves as far as it takes. */
export class InView {
  static readonly $inject = ['eventBus', 'canvas', 'elementRegistry', 'selection', 'contextPad'];
  readonly #canvas: Canvas;
  readonly #registry: ElementRegistry;
  readonly #selection: Selection;
  readonly #pad: ContextPad;

  constructor(bus: EventBus, canvas: Canvas, registry: ElementRegistry, selection: Selection, pad: ContextPad) {
    this.#canvas = canvas;
    this.#registry = registry;
    this.#selection = selection;
    this.#pad = pad;
    let clicking = false;
    let later: ReturnType<typeof setTimeout> | undefined;
    // Around bpmn-js' own, which selects what is clicked.
    bus.on('element.click', 2500, () => void (clicking = true));
    bus.on('element.click', 1, () => void (clicking = false));
    bus.on(['element.mousedown', 'drag.init', 'popupMenu.open', 'selection.changed', 'diagram.destroy'], 600, () =>
      clearTimeout(later),
    );
    // Behind the pad, which is open then.
    bus.on('selection.changed', 500, () => {
      if (clicking) later = setTimeout(() => this.#bring(), DOUBLE_CLICK);
      else this.#bring();
    });
    bus.on(['create.ended', 'shape.move.ended'], 1, () => this.#bring());
  }

  #bring(): void {
    const [element, more] = this.#selection.get();
    if (element === undefined || more !== undefined || !this.#shown(element)) return;
    const place = this.#canvas.getContainer().getBoundingClientRect();
    if (place.width === 0 || place.height === 0) return;
    const { left, top, right, bottom } = this.#registry.getGraphics(element).getBoundingClientRect();
    const pad = this.#canvas.getContainer().querySelector('.djs-context-pad')?.getBoundingClientRect();
    if (pad === undefined) return;
    const beside = right + BESIDE * this.#canvas.zoom() + pad.width;
    const hint = place.width < NARROW ? HIGH_HINT : HINT;
    const dx = push(left, beside, place.left + MARGIN, place.right - MARGIN);
    const dy = push(top, Math.max(bottom, top + pad.height), place.top + MARGIN, place.bottom - hint);
    if (dx !== 0 || dy !== 0) this.#canvas.scroll({ dx, dy });
  }

  #shown(element: DiagramElement): boolean {
    return element.waypoints === undefined && element.parent !== undefined && this.#pad.isOpen(element);
  }
}
