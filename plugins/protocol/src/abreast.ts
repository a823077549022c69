import { targetsOf, type DrawnElement, type DrawnRoute } from '@libro-firma/engine/plugin';

const JOINS: readonly DrawnElement['type'][] = ['parallelGateway', 'inclusiveGateway'];

/** All that may come from `start` on, without what `stops` lets nobody pass. */
const reached = (route: DrawnRoute, start: string, stops: (id: string) => boolean): ReadonlySet<string> => {
  const found = new Set<string>();
  const open = [start];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const element = route.elements.get(id);
    if (element === undefined || found.has(id) || stops(id)) continue;
    found.add(id);
    open.push(...targetsOf(route, element), ...element.boundary);
    if (element.type === 'subProcess') {
      for (const inner of route.elements.values()) if (inner.container === id) open.push(inner.id);
    }
  }
  return found;
};

/** The flows that leave an element and may all be taken (BPMN 2.0.2, 13.2.1 and 13.4): the default one only alone. */
const splits = ({ type, outgoing }: DrawnElement): readonly string[] => {
  if (type === 'exclusiveGateway') return [];
  const together = outgoing.filter(({ isDefault }) => !isDefault).map(({ target }) => target);
  return together.length > 1 ? together : [];
};

/**
 * Elements that the case may be at while it is at others, as two sets of which each stands beside the other: the ways
 * out of a split, as far as the gateway at which they wait for one another.
 */
export const abreast = (route: DrawnRoute): readonly (readonly [ReadonlySet<string>, ReadonlySet<string>])[] => {
  const incoming = new Map<string, number>();
  for (const { outgoing } of route.elements.values()) {
    for (const { target } of outgoing) incoming.set(target, (incoming.get(target) ?? 0) + 1);
  }
  const joins = (id: string): boolean =>
    JOINS.includes(route.elements.get(id)?.type ?? 'task') && (incoming.get(id) ?? 0) > 1;
  return [...route.elements.values()].flatMap((split) => {
    const ways = splits(split);
    const whole = ways.map((way) => reached(route, way, (id) => id === split.id));
    return ways.flatMap((one, at) =>
      ways.slice(at + 1).map((other, further) => {
        const met = (id: string): boolean =>
          id === split.id || (joins(id) && whole[at]?.has(id) === true && whole[at + 1 + further]?.has(id) === true);
        return [reached(route, one, met), reached(route, other, met)] as const;
      }),
    );
  });
};
