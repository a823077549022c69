import type { Canvas, DiagramElement, ElementRegistry, EventBus } from './services.js';

/** Around the drawing, in pixels of the screen. */
const MARGIN = 16;

/** All of the drawing, in the middle, never larger than it is drawn. */
export const fitAll = (canvas: Canvas): void => {
  const { inner, outer } = canvas.viewbox();
  if (!(inner.width > 0) || outer.width <= 2 * MARGIN || outer.height <= 2 * MARGIN) return;
  const scale = Math.min(
    1,
    (outer.width - 2 * MARGIN) / inner.width,
    (outer.height - 2 * MARGIN) / Math.max(inner.height, 1),
  );
  const [width, height] = [outer.width / scale, outer.height / scale];
  canvas.viewbox({
    x: inner.x + inner.width / 2 - width / 2,
    y: inner.y + inner.height / 2 - height / 2,
    width,
    height,
  });
};

/** Below the first nothing of a drawing can be made out, on a phone below the second; names have 13 pixels at 1. */
const [READABLE, READABLE_ON_A_PHONE] = [0.4, 0.7];
const PHONE = 600;

/** As large as it is read well, from where it begins; what comes later is a push away. */
const readFrom = (canvas: Canvas, { x, y, height }: DiagramElement): void => {
  const { inner, outer } = canvas.viewbox();
  const scale = READABLE_ON_A_PHONE;
  const margin = MARGIN / scale;
  const seen = { width: outer.width / scale, height: outer.height / scale };
  // The head of its lane too, where that is near.
  const left = x - inner.x < seen.width / 2 ? inner.x : x;
  const [top, bottom] = [inner.y - margin, inner.y + inner.height + margin - seen.height];
  const middle = y + height / 2 - seen.height / 2;
  canvas.viewbox({
    ...seen,
    x: left - margin,
    y: top > bottom ? (top + bottom) / 2 : Math.min(Math.max(middle, top), bottom),
  });
};

const beginningOf = (registry: ElementRegistry): DiagramElement | undefined =>
  [...registry.filter(({ type, labelTarget }) => type === 'bpmn:StartEvent' && labelTarget === undefined)].sort(
    (one, other) => one.x - other.x,
  )[0];

export interface Fitting {
  /** Shows all where that can be read, else the beginning. */
  begin(): void;
  /** Shows all. */
  fit(): void;
  stop(): void;
}

/**
 * Keeps a drawing in sight while the page around it is still being laid out: what was asked for is shown again whenever
 * the place changes its size, until somebody moves or zooms the drawing.
 */
export const keepFitted = (place: HTMLElement, canvas: Canvas, bus: EventBus, registry: ElementRegistry): Fitting => {
  let fitting = false;
  let again: (() => void) | undefined;
  const show = (how: () => void): void => {
    fitting = true;
    canvas.resized();
    how();
    fitting = false;
    again = () => show(how);
  };
  const all = (): void => fitAll(canvas);
  const beginning = (): void => {
    all();
    const start = beginningOf(registry);
    const least = window.innerWidth < PHONE ? READABLE_ON_A_PHONE : READABLE;
    if (start !== undefined && canvas.zoom() < least) readFrom(canvas, start);
  };
  bus.on('canvas.viewbox.changing', () => {
    if (!fitting) again = undefined;
  });
  const observer = new ResizeObserver(() => {
    // Out of sight nothing is measured: the view stays as it was until the place is shown again.
    if (place.clientWidth === 0 || place.clientHeight === 0) return;
    if (again === undefined) canvas.resized();
    else again();
  });
  observer.observe(place);
  return { begin: () => show(beginning), fit: () => show(all), stop: () => observer.disconnect() };
};
