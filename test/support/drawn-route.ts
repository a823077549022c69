import type { DrawnElement, DrawnRoute, JsonObject, RouteCheckCall } from '@libro-firma/engine/plugin';

/** Of an element of {@link drawnRoute} only what matters; `to`: the elements that its flows lead to. */
export type Facts = Partial<DrawnElement> & { readonly to?: readonly string[] };

/** A route as checks of plugins see it, drawn by the facts of its elements. */
export const drawnRoute = (
  id: string,
  elements: Readonly<Record<string, Facts>>,
  properties: DrawnRoute['properties'] = {},
): DrawnRoute => ({
  id,
  name: id,
  properties,
  startForm: undefined,
  elements: new Map(
    Object.entries(elements).map(([key, { to = [], ...facts }]) => [
      key,
      {
        id: key,
        name: key,
        type: 'task',
        container: id,
        outgoing: to.map((target) => ({
          id: `${key}_${target}`,
          name: '',
          target,
          condition: undefined,
          isDefault: false,
        })),
        boundary: [],
        repeated: false,
        outputs: [],
        ...facts,
      } satisfies DrawnElement,
    ]),
  ),
});

/** The same, begun by people at `inizio`. */
export const begunRoute = (
  { inizio, ...others }: Readonly<Record<string, Facts>>,
  more: Partial<DrawnRoute> = {},
): DrawnRoute => {
  const elements = { inizio: { type: 'startEvent' as const, ...inizio }, ...others };
  return { ...drawnRoute(more.id ?? 'nota', elements, { startableBy: 'role:drafter@*' }), ...more };
};

export const stepOf = (
  type: string,
  config: JsonObject = {},
  computed: readonly string[] = [],
): Pick<DrawnElement, 'step'> => ({ step: { type, config, computed } });

/** What a check is given: the route, those that it may call, and the ways that a gateway may take. */
export const checkCall = (
  route: DrawnRoute,
  called: readonly DrawnRoute[] = [],
  mayTake: RouteCheckCall['mayTake'] = () => [],
): RouteCheckCall =>
  ({
    route,
    published: (id: string) => Promise.resolve(called.find((one) => one.id === id)),
    mayTake,
  }) as unknown as RouteCheckCall;
