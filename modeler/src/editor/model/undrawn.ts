import { child, flowElementsOf, many, processesOf, type ModdleElement } from './moddle.js';

/** What makes moddle elements, without ids of its own. */
export interface Maker {
  create(type: string, properties?: object): object;
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const GAP = 60;

const sizeOf = (node: ModdleElement): readonly [number, number] => {
  if (node.$instanceOf('bpmn:Event')) return [36, 36];
  return node.$instanceOf('bpmn:Gateway') ? [50, 50] : [100, 80];
};

const placeIn = (bounds: ModdleElement): Place => {
  const number = (name: string): number => Number(bounds.get(name));
  return { x: number('x'), y: number('y'), width: number('width'), height: number('height') };
};

const middle = ({ y, height }: Place): number => y + height / 2;

/** From the right of what comes before to the left of what follows, or around below where that lies behind. */
const wayBetween = (from: Place, to: Place): readonly { readonly x: number; readonly y: number }[] => {
  const start = from.x + from.width;
  if (to.x >= start) {
    const between = (start + to.x) / 2;
    const ends = [
      { x: start, y: middle(from) },
      { x: between, y: middle(from) },
      { x: between, y: middle(to) },
      { x: to.x, y: middle(to) },
    ];
    return middle(from) === middle(to) ? ends.filter((_, at) => at % 3 === 0) : ends;
  }
  const low = to.y > from.y + from.height ? (from.y + from.height + to.y) / 2 : from.y + from.height + GAP / 2;
  const under = to.y > from.y + from.height ? to.y : to.y + to.height;
  return [
    { x: from.x + from.width / 2, y: from.y + from.height },
    { x: from.x + from.width / 2, y: low },
    { x: to.x + to.width / 2, y: low },
    { x: to.x + to.width / 2, y: under },
  ];
};

/** The drawing in a file: its first plane. */
class Drawn {
  readonly bounds = new Map<ModdleElement, ModdleElement>();
  readonly #edges = new Set<ModdleElement>();
  readonly #plane: ModdleElement;
  readonly #maker: Maker;

  constructor(plane: ModdleElement, maker: Maker) {
    this.#plane = plane;
    this.#maker = maker;
    for (const one of many(plane, 'planeElement')) {
      const element = child(one, 'bpmnElement');
      const bounds = child(one, 'bounds');
      if (element === undefined) continue;
      if (bounds === undefined) this.#edges.add(element);
      else this.bounds.set(element, bounds);
    }
  }

  get places(): readonly Place[] {
    return [...this.bounds.values()].map(placeIn);
  }

  #make(type: string, properties: object): ModdleElement {
    return this.#maker.create(type, properties) as ModdleElement;
  }

  #add(type: string, element: ModdleElement, properties: object): ModdleElement {
    const made = this.#make(type, { id: `${element.id ?? ''}_posto`, bpmnElement: element, ...properties });
    made.$parent = this.#plane;
    this.#plane.set('planeElement', [...many(this.#plane, 'planeElement'), made]);
    return made;
  }

  put(node: ModdleElement, place: Place): void {
    const bounds = this.#make('dc:Bounds', place);
    bounds.$parent = this.#add('bpmndi:BPMNShape', node, { bounds });
    this.bounds.set(node, bounds);
  }

  join(flow: ModdleElement): void {
    const from = this.bounds.get(child(flow, 'sourceRef') as ModdleElement);
    const to = this.bounds.get(child(flow, 'targetRef') as ModdleElement);
    if (this.#edges.has(flow) || from === undefined || to === undefined) return;
    const waypoint = wayBetween(placeIn(from), placeIn(to)).map((point) => this.#make('dc:Point', point));
    const edge = this.#add('bpmndi:BPMNEdge', flow, { waypoint });
    for (const point of waypoint) point.$parent = edge;
  }
}

const lanesOf = (container: ModdleElement): readonly ModdleElement[] =>
  many(container, 'laneSets')
    .flatMap((set) => many(set, 'lanes'))
    .flatMap((lane) => [lane, ...many(child(lane, 'childLaneSet'), 'lanes')]);

/** In a row at the end of the pool, which grows for it, each in its lane. */
const putInPool = (
  drawn: Drawn,
  pool: ModdleElement,
  process: ModdleElement,
  nodes: readonly ModdleElement[],
): void => {
  const lanes = lanesOf(process).filter((lane) => drawn.bounds.has(lane));
  const outer = drawn.bounds.get(pool) as ModdleElement;
  const { x, width } = placeIn(outer);
  let at = x + width;
  for (const node of nodes) {
    const lane = lanes.find((one) => many(one, 'flowNodeRef').includes(node)) ?? lanes[0] ?? pool;
    const line = middle(placeIn(drawn.bounds.get(lane) as ModdleElement));
    const [wide, high] = sizeOf(node);
    drawn.put(node, { x: at, y: line - high / 2, width: wide, height: high });
    at += wide + GAP;
  }
  for (const bounds of [outer, ...lanes.map((lane) => drawn.bounds.get(lane) as ModdleElement)])
    bounds.set('width', Number(bounds.get('width')) + at - x - width);
};

/** In a row below all that is drawn. */
const putBelow = (drawn: Drawn, nodes: readonly ModdleElement[]): void => {
  const places = drawn.places;
  let at = Math.min(...places.map(({ x }) => x), places.length === 0 ? 150 : Infinity);
  const line = Math.max(40, ...places.map(({ y, height }) => y + height)) + GAP + 40;
  for (const node of nodes) {
    const [wide, high] = sizeOf(node);
    drawn.put(node, { x: at, y: line - high / 2, width: wide, height: high });
    at += wide + GAP;
  }
};

const putOnHosts = (drawn: Drawn, events: readonly ModdleElement[]): void => {
  for (const event of events) {
    const host = drawn.bounds.get(child(event, 'attachedToRef') as ModdleElement);
    if (host === undefined) continue;
    const { x, y, width, height } = placeIn(host);
    drawn.put(event, { x: x + width / 2 - 18, y: y + height - 18, width: 36, height: 36 });
  }
};

/**
 * Gives a place to the steps of a file that say none: other programs may write a process of which only a part is drawn,
 * and nobody can mend what is not seen. What stands within a sub-process is left as it is.
 */
export const placeUndrawn = (definitions: ModdleElement, maker: Maker): void => {
  const planes = many(definitions, 'diagrams').flatMap((diagram) => child(diagram, 'plane') ?? []);
  const [plane] = planes;
  if (plane === undefined) return;
  const drawn = new Drawn(plane, maker);
  const anywhere = new Set(planes.flatMap((one) => many(one, 'planeElement')).map((one) => child(one, 'bpmnElement')));
  for (const process of processesOf(definitions)) {
    const pool = [...drawn.bounds.keys()].find(
      (one) => one.$type === 'bpmn:Participant' && child(one, 'processRef') === process,
    );
    if (pool === undefined && child(plane, 'bpmnElement') !== process) continue;
    const missing = many(process, 'flowElements').filter(
      (element) => element.$instanceOf('bpmn:FlowNode') && !anywhere.has(element),
    );
    const attached = missing.filter(({ $type }) => $type === 'bpmn:BoundaryEvent');
    const nodes = missing.filter((node) => !attached.includes(node));
    if (nodes.length > 0) {
      if (pool === undefined) putBelow(drawn, nodes);
      else putInPool(drawn, pool, process, nodes);
    }
    putOnHosts(drawn, attached);
    for (const flow of flowElementsOf(process))
      if (flow.$type === 'bpmn:SequenceFlow' && !anywhere.has(flow)) drawn.join(flow);
  }
};

/** What of the processes is not drawn, by id. */
export const undrawnIn = (definitions: ModdleElement, isDrawn: (id: string) => boolean): ReadonlySet<string> =>
  new Set(
    processesOf(definitions)
      .flatMap(flowElementsOf)
      .filter((element) => element.$instanceOf('bpmn:FlowNode') || element.$type === 'bpmn:SequenceFlow')
      .flatMap(({ id }) => (id === undefined || isDrawn(id) ? [] : [id])),
  );
