import { within } from './takers.js';
import type { Box, DiagramElement, Point } from './services.js';

/** Between what an arrow goes around and the arrow, in pixels of the drawing. */
const CLEAR = 50;
/** Between the arrow and the border of the pool or part that it stays in; less than that is no way. */
const INSIDE = 12;
/** Nearer than that two lines are seen as one. */
const ONE_LINE = 8;
/** An arrow may touch the border of what it passes. */
const BORDER = 2;
/** They lie around the others, or behind them. */
const NOT_IN_THE_WAY = ['bpmn:Lane', 'bpmn:Participant', 'bpmn:Group'];

type Line = readonly [Point, Point];

const linesOf = (points: readonly Point[]): readonly Line[] =>
  points.slice(1).map((point, at) => [points[at] ?? point, point]);

const isBox = ({ waypoints, labelTarget, type }: DiagramElement): boolean =>
  waypoints === undefined && labelTarget === undefined && !NOT_IN_THE_WAY.includes(type);

/** How many of the elements, other than the two that it connects, an arrow goes straight through. */
export const crossed = (
  points: readonly Point[],
  source: DiagramElement,
  target: DiagramElement,
  all: readonly DiagramElement[],
): number =>
  all.filter(
    (one) =>
      isBox(one) &&
      one !== source &&
      one !== target &&
      linesOf(points).some(
        ([from, to]) =>
          within(
            {
              x: one.x + BORDER,
              y: one.y + BORDER,
              width: one.width - 2 * BORDER,
              height: one.height - 2 * BORDER,
            },
            from,
            to,
          ) !== undefined,
      ),
  ).length;

const overlap = (low: number, high: number, otherLow: number, otherHigh: number): boolean =>
  Math.min(Math.max(low, high), Math.max(otherLow, otherHigh)) -
    Math.max(Math.min(low, high), Math.min(otherLow, otherHigh)) >
  ONE_LINE;

const isOne = ([a, b]: Line, [c, d]: Line): boolean =>
  (['x', 'y'] as const).some((axis) => {
    const along = axis === 'x' ? 'y' : 'x';
    return (
      [b, c, d].every((point) => Math.abs(point[axis] - a[axis]) < ONE_LINE) &&
      overlap(a[along], b[along], c[along], d[along])
    );
  });

/** How many other arrows could not be told from this one somewhere. */
export const hidden = (points: readonly Point[], others: readonly DiagramElement[]): number =>
  others.filter(({ waypoints = [] }) =>
    linesOf(waypoints).some((other) => linesOf(points).some((line) => isOne(line, other))),
  ).length;

/**
 * Over or under everything that stands between two elements, from the middle of the one to the middle of the other.
 *
 * @param around the pool or part that it must not leave: nearer to what it goes around then, or through it
 */
export const detour = (
  source: DiagramElement,
  target: DiagramElement,
  all: readonly DiagramElement[],
  side: 'above' | 'below',
  around?: Box,
): readonly Point[] => {
  const [from, to] = [source, target].map(({ x, width }) => x + width / 2) as [number, number];
  const [left, right] = [Math.min(from, to), Math.max(from, to)];
  const between = [source, target, ...all.filter((one) => isBox(one) && one.x < right && one.x + one.width > left)];
  const edge = (element: DiagramElement): number => (side === 'above' ? element.y : element.y + element.height);
  const free = side === 'above' ? Math.min(...between.map(edge)) - CLEAR : Math.max(...between.map(edge)) + CLEAR;
  const y =
    around === undefined ? free : Math.min(Math.max(free, around.y + INSIDE), around.y + around.height - INSIDE);
  return [
    { x: from, y: edge(source) },
    { x: from, y },
    { x: to, y },
    { x: to, y: edge(target) },
  ];
};
