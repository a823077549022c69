import type { Canvas, DiagramElement, ElementRegistry, Point } from './services.js';

/** Between two elements of a row, in pixels of the drawing. */
export const GAP = 50;
/** Above and below an element, until it counts as standing in another row. */
const CLEAR = 10;

interface Size {
  readonly width: number;
  readonly height: number;
}

interface SpaceTool {
  calculateAdjustments(
    elements: readonly DiagramElement[],
    axis: 'x',
    delta: number,
    start: number,
  ): { readonly movingShapes: readonly DiagramElement[]; readonly resizingShapes: readonly DiagramElement[] };
  makeSpace(
    moving: readonly DiagramElement[],
    resizing: readonly DiagramElement[],
    delta: Point,
    direction: 'e',
    start: number,
  ): void;
}

export const middle = ({ x, y, width, height }: DiagramElement): Point => ({ x: x + width / 2, y: y + height / 2 });

const around = (element: DiagramElement): readonly DiagramElement[] =>
  element.parent === undefined ? [] : [element.parent, ...around(element.parent)];

/** Moves what stands to the right, so that something has room. */
export class Room {
  static readonly $inject = ['canvas', 'elementRegistry', 'spaceTool'];
  readonly #canvas: Canvas;
  readonly #registry: ElementRegistry;
  readonly #space: SpaceTool;

  constructor(canvas: Canvas, registry: ElementRegistry, spaceTool: SpaceTool) {
    this.#canvas = canvas;
    this.#registry = registry;
    this.#space = spaceTool;
  }

  /** Everything that begins right of `edge` goes further right; what reaches over it grows where it can. */
  make(edge: number, by: number): void {
    const root = this.#canvas.getRootElement();
    const all = this.#registry.filter(
      (element) => element.parent !== undefined && element.waypoints === undefined && around(element).includes(root),
    );
    // The tool moves what begins behind its line, not at it.
    const line = edge - 0.5;
    const { movingShapes, resizingShapes } = this.#space.calculateAdjustments(all, 'x', by, line);
    this.#space.makeSpace(movingShapes, resizingShapes, { x: by, y: 0 }, 'e', line);
  }

  /**
   * Where the middle of something goes that shall stand between two elements, once there is room for it: in the row of
   * the first one, or near `wished`. `placed` is the thing itself where it is drawn already.
   */
  between(source: DiagramElement, next: DiagramElement, size: Size, wished?: Point, placed?: DiagramElement): Point {
    const edge = source.x + source.width;
    const left = edge + GAP;
    const right = left + size.width + GAP;
    const forward = next.x >= edge;
    const y = this.#row(source, next, wished);
    const inTheWay = this.#registry.filter(
      (element) =>
        element !== placed &&
        (forward && element === next ? true : this.#blocks(element, source, { y, height: size.height })) &&
        element.x >= edge &&
        element.x < right,
    );
    if (inTheWay.length > 0) this.make(edge, right - Math.min(...inTheWay.map(({ x }) => x)));
    const furthest = forward ? Math.max(left, next.x - GAP - size.width) : left;
    const x = wished === undefined ? left : Math.min(Math.max(wished.x - size.width / 2, left), furthest);
    return { x: x + size.width / 2, y };
  }

  #row(source: DiagramElement, next: DiagramElement, wished: Point | undefined): number {
    const own = source.host === undefined ? middle(source).y : middle(next).y;
    if (wished === undefined) return own;
    return [own, middle(next).y].find((y) => Math.abs(y - wished.y) < GAP) ?? wished.y;
  }

  #blocks(element: DiagramElement, source: DiagramElement, band: { readonly y: number; readonly height: number }) {
    const { parent, waypoints, labelTarget, host, type, y, height } = element;
    if (parent === undefined || waypoints !== undefined || labelTarget !== undefined) return false;
    if (element === source || host === source || type === 'bpmn:Lane' || around(source).includes(element)) return false;
    return Math.abs(y + height / 2 - band.y) < (height + band.height) / 2 + CLEAR;
  }
}
