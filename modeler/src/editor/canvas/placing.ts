import type { Shape } from '../model/shapes.js';
import type { Canvas, DiagramElement, ElementRegistry, Modeling, Point, Selection } from './services.js';
import type { Shapes } from './shapes.js';

const CONTAINERS = ['bpmn:Participant', 'bpmn:SubProcess', 'bpmn:Transaction', 'bpmn:AdHocSubProcess'];
/** Between two elements that are put beside each other. */
const GAP = 30;

/** Puts new elements on the drawing without a pointer: behind the selected one, or where the eye is. */
export class Placing {
  static readonly $inject = ['lfShapes', 'selection', 'canvas', 'elementRegistry', 'modeling'];
  readonly #shapes: Shapes;
  readonly #selection: Selection;
  readonly #canvas: Canvas;
  readonly #registry: ElementRegistry;
  readonly #modeling: Modeling;

  constructor(shapes: Shapes, selection: Selection, canvas: Canvas, registry: ElementRegistry, modeling: Modeling) {
    this.#shapes = shapes;
    this.#selection = selection;
    this.#canvas = canvas;
    this.#registry = registry;
    this.#modeling = modeling;
  }

  place(shape: Shape): DiagramElement {
    const [selected, more] = this.#selection.get();
    const follows = selected !== undefined && more === undefined && continues(selected) && isFollowing(shape);
    if (follows) return this.#shapes.append(selected, shape);
    const made = this.#shapes.make(shape);
    const at = this.#free(this.#middle(), made);
    const placed = this.#modeling.createShape(made, at, this.#containerAt(at));
    this.#selection.select(placed);
    return placed;
  }

  #middle(): Point {
    const { x, y, width, height } = this.#canvas.viewbox();
    return { x: Math.round(x + width / 2), y: Math.round(y + height / 2) };
  }

  /** Further right until nothing lies below. */
  #free(from: Point, { width, height }: DiagramElement): Point {
    const taken = this.#registry.filter(
      (element) =>
        element.waypoints === undefined && element.parent !== undefined && !CONTAINERS.includes(element.type),
    );
    let { x } = from;
    const hit = (): DiagramElement | undefined =>
      taken.find(
        (other) =>
          other.type !== 'bpmn:Lane' &&
          other.x < x + width / 2 + GAP &&
          other.x + other.width > x - width / 2 - GAP &&
          other.y < from.y + height / 2 &&
          other.y + other.height > from.y - height / 2,
      );
    for (let other = hit(); other !== undefined; other = hit()) x = other.x + other.width + GAP + width / 2 + 1;
    return { x, y: from.y };
  }

  #containerAt({ x, y }: Point): DiagramElement {
    const around = this.#registry
      .filter(
        (element) =>
          CONTAINERS.includes(element.type) &&
          element.x <= x &&
          element.x + element.width >= x &&
          element.y <= y &&
          element.y + element.height >= y,
      )
      .at(-1);
    return around ?? this.#canvas.getRootElement();
  }
}

/** Whether something can come behind it. */
export const continues = ({ businessObject, labelTarget }: DiagramElement): boolean =>
  labelTarget === undefined &&
  businessObject?.$instanceOf('bpmn:FlowNode') === true &&
  businessObject.$type !== 'bpmn:EndEvent';

const isFollowing = ({ group, type }: Shape): boolean =>
  group !== 'begin' && group !== 'notes' && type !== 'bpmn:Participant';
