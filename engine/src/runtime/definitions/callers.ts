import { mayTake } from '../../model/index.js';
import type { DrawnRoute, RouteCheck, RouteProblem } from '../../plugin/checks.js';
import type { Tx } from '../../plugin/database.js';
import type { DefinitionProblem } from './problem.js';
import type { PublishedRoutes } from './published-routes.js';

type Published = (processId: string) => Promise<DrawnRoute | undefined>;

/** What the rules of plugins say against a route, with what it calls as it would be. */
export const ruleProblems = async (
  tx: Tx,
  route: DrawnRoute,
  published: Published,
  rules: readonly RouteCheck[],
): Promise<readonly RouteProblem[]> => {
  const found: RouteProblem[] = [];
  for (const rule of rules) {
    const mayTakeIn = (gateway: string, known: Parameters<typeof mayTake>[2]) => mayTake(route, gateway, known);
    found.push(...(await rule({ tx, route, published, mayTake: mayTakeIn })));
  }
  return found;
};

/** Published routes that come to this one by calls, whatever lies between; those that are checked themselves left out. */
const callersOf = async (
  processId: string,
  stored: PublishedRoutes,
  checked: ReadonlySet<string>,
): Promise<readonly DrawnRoute[]> => {
  const found = new Map<string, DrawnRoute>();
  const open = [processId];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const caller of await stored.callersOf(id)) {
      if (checked.has(caller.id) || found.has(caller.id)) continue;
      found.set(caller.id, caller);
      open.push(caller.id);
    }
  }
  return [...found.values()];
};

/**
 * What becomes wrong with the routes that call this one when it is published as it is drawn: a part that now takes a number
 * is called before a signature, say. What was wrong with them before is no matter of this drawing.
 */
export const callerProblems = async (
  tx: Tx,
  route: DrawnRoute,
  drawn: ReadonlyMap<string, DrawnRoute>,
  stored: PublishedRoutes,
  rules: readonly RouteCheck[],
): Promise<readonly DefinitionProblem[]> => {
  const found: DefinitionProblem[] = [];
  const published: Published = async (id) => drawn.get(id) ?? (await stored.route(id));
  for (const caller of await callersOf(route.id, stored, new Set(drawn.keys()))) {
    const then = await ruleProblems(tx, caller, published, rules);
    if (then.length === 0) continue;
    const now = await ruleProblems(tx, caller, (id) => stored.route(id), rules);
    const known = new Set(now.map(({ code, elementId }) => `${code} ${elementId ?? ''}`));
    for (const { severity, code, elementId, text } of then) {
      if (known.has(`${code} ${elementId ?? ''}`)) continue;
      const name = caller.name === '' ? caller.id : caller.name;
      found.push({
        severity,
        code: code as `${string}.${string}`,
        text: {
          it: `L’iter «${name}» chiama questo, e così non andrebbe più bene. ${text.it}`,
          en: `The route "${name}" calls this one, and would no longer be right. ${text.en ?? text.it}`,
        },
        doNow: {
          it: `Cambia e pubblica prima l’iter «${name}», oppure disegna questo in un altro modo.`,
          en: `First change and publish the route "${name}", or draw this one in another way.`,
        },
      });
    }
  }
  return found;
};
