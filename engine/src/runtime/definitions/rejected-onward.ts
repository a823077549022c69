import type { DrawnElement, DrawnRoute } from '../../plugin/checks.js';
import type { StepManifest } from '../../plugin/steps.js';
import type { StepCatalog } from '../../model/index.js';
import { follow, ownDecision, type Decision } from './outcome-ways.js';
import { problem, type DefinitionProblem } from './problem.js';

interface Drawn {
  readonly route: DrawnRoute;
  readonly catalog: StepCatalog;
  /** What is decided where, by the element's id. */
  readonly decisions: ReadonlyMap<string, Decision>;
  published(processId: string): Promise<DrawnRoute | undefined>;
}

/**
 * A rejection with a way of its own that leads to a later step all the same: what was rejected would be signed, decided,
 * numbered or sent as if it had been approved. Notices, messages and tasks that stand on that way only are what it is there for.
 */
export const goesOnRejected = async (
  drawn: Drawn,
  element: DrawnElement,
  { rejects }: Decision,
): Promise<DefinitionProblem | undefined> => {
  const { route } = drawn;
  const good = goodWay(drawn, element);
  const name = element.name || element.id;
  for (const id of rejects.flatMap((value) => follow(route, element, value, (one) => stops(drawn, one)).passed)) {
    const next = route.elements.get(id);
    if (next === undefined || next === element || !good.has(id)) continue;
    if (!(await makes(drawn, next, new Set([route.id])))) continue;
    // Before the decision, if whoever starts there comes to it again.
    if (goodWay(drawn, next).has(element.id)) continue;
    return problem(
      'warning',
      'rejection-onward',
      element,
      `Se «${name}» viene respinto, l’iter prosegue lo stesso con «${next.name || next.id}», che viene dopo un’approvazione.`,
      `When "${name}" is rejected, the route goes on all the same with "${next.name || next.id}", which follows an approval.`,
    );
  }
  return undefined;
};

const stops = ({ decisions }: Drawn, { id, type }: DrawnElement): boolean => type === 'userTask' || decisions.has(id);

/** What a case passes behind an element as long as everybody approves. */
const goodWay = (drawn: Drawn, from: DrawnElement): ReadonlySet<string> => {
  const { route, decisions } = drawn;
  const passed = new Set<string>();
  const open = [from];
  for (let at = open.shift(); at !== undefined; at = open.shift()) {
    for (const value of decisions.get(at.id)?.approves ?? [undefined]) {
      for (const id of follow(route, at, value, (one) => stops(drawn, one)).passed) {
        const element = route.elements.get(id);
        if (element !== undefined && !passed.has(id) && stops(drawn, element)) open.push(element);
        passed.add(id);
      }
    }
  }
  return passed;
};

/** Whether somebody decides there about what was rejected, or a step makes something of it: a number, a mail. */
const makes = async (drawn: Drawn, element: DrawnElement, callers: ReadonlySet<string>): Promise<boolean> => {
  const { catalog, published, decisions } = drawn;
  if (decisions.has(element.id) || ownDecision(catalog, element) !== undefined) return true;
  if (element.type === 'serviceTask' || element.type === 'sendTask') {
    const step = element.step === undefined ? undefined : catalog.step(element.step.type);
    return step?.output !== undefined && !onlyTells(step, element);
  }
  if (element.calls === undefined || callers.has(element.calls)) return false;
  const called = await published(element.calls);
  for (const inner of called?.elements.values() ?? []) {
    if (await makes({ ...drawn, decisions: new Map() }, inner, new Set([...callers, element.calls]))) return true;
  }
  return false;
};

const onlyTells = ({ tellsOnly }: StepManifest, { step }: DrawnElement): boolean => {
  const value = tellsOnly === undefined ? undefined : step?.config[tellsOnly.setting];
  return typeof value === 'string' && tellsOnly?.is.includes(value) === true;
};
