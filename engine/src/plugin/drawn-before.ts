import type { DrawnElement, DrawnRoute } from './checks.js';

/** Ids of what comes next by the flows of an element; the last ones in a sub-process lead to what follows that. */
export const targetsOf = (route: DrawnRoute, { outgoing, container }: DrawnElement): readonly string[] => {
  if (outgoing.length > 0) return outgoing.map(({ target }) => target);
  const around = route.elements.get(container);
  return around === undefined ? [] : targetsOf(route, around);
};

const startsIn = (route: DrawnRoute, container: string): readonly string[] =>
  [...route.elements.values()]
    .filter((one) => one.type === 'startEvent' && one.container === container)
    .map(({ id }) => id);

/** Everything that the case may come to from these, in the order of coming; `leaves` says where one leads. */
const reached = (
  route: DrawnRoute,
  from: readonly string[],
  leaves: (element: DrawnElement) => readonly string[],
): ReadonlySet<string> => {
  const found = new Set<string>();
  const open = [...from];
  // A Map's or a Set's order is that of insertion: breadth first.
  for (let at = 0; at < open.length; at += 1) {
    const element = route.elements.get(open[at] as string);
    if (element === undefined || found.has(element.id)) continue;
    found.add(element.id);
    open.push(...leaves(element));
  }
  return found;
};

/** What may follow an element: by its flows, by its boundary events, and what begins within it. */
const onwards =
  (route: DrawnRoute) =>
  (element: DrawnElement): readonly string[] => [
    ...(element.type === 'subProcess' ? startsIn(route, element.id) : []),
    ...targetsOf(route, element),
    ...element.boundary,
  ];

/** All elements that a case may come to, in the order of coming to them; others are not among them. */
export const inOrder = (route: DrawnRoute): readonly DrawnElement[] =>
  [...reached(route, startsIn(route, route.id), onwards(route))].flatMap((id) => route.elements.get(id) ?? []);

/** Boundary events of the sub-processes that an element stands in. */
const boundaryAround = (route: DrawnRoute, { container }: DrawnElement): readonly string[] => {
  const around = route.elements.get(container);
  return around === undefined ? [] : [...around.boundary, ...boundaryAround(route, around)];
};

/** Boundary events that may go on beside what they hang on; that an error never does. */
const besides = (route: DrawnRoute, { boundary }: DrawnElement): readonly string[] =>
  boundary.filter((id) => route.elements.get(id)?.trigger !== 'error');

/** The ways out of an element that a case may go at the same time, each by what it leads to. */
const waysOf = (route: DrawnRoute, element: DrawnElement): readonly string[] =>
  element.type === 'exclusiveGateway' && element.outgoing.length > 0 ? [] : targetsOf(route, element);

/**
 * Elements that the case may have done, or may do meanwhile, when it comes to this one for the first time: those on the
 * ways to it, and those on ways beside it. What only follows it is not among them, whatever leads back.
 */
export const mayPrecede = (route: DrawnRoute, elementId: string): ReadonlySet<string> => {
  const leads = onwards(route);
  const early = reached(route, startsIn(route, route.id), (element) =>
    element.id === elementId ? besides(route, element) : leads(element),
  );
  const sources = new Map<string, string[]>();
  for (const element of route.elements.values()) {
    for (const target of leads(element)) {
      const known = sources.get(target);
      if (known === undefined) sources.set(target, [element.id]);
      else known.push(element.id);
    }
  }
  const leading = reached(route, [elementId], ({ id }) => sources.get(id) ?? []);
  const found = new Set<string>();
  const beside: string[] = [];
  for (const element of route.elements.values()) {
    const { id } = element;
    // Done in the ordinary way: its own boundary events are taken where it is not done.
    const after = [...targetsOf(route, element), ...boundaryAround(route, element)];
    if (id !== elementId && after.some((target) => leading.has(target))) found.add(id);
    const ways = waysOf(route, element);
    const hither = ways.filter((target) => leading.has(target));
    if (hither.length > 0) beside.push(...(hither.length > 1 ? ways : ways.filter((way) => !leading.has(way))));
    const events = besides(route, element);
    if (leading.has(id)) beside.push(...events);
    if (events.some((event) => leading.has(event))) beside.push(id);
  }
  for (const id of reached(route, beside, leads)) if (id !== elementId) found.add(id);
  return new Set([...found].filter((id) => early.has(id)));
};

/** Whether people begin this route by its form; a part of others, or one that an event starts, is given what it works on. */
export const begunByPeople = (route: DrawnRoute): boolean => {
  const started = startsIn(route, route.id).every((id) => (route.elements.get(id)?.trigger ?? 'none') === 'none');
  return started && ((route.properties['startableBy'] ?? '').trim() !== '' || route.startForm !== undefined);
};
