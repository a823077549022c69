import type { DrawnElement, DrawnRoute } from '../../plugin/checks.js';
import type { StepManifest } from '../../plugin/steps.js';
import { mayTake, type StepCatalog } from '../../model/index.js';

/** How somebody's decision can end. */
export interface Decision {
  readonly rejects: readonly string[];
  readonly approves: readonly string[];
}

/** What the element itself lets somebody decide; nothing where it cannot be rejected. */
export const ownDecision = (catalog: StepCatalog, element: DrawnElement): Decision | undefined => {
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

/** Where a case goes with this outcome, as far as the outcome and nothing else decides. */
export interface Way {
  /** Ids of what it passes, up to the next tasks of somebody. */
  readonly passed: readonly string[];
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

/** Without a value the outcome is not known. The way goes as far as the next tasks of somebody, or what else `stops` it. */
export const follow = (
  route: DrawnRoute,
  from: DrawnElement,
  value: string | undefined,
  stops: (element: DrawnElement) => boolean = ({ type }) => type === 'userTask',
): Way => {
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
    if (stops(element)) continue;
    if (DECIDES.has(element.type)) {
      const taken = mayTake(route, id, variable === undefined || value === undefined ? {} : { [variable]: value });
      if (taken.length === 0 && element.outgoing.length > 0) stuckAt ??= id;
      open.push(...taken.map(({ target }) => target));
    } else {
      const targets = onward(route, element);
      if (targets.length === 0) ends = true;
      open.push(...targets);
    }
  }
  return { passed: [...passed], trail: [...passed].join(' '), stuckAt, ends, next };
};

/** Where the flows of an element lead; what ends in a sub-process goes on behind it. */
const onward = (route: DrawnRoute, { outgoing, container }: DrawnElement): string[] => {
  if (outgoing.length > 0 || container === route.id) return outgoing.map(({ target }) => target);
  const around = route.elements.get(container);
  return around === undefined ? [] : onward(route, around);
};
