import type { DrawnElement, DrawnRoute } from '../../plugin/checks.js';
import type { StepManifest } from '../../plugin/steps.js';
import { mayTake, startersIn, type StepCatalog } from '../../model/index.js';
import { problem, type DefinitionProblem } from './problem.js';

/** How somebody's decision can end. */
interface Decision {
  readonly rejects: readonly string[];
  readonly approves: readonly string[];
}

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
  for (const element of route.elements.values()) {
    const decision = await decisionOf({ catalog, published }, element, new Set([route.id]));
    const problemHere = decision === undefined ? undefined : judge(route, element, decision);
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

const ownDecision = (catalog: StepCatalog, element: DrawnElement): Decision | undefined => {
  if (element.type !== 'userTask') return undefined;
  const step = element.step === undefined ? undefined : catalog.step(element.step.type);
  const outcomes = element.form?.outcomes ?? offered(step, element);
  const rejects = outcomes.filter((outcome) => outcome.rejects === true).map(({ value }) => value);
  const approves = outcomes.filter((outcome) => outcome.rejects !== true).map(({ value }) => value);
  return rejects.length === 0 || approves.length === 0 ? undefined : { rejects, approves };
};

const offered = (step: StepManifest | undefined, element: DrawnElement) =>
  (step?.outcomes ?? []).filter(
    ({ allowedBy }) => allowedBy === undefined || element.step?.config[allowedBy] !== false,
  );

/** The name under which the outcome is kept; `undefined` when the output mapping drops it. */
const outcomeVariable = ({ outputs }: DrawnElement): string | undefined =>
  outputs.length === 0
    ? 'outcome'
    : outputs.find(({ source }) => source.replace(/^\s*=\s*/, '').trim() === 'outcome')?.target;

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
      `Se "${name}" viene respinto, da questa scelta non esce nessun percorso: la pratica si fermerebbe qui.`,
      `When "${name}" is rejected, no flow leaves this choice.`,
    );
  }
  const halted = others.find((way) => way.stuckAt !== undefined)?.stuckAt;
  if (halted !== undefined) {
    return problem(
      'error',
      'approval-nowhere',
      route.elements.get(halted) ?? element,
      `Se "${name}" viene approvato, da questa scelta non esce nessun percorso: la pratica si fermerebbe qui.`,
      `When "${name}" is approved, no flow leaves this choice.`,
    );
  }
  const ends = ways.some((way) => way.ends);
  if (ways.every((way) => others.some((other) => other.trail === way.trail))) {
    if (isPart(route) && ways.every((way) => way.ends)) return undefined;
    const next = ways.find((way) => way.next !== undefined)?.next;
    // Nothing more is done with what was rejected: nobody is harmed, but nobody is told either.
    if (next === undefined && ends) return silent(element, name);
    const goesOn = next === undefined ? '' : ` con "${next.name || next.id}"`;
    return problem(
      'error',
      'rejection-ignored',
      element,
      `Se "${name}" viene respinto, l’iter prosegue${goesOn} come se fosse stato approvato: nessuna scelta guarda l’esito.`,
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
    `Se "${name}" viene respinto, la pratica si chiude senza che nessuno corregga o sia avvisato.`,
    `When "${name}" is rejected, the case ends and nobody is told.`,
  );

/** Where a case goes with this outcome, as far as the outcome and nothing else decides. */
interface Way {
  /** What it passes, in order: two outcomes with one trail are not told apart. */
  readonly trail: string;
  readonly stuckAt: string | undefined;
  /** Some end of the route is reached before another task. */
  readonly ends: boolean;
  /** What is done first on the way: a task that opens, a step, a message that goes out. */
  readonly next: DrawnElement | undefined;
}

const DECIDES: ReadonlySet<string> = new Set(['exclusiveGateway', 'inclusiveGateway']);
const DOES: ReadonlySet<string> = new Set([
  'userTask',
  'serviceTask',
  'sendTask',
  'intermediateThrowEvent',
  'callActivity',
  'subProcess',
]);

const follow = (route: DrawnRoute, from: DrawnElement, value: string): Way => {
  const variable = outcomeVariable(from);
  const passed = new Set<string>();
  const open = onward(route, from);
  let stuckAt: string | undefined;
  let ends = open.length === 0;
  let next: DrawnElement | undefined;
  for (let id = open.shift(); id !== undefined; id = open.shift()) {
    const element = route.elements.get(id);
    if (element === undefined || passed.has(id)) continue;
    passed.add(id);
    if (DOES.has(element.type)) next ??= element;
    if (element.type === 'userTask') continue;
    if (DECIDES.has(element.type)) {
      const taken = mayTake(route, id, variable === undefined ? {} : { [variable]: value });
      if (taken.length === 0 && element.outgoing.length > 0) stuckAt ??= id;
      open.push(...taken.map(({ target }) => target));
    } else {
      const targets = onward(route, element);
      if (targets.length === 0) ends = true;
      open.push(...targets);
    }
  }
  return { trail: [...passed].join(' '), stuckAt, ends, next };
};

/** Where the flows of an element lead; what ends in a sub-process goes on behind it. */
const onward = (route: DrawnRoute, { outgoing, container }: DrawnElement): string[] => {
  if (outgoing.length > 0 || container === route.id) return outgoing.map(({ target }) => target);
  const around = route.elements.get(container);
  return around === undefined ? [] : onward(route, around);
};
