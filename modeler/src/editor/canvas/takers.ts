import type { Box, DiagramElement, ElementRegistry, Point } from './services.js';

const FLOW = 'bpmn:SequenceFlow';
/** Small shapes reach as far as a task does, and each a little over its border; in pixels of the drawing. */
const REACH = 80;
const BORDER = 10;
/** How far behind a step a shape still follows it. */
const BESIDE = 160;

/** Nothing goes through them: they begin, end, or hang on a border. */
const NO_WAY_THROUGH = ['bpmn:StartEvent', 'bpmn:EndEvent', 'bpmn:BoundaryEvent'];
const CONTAINERS = ['bpmn:Participant', 'bpmn:Process', 'bpmn:Collaboration'];

/** Whether an arrow may come to the element and another one leave it. */
export const leadsThrough = ({ businessObject, type }: DiagramElement): boolean =>
  businessObject.$instanceOf('bpmn:FlowNode') && !NO_WAY_THROUGH.includes(type);

/** The body of a shape that is held with its middle at a point. */
export const bodyAt = ({ width, height }: DiagramElement, { x, y }: Point): Box => ({
  x: x - width / 2,
  y: y - height / 2,
  width,
  height,
});

const reaching = ({ x, y, width, height }: Box): Box => {
  const [w, h] = [width, height].map((size) => Math.max(size, REACH) + 2 * BORDER) as [number, number];
  return { x: x - (w - width) / 2, y: y - (h - height) / 2, width: w, height: h };
};

/** Where what is dropped over an element would stand. */
export const containerOf = (hover: DiagramElement): DiagramElement | undefined => {
  const { parent, type, di, labelTarget } = hover;
  const expanded = type.endsWith('SubProcess') && labelTarget === undefined && di?.get('isExpanded') === true;
  if (parent === undefined || CONTAINERS.includes(type) || expanded) return hover;
  return type === 'bpmn:Lane' ? containerOf(parent) : parent;
};

/** The middle of the part of a line that lies in a box; `undefined` where they do not touch (Liang and Barsky). */
export const within = (box: Box, from: Point, to: Point): Point | undefined => {
  let [enters, leaves] = [0, 1];
  for (const [start, by, low, high] of [
    [from.x, to.x - from.x, box.x, box.x + box.width],
    [from.y, to.y - from.y, box.y, box.y + box.height],
  ] as const) {
    if (by === 0) {
      if (start < low || start > high) return undefined;
      continue;
    }
    const [one, other] = [(low - start) / by, (high - start) / by];
    enters = Math.max(enters, Math.min(one, other));
    leaves = Math.min(leaves, Math.max(one, other));
  }
  if (enters > leaves) return undefined;
  const at = (enters + leaves) / 2;
  return { x: from.x + at * (to.x - from.x), y: from.y + at * (to.y - from.y) };
};

const nearest = <Found>(found: readonly { readonly of: Found; readonly away: number }[]): Found | undefined =>
  [...found].sort((one, other) => one.away - other.away)[0]?.of;

/** The arrow of the container that the body touches, nearest to its middle: it would lead through the shape. */
export const arrowBelow = (
  registry: ElementRegistry,
  container: DiagramElement,
  shape: DiagramElement,
  body: Box,
): DiagramElement | undefined => {
  if (!leadsThrough(shape)) return undefined;
  const reach = reaching(body);
  const middle = { x: body.x + body.width / 2, y: body.y + body.height / 2 };
  const arrows = registry.filter(
    ({ type, parent, labelTarget }) => type === FLOW && parent === container && labelTarget === undefined,
  );
  return nearest(
    arrows.flatMap((flow) =>
      (flow.waypoints ?? []).flatMap((point, at, all) => {
        const touched = at === 0 ? undefined : within(reach, all[at - 1] ?? point, point);
        return touched === undefined
          ? []
          : [{ of: flow, away: Math.hypot(touched.x - middle.x, touched.y - middle.y) }];
      }),
    ),
  );
};

/** The step of the container that leads nowhere yet and stands right before the body. */
export const stepBefore = (
  registry: ElementRegistry,
  container: DiagramElement,
  shape: DiagramElement,
  body: Box,
): DiagramElement | undefined => {
  const begins = ['bpmn:StartEvent', 'bpmn:BoundaryEvent'].includes(shape.type);
  if (!shape.businessObject.$instanceOf('bpmn:FlowNode') || begins) return undefined;
  const steps = registry.filter(
    (step) =>
      step !== shape &&
      step.parent === container &&
      step.labelTarget === undefined &&
      step.businessObject.$instanceOf('bpmn:FlowNode') &&
      step.type !== 'bpmn:EndEvent' &&
      !step.outgoing.some(({ type }) => type === FLOW) &&
      step.y < body.y + body.height &&
      step.y + step.height > body.y &&
      step.x + step.width / 2 < body.x,
  );
  return nearest(
    steps.flatMap((step) => {
      const away = body.x - (step.x + step.width);
      return away > BESIDE ? [] : [{ of: step, away }];
    }),
  );
};
