import type { DrawnElement, DrawnRoute } from '../../plugin/checks.js';
import type { StepManifest } from '../../plugin/steps.js';
import type { StepCatalog } from '../../model/index.js';
import { problem, type DefinitionProblem } from './problem.js';

/** How somebody's decision can end. */
interface Decision {
  readonly rejects: readonly string[];
  readonly approves: readonly string[];
}

export interface RejectionRules {
  readonly route: DrawnRoute;
  readonly catalog: StepCatalog;
  mayTake(gatewayId: string, known: { readonly [name: string]: string }): readonly { readonly target: string }[];
  published(processId: string): Promise<DrawnRoute | undefined>;
}

/**
 * A rejection must lead somewhere: behind a task that may be rejected the route has to ask for the outcome, and to have a
 * way for it on which somebody hears of it. A route that nobody starts is a part of others: its outcome leaves with its
 * end, and those that call it are asked instead.
 */
export const rejectionProblems = async (rules: RejectionRules): Promise<readonly DefinitionProblem[]> => {
  const { route } = rules;
  const found: DefinitionProblem[] = [];
  for (const element of route.elements.values()) {
    const decision = await decisionOf(rules, element);
    if (decision === undefined || element.repeated) continue;
    const problemHere = judge(rules, element, decision);
    if (problemHere !== undefined) found.push(problemHere);
  }
  return found;
};

const isPart = ({ properties }: DrawnRoute): boolean => (properties['startableBy'] ?? '').trim() === '';

const decisionOf = async (rules: RejectionRules, element: DrawnElement): Promise<Decision | undefined> => {
  if (element.type === 'callActivity' && element.calls !== undefined) {
    const called = await rules.published(element.calls);
    for (const inner of called?.elements.values() ?? []) {
      const decision = ownDecision(rules.catalog, inner);
      if (decision !== undefined && !inner.repeated) return decision;
    }
    return undefined;
  }
  return ownDecision(rules.catalog, element);
};

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
  rules: RejectionRules,
  element: DrawnElement,
  { rejects, approves }: Decision,
): DefinitionProblem | undefined => {
  const variable = outcomeVariable(element);
  const ways = rejects.map((value) => follow(rules, element, variable, value));
  const others = approves.map((value) => follow(rules, element, variable, value));
  const stuck = ways.find((way) => way.stuckAt !== undefined)?.stuckAt;
  const name = element.name || element.id;
  if (stuck !== undefined) {
    const gateway = rules.route.elements.get(stuck) ?? element;
    return problem(
      'error',
      'rejection-nowhere',
      gateway,
      `Se "${name}" viene respinto, da questa scelta non esce nessun percorso: la pratica si fermerebbe qui.`,
      `When "${name}" is rejected, no flow leaves this choice.`,
    );
  }
  const same = ways.every((way) => others.some((other) => other.trail === way.trail));
  if (same) {
    if (isPart(rules.route) && ways.every((way) => way.ends)) return undefined;
    return problem(
      'error',
      'rejection-ignored',
      element,
      `Se "${name}" viene respinto, l’iter prosegue come se fosse stato approvato: nessuna scelta guarda l’esito.`,
      `When "${name}" is rejected, the route goes on as if it were approved: no choice asks for the outcome.`,
    );
  }
  if (!isPart(rules.route) && ways.some((way) => way.ends && !way.told)) {
    return problem(
      'warning',
      'rejection-silent',
      element,
      `Se "${name}" viene respinto, la pratica si chiude senza che nessuno corregga o sia avvisato.`,
      `When "${name}" is rejected, the case ends and nobody is told.`,
    );
  }
  return undefined;
};

/** Where a case goes with this outcome, as far as the outcome and nothing else decides. */
interface Way {
  /** What it passes, in order: two outcomes with one trail are not told apart. */
  readonly trail: string;
  readonly stuckAt: string | undefined;
  /** Some end is reached before another task. */
  readonly ends: boolean;
  /** A message or notice goes out, or another task opens, on the way. */
  readonly told: boolean;
}

const DECIDES: ReadonlySet<string> = new Set(['exclusiveGateway', 'inclusiveGateway']);
const TELLS: ReadonlySet<string> = new Set(['serviceTask', 'sendTask', 'intermediateThrowEvent', 'callActivity']);

const follow = (
  { route, mayTake }: RejectionRules,
  from: DrawnElement,
  variable: string | undefined,
  value: string,
): Way => {
  const passed = new Set<string>();
  const open = from.outgoing.map(({ target }) => target);
  let stuckAt: string | undefined;
  let ends = from.outgoing.length === 0;
  let told = false;
  for (let id = open.shift(); id !== undefined; id = open.shift()) {
    const element = route.elements.get(id);
    if (element === undefined || passed.has(id)) continue;
    passed.add(id);
    if (element.type === 'userTask') {
      told = true;
      continue;
    }
    if (TELLS.has(element.type)) told = true;
    if (DECIDES.has(element.type)) {
      const taken = mayTake(id, variable === undefined ? {} : { [variable]: value });
      if (taken.length === 0 && element.outgoing.length > 0) stuckAt ??= id;
      open.push(...taken.map(({ target }) => target));
    } else if (element.outgoing.length === 0) ends = true;
    else open.push(...element.outgoing.map(({ target }) => target));
  }
  return { trail: [...passed].join(' '), stuckAt, ends, told };
};
