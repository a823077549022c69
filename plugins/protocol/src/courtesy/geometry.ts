/** A PDF transformation matrix, `[a b c d e f]` (ISO 32000-2, 8.3.3). */
export type Matrix = readonly [number, number, number, number, number, number];

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Quarter turns clockwise in which a page is shown. */
export type Turn = 0 | 90 | 180 | 270;

export const turnOf = (angle: number): Turn => ((((Math.round(angle / 90) * 90) % 360) + 360) % 360) as Turn;

/** The page as its reader sees it: width and height after turning. */
export const viewSize = ({ width, height }: Box, turn: Turn): { readonly width: number; readonly height: number } =>
  turn === 0 || turn === 180 ? { width, height } : { width: height, height: width };

/** From the reader's view (origin at its lower left corner) to the coordinates of the page. */
export const viewMatrix = ({ x, y, width, height }: Box, turn: Turn): Matrix => {
  switch (turn) {
    case 0:
      return [1, 0, 0, 1, x, y];
    case 90:
      return [0, 1, -1, 0, x + width, y];
    case 180:
      return [-1, 0, 0, -1, x + width, y + height];
    case 270:
      return [0, -1, 1, 0, x, y + height];
  }
};

/** Smaller about the middle of the page: the same for every turn. */
export const shrinkMatrix = ({ x, y, width, height }: Box, scale: number): Matrix => [
  scale,
  0,
  0,
  scale,
  (x + width / 2) * (1 - scale),
  (y + height / 2) * (1 - scale),
];

const apply = ([a, b, c, d, e, f]: Matrix, x: number, y: number): readonly [number, number] => [
  a * x + c * y + e,
  b * x + d * y + f,
];

/** What a matrix makes of a box: the smallest upright box around it. */
const around = (matrix: Matrix, { x, y, width, height }: Box): Box => {
  const corners = [
    apply(matrix, x, y),
    apply(matrix, x + width, y),
    apply(matrix, x, y + height),
    apply(matrix, x + width, y + height),
  ];
  const xs = corners.map(([left]) => left);
  const ys = corners.map(([, bottom]) => bottom);
  const [left, bottom] = [Math.min(...xs), Math.min(...ys)];
  return { x: left, y: bottom, width: Math.max(...xs) - left, height: Math.max(...ys) - bottom };
};

/** Places an appearance into the rectangle of its annotation (ISO 32000-2, 12.5.5, algorithm "appearance streams"). */
export const appearanceMatrix = (bbox: Box, own: Matrix, rect: Box): Matrix | undefined => {
  const shown = around(own, bbox);
  if (shown.width === 0 || shown.height === 0) return undefined;
  const [sx, sy] = [rect.width / shown.width, rect.height / shown.height];
  return [sx, 0, 0, sy, rect.x - shown.x * sx, rect.y - shown.y * sy];
};
