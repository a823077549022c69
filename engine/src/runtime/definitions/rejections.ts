import type { DrawnElement, DrawnRoute } from '../../plugin/checks.js';
import { startersIn, type StepCatalog } from '../../model/index.js';
import { follow, ownDecision, type Decision } from './outcome-ways.js';
import { problem, type DefinitionProblem } from './problem.js';
import { goesOnRejected } from './rejected-onward.js';

export interface RejectionRules {
  readonly route: DrawnRoute;
  readonly catalog: StepCatalog;
  published(processId: string): Promise<DrawnRoute | undefined>;
}

/**
 * A rejection must lead somewhere: behind a task that may be rejected the route has to ask for the outcome, and to have a
 * way for it on which somebody hears of it. A route that nobody starts is a part of others: its outcome leaves with its
 * end, and those that call it are asked instead.
 */
export const rejectionProblems = async ({
  route,
  catalog,
  published,
}: RejectionRules): Promise<readonly DefinitionProblem[]> => {
  const found: DefinitionProblem[] = [];
  const decisions = new Map<string, Decision>();
  for (const element of route.elements.values()) {
    const decision = await decisionOf({ catalog, published }, element, new Set([route.id]));
    if (decision !== undefined) decisions.set(element.id, decision);
  }
  for (const [id, decision] of decisions) {
    const element = route.elements.get(id);
    if (element === undefined) continue;
    const drawn = { route, catalog, decisions, published };
    const problemHere = judge(route, element, decision) ?? (await goesOnRejected(drawn, element, decision));
    if (problemHere !== undefined) found.push(problemHere);
  }
  return found;
};

const isPart = ({ properties }: DrawnRoute): boolean => startersIn(properties['startableBy']).length === 0;

/** What is decided in the element, or in the route that it calls. */
const decisionOf = async (
  rules: Pick<RejectionRules, 'catalog' | 'published'>,
  element: DrawnElement,
  callers: ReadonlySet<string>,
): Promise<Decision | undefined> => {
  if (element.repeated) return undefined;
  if (element.type !== 'callActivity') return ownDecision(rules.catalog, element);
  const called = element.calls === undefined || callers.has(element.calls) ? undefined : element.calls;
  const route = called === undefined ? undefined : await rules.published(called);
  if (route === undefined) return undefined;
  for (const inner of route.elements.values()) {
    const decision = await decisionOf(rules, inner, new Set([...callers, route.id]));
    if (decision !== undefined && leaves(route, inner, decision)) return decision;
  }
  return undefined;
};

/** Whether a rejection ends the called route: one that goes back to a correction within it is seen to there. */
const leaves = (route: DrawnRoute, element: DrawnElement, { rejects }: Decision): boolean =>
  rejects.some((value) => follow(route, element, value).ends);

const judge = (
  route: DrawnRoute,
  element: DrawnElement,
  { rejects, approves }: Decision,
): DefinitionProblem | undefined => {
  const ways = rejects.map((value) => follow(route, element, value));
  const others = approves.map((value) => follow(route, element, value));
  const stuck = ways.find((way) => way.stuckAt !== undefined)?.stuckAt;
  const name = element.name || element.id;
  if (stuck !== undefined) {
    return problem(
      'error',
      'rejection-nowhere',
      route.elements.get(stuck) ?? element,
      `Se «${name}» viene respinto, da questa scelta non esce nessuna via: la pratica si fermerebbe qui.`,
      `When "${name}" is rejected, no flow leaves this choice.`,
    );
  }
  const halted = others.find((way) => way.stuckAt !== undefined)?.stuckAt;
  if (halted !== undefined) {
    return problem(
      'error',
      'approval-nowhere',
      route.elements.get(halted) ?? element,
      `Se «${name}» viene approvato, da questa scelta non esce nessuna via: la pratica si fermerebbe qui.`,
      `When "${name}" is approved, no flow leaves this choice.`,
    );
  }
  const ends = ways.some((way) => way.ends);
  if (ways.every((way) => others.some((other) => other.trail === way.trail))) {
    if (isPart(route) && ways.every((way) => way.ends)) return undefined;
    const next = ways.find((way) => way.next !== undefined)?.next;
    // Nothing more is done with what was rejected: nobody is harmed, but nobody is told either.
    if (next === undefined && ends) return silent(element, name);
    const goesOn = next === undefined ? '' : ` con «${next.name || next.id}»`;
    return problem(
      'error',
      'rejection-ignored',
      element,
      `Se «${name}» viene respinto, l’iter prosegue${goesOn} come se fosse stato approvato: nessuna scelta guarda l’esito.`,
      `When "${name}" is rejected, the route goes on as if it were approved: no choice asks for the outcome.`,
    );
  }
  return !isPart(route) && ways.some((way) => way.ends && way.next === undefined) ? silent(element, name) : undefined;
};

const silent = (element: DrawnElement, name: string): DefinitionProblem =>
  problem(
    'warning',
    'rejection-silent',
    element,
    `Se «${name}» viene respinto, la pratica si chiude senza che nessuno corregga o sia avvisato.`,
    `When "${name}" is rejected, the case ends and nobody is told.`,
  );
