import { lfDescriptor } from '@libro-firma/engine';
import { BpmnModdle } from 'bpmn-moddle';

/** A moddle element, read by name. */
export interface Element {
  readonly $type: string;
  readonly id: string;
  readonly name?: string;
  get(name: string): unknown;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

export interface Diagram {
  readonly warnings: readonly string[];
  /** Flow nodes, in the order of the file. */
  readonly nodes: readonly Element[];
  readonly flows: readonly Element[];
  /** Ids of flow nodes by lane name. */
  readonly lanes: ReadonlyMap<string, readonly string[]>;
  readonly boxes: ReadonlyMap<string, Box>;
  /** Boxes of lanes, by lane name. */
  readonly laneBoxes: ReadonlyMap<string, Box>;
  /** Boxes of labels that stand outside of their element, by its id. */
  readonly labels: ReadonlyMap<string, Box>;
  readonly lines: ReadonlyMap<string, readonly Point[]>;
}

const list = (element: Element, name: string): readonly Element[] => (element.get(name) ?? []) as readonly Element[];
const one = (element: Element, name: string): Element => element.get(name) as Element;

export const target = (element: Element, name: 'sourceRef' | 'targetRef' | 'attachedToRef'): string =>
  one(element, name).id;
export const flowsOf = (element: Element, name: 'incoming' | 'outgoing'): readonly Element[] => list(element, name);

/** The diagram as a drawing program reads it. */
export const readDiagram = async (xml: string): Promise<Diagram> => {
  const read = await new BpmnModdle({ lf: lfDescriptor }).fromXML(xml);
  const root = read.rootElement as unknown as Element;
  const process = list(root, 'rootElements').find((element) => element.$type === 'bpmn:Process') as Element;
  const elements = list(process, 'flowElements');
  const plane = one(list(root, 'diagrams')[0] as Element, 'plane');
  const boxes = new Map<string, Box>();
  const lines = new Map<string, readonly Point[]>();
  const labels = new Map<string, Box>();
  for (const drawn of list(plane, 'planeElement')) {
    const { id } = one(drawn, 'bpmnElement');
    if (drawn.$type === 'bpmndi:BPMNShape') boxes.set(id, drawn.get('bounds') as Box);
    else lines.set(id, drawn.get('waypoint') as readonly Point[]);
    const label = drawn.get('label') as Element | undefined;
    if (label?.get('bounds') !== undefined) labels.set(id, label.get('bounds') as Box);
  }
  const laneElements = list(process, 'laneSets').flatMap((set) => list(set, 'lanes'));
  return {
    warnings: read.warnings.map((warning) => (warning as { message: string }).message),
    nodes: elements.filter((element) => element.$type !== 'bpmn:SequenceFlow'),
    flows: elements.filter((element) => element.$type === 'bpmn:SequenceFlow'),
    lanes: new Map(
      laneElements.map((lane) => [lane.name ?? '', list(lane, 'flowNodeRef').map(({ id }) => id)] as const),
    ),
    laneBoxes: new Map(laneElements.map((lane) => [lane.name ?? '', boxes.get(lane.id) as Box] as const)),
    boxes,
    lines,
    labels,
  };
};

interface Segment {
  readonly flow: string;
  readonly from: Point;
  readonly to: Point;
}

export const segments = (diagram: Diagram): readonly Segment[] =>
  [...diagram.lines].flatMap(([flow, points]) =>
    points.slice(1).map((to, index) => ({ flow, from: points[index] as Point, to })),
  );

const span = (a: number, b: number): readonly [number, number] => [Math.min(a, b), Math.max(a, b)];
const isLevel = ({ from, to }: Segment): boolean => from.y === to.y;

/** Whether two lines of different flows cross or run over one another. Lines are level or upright. */
export const meet = (a: Segment, b: Segment): boolean => {
  if (a.flow === b.flow) return false;
  const [ax, ay] = [span(a.from.x, a.to.x), span(a.from.y, a.to.y)];
  const [bx, by] = [span(b.from.x, b.to.x), span(b.from.y, b.to.y)];
  if (isLevel(a) === isLevel(b)) {
    const along = isLevel(a) ? ([ax, bx] as const) : ([ay, by] as const);
    const same = isLevel(a) ? a.from.y === b.from.y : a.from.x === b.from.x;
    return same && Math.min(along[0][1], along[1][1]) - Math.max(along[0][0], along[1][0]) > 1;
  }
  const inside = (n: number, [low, high]: readonly [number, number]): boolean => n > low && n < high;
  return isLevel(a) ? inside(b.from.x, ax) && inside(a.from.y, by) : inside(a.from.x, bx) && inside(b.from.y, ay);
};

/** Whether a line runs through a box, its border left aside. */
export const passesThrough = ({ from, to }: Segment, { x, y, width, height }: Box): boolean => {
  const [left, right] = span(from.x, to.x);
  const [top, bottom] = span(from.y, to.y);
  return left < x + width - 1 && right > x + 1 && top < y + height - 1 && bottom > y + 1;
};

/** Whether two boxes share more than their borders. */
export const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** Whether the first lies in the second. */
export const lies = (inner: Box, outer: Box): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;
