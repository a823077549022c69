import type { Canvas, EventBus } from './services.js';

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

export interface Fitting {
  /** Shows all, and again whenever the place changes its size, until somebody moves or zooms the drawing. */
  fit(): void;
  stop(): void;
}

/** Keeps all of a drawing in sight while the page around it is still being laid out. */
export const keepFitted = (place: HTMLElement, canvas: Canvas, bus: EventBus): Fitting => {
  let fitting = false;
  let untouched = false;
  const fit = (): void => {
    fitting = true;
    canvas.resized();
    fitAll(canvas);
    fitting = false;
    untouched = true;
  };
  bus.on('canvas.viewbox.changing', () => {
    if (!fitting) untouched = false;
  });
  const observer = new ResizeObserver(() => {
    // Out of sight nothing is measured: the view stays as it was until the place is shown again.
    if (place.clientWidth === 0 || place.clientHeight === 0) return;
    if (untouched) fit();
    else canvas.resized();
  });
  observer.observe(place);
  return { fit, stop: () => observer.disconnect() };
};
