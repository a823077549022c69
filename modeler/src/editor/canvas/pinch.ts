import type { Canvas, Point } from './services.js';

const SMALLEST = 0.2;
const LARGEST = 4;

/** A zoom level that can still be read, and found again. */
export const zoomTo = (canvas: Canvas, level: number, centre?: Point): void => {
  canvas.zoom(Math.min(LARGEST, Math.max(SMALLEST, level)), centre ?? 'auto');
};

interface Touched {
  readonly middle: Point;
  readonly apart: number;
}

/** One finger moves the drawing, two zoom it: bpmn-js knows the mouse only. Answers how to stop listening. */
export const listenToFingers = (place: HTMLElement, canvas: Canvas): (() => void) => {
  const fingers = new Map<number, Point>();
  let before: Touched | undefined;

  const touched = (): Touched | undefined => {
    const [one, two] = [...fingers.values()];
    if (one === undefined) return undefined;
    if (two === undefined) return { middle: one, apart: 0 };
    return {
      middle: { x: (one.x + two.x) / 2, y: (one.y + two.y) / 2 },
      apart: Math.hypot(one.x - two.x, one.y - two.y),
    };
  };
  const at = (event: PointerEvent): Point => ({ x: event.clientX, y: event.clientY });
  const down = (event: PointerEvent): void => {
    if (event.pointerType !== 'touch') return;
    fingers.set(event.pointerId, at(event));
    before = touched();
  };
  const move = (event: PointerEvent): void => {
    if (!fingers.has(event.pointerId)) return;
    fingers.set(event.pointerId, at(event));
    const now = touched();
    if (now === undefined || before === undefined) return;
    canvas.scroll({ dx: now.middle.x - before.middle.x, dy: now.middle.y - before.middle.y });
    if (now.apart > 0 && before.apart > 0) {
      const { left, top } = place.getBoundingClientRect();
      zoomTo(canvas, (canvas.zoom() * now.apart) / before.apart, { x: now.middle.x - left, y: now.middle.y - top });
    }
    before = now;
  };
  const up = (event: PointerEvent): void => {
    fingers.delete(event.pointerId);
    before = touched();
  };
  place.addEventListener('pointerdown', down);
  for (const [name, listener] of [
    ['pointermove', move],
    ['pointerup', up],
    ['pointercancel', up],
  ] as const) {
    window.addEventListener(name, listener);
  }
  return () => {
    place.removeEventListener('pointerdown', down);
    window.removeEventListener('pointermove', move);
    window.removeEventListener('pointerup', up);
    window.removeEventListener('pointercancel', up);
  };
};
