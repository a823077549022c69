import type { ActorId } from '@libro-firma/engine/plugin';

const ROUTE = 'route:';

/**
 * Who made a registration that nobody made by hand: the system, for the office, because the route came to this step. The
 * name is kept with the registration, since a route may be renamed and the register is not changed (DPR 445/2000, art. 53).
 */
export const automaticOperator = (route: string): ActorId => `${ROUTE}${[...route.trim()].slice(0, 150).join('')}`;

/** What the register shows for an automatic operator; `undefined` when it is a person. */
export const automaticName = (operator: ActorId): string | undefined => {
  if (!operator.startsWith(ROUTE)) return undefined;
  const route = operator.slice(ROUTE.length);
  return route === '' ? 'automatica' : `automatica, dall’iter «${route}»`;
};
