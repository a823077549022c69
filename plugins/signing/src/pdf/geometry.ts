import type { Box, Page } from './open.js';

/**
 * Places are found on the page as it is displayed: turned by /Rotate, cut to the crop box, the origin at the bottom left
 * corner, in points. Only what is written into the file is turned back into the page's own user space.
 */
export interface Display {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export const displayOf = ({ box, rotation }: Page): Display => {
  const [width, height] = [box[2] - box[0], box[3] - box[1]];
  return rotation % 180 === 0 ? { width, height } : { width: height, height: width };
};

export const toDisplay = ({ box, rotation }: Page, { x, y }: Point): Point => {
  const [w, h, px, py] = [box[2] - box[0], box[3] - box[1], x - box[0], y - box[1]];
  switch (rotation) {
    case 90:
      return { x: py, y: w - px };
    case 180:
      return { x: w - px, y: h - py };
    case 270:
      return { x: h - py, y: px };
    default:
      return { x: px, y: py };
  }
};

export const toUser = ({ box, rotation }: Page, { x, y }: Point): Point => {
  const [w, h] = [box[2] - box[0], box[3] - box[1]];
  const at = (px: number, py: number): Point => ({ x: px + box[0], y: py + box[1] });
  switch (rotation) {
    case 90:
      return at(w - y, x);
    case 180:
      return at(w - x, h - y);
    case 270:
      return at(y, h - x);
    default:
      return at(x, y);
  }
};

const around = (a: Point, b: Point): Box => [
  Math.min(a.x, b.x),
  Math.min(a.y, b.y),
  Math.max(a.x, b.x),
  Math.max(a.y, b.y),
];

export const boxToDisplay = (page: Page, box: Box): Box =>
  around(toDisplay(page, { x: box[0], y: box[1] }), toDisplay(page, { x: box[2], y: box[3] }));

export const boxToUser = (page: Page, box: Box): Box =>
  around(toUser(page, { x: box[0], y: box[1] }), toUser(page, { x: box[2], y: box[3] }));

/** The form matrix that keeps an appearance upright on a page that is displayed turned (ISO 32000-2, 12.5.5). */
export const uprightMatrix = (rotation: number): readonly number[] => {
  switch (rotation) {
    case 90:
      return [0, 1, -1, 0, 0, 0];
    case 180:
      return [-1, 0, 0, -1, 0, 0];
    case 270:
      return [0, -1, 1, 0, 0, 0];
    default:
      return [1, 0, 0, 1, 0, 0];
  }
};

/** Do they share an area? Touching edges do not count. */
export const overlap = (a: Box, b: Box): boolean => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

export const grown = (box: Box, by: number): Box => [box[0] - by, box[1] - by, box[2] + by, box[3] + by];

/** Pushed into the display, keeping `margin` points free; `undefined` when it does not fit. */
export const within = (box: Box, display: Display, margin: number): Box | undefined => {
  const [width, height] = [box[2] - box[0], box[3] - box[1]];
  if (width > display.width - 2 * margin || height > display.height - 2 * margin) return undefined;
  const x = Math.min(Math.max(box[0], margin), display.width - margin - width);
  const y = Math.min(Math.max(box[1], margin), display.height - margin - height);
  return [x, y, x + width, y + height];
};
