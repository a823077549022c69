import type { DrawnElement, DrawnRoute } from './checks.js';
import { mayPrecede } from './drawn-before.js';
import type { Form } from './forms.js';

/** What every case has. */
const OF_EVERY_CASE = 'case';

const rootOf = (path: string): string => path.split('.', 1)[0] ?? path;

const asks = (form: Form | undefined, variable: string): boolean =>
  (form?.fields ?? []).some(({ key }) => key === variable);

/** Whether a variable may get a value from this element; of results that are not mapped, `steps` says which give it. */
const gives = (
  route: DrawnRoute,
  element: DrawnElement,
  variable: string,
  steps: (stepType: string) => boolean,
): boolean => {
  const { type, outputs, trigger, step, form, repeated, container } = element;
  const mapped = outputs.some(({ target }) => rootOf(target) === variable);
  if (type === 'startEvent')
    return mapped || trigger === 'message' || (container === route.id && asks(route.startForm, variable));
  if (repeated) return true;
  if (outputs.length > 0) return mapped;
  if (step !== undefined) return asks(form, variable) || steps(step.type);
  if (type === 'userTask') return asks(form, variable);
  return ['scriptTask', 'receiveTask', 'callActivity'].includes(type) || trigger === 'message';
};

/**
 * Whether something may have given a variable its value when the case comes to an element: a form, a mapping, a script, a
 * message, a called route. Of steps whose results are not mapped, `steps` says which may.
 */
export const mayBeSet = (
  route: DrawnRoute,
  elementId: string,
  variable: string,
  steps: (stepType: string) => boolean,
): boolean => {
  if (variable === OF_EVERY_CASE) return true;
  for (let at = route.elements.get(elementId); at !== undefined; at = route.elements.get(at.container)) {
    const within = at.id !== elementId;
    if (within && (at.repeated || (at.inputs ?? []).some(({ target }) => rootOf(target) === variable))) return true;
  }
  const before = mayPrecede(route, elementId);
  return [...route.elements.values()].some((one) => before.has(one.id) && gives(route, one, variable, steps));
};

/**
 * Whether a step's input may have a value: `never` where nothing is mapped to it, `unset` where nothing sets what its
 * expression reads, else `maybe`.
 */
export const inputOf = (
  route: DrawnRoute,
  element: DrawnElement,
  input: string,
  steps: (stepType: string) => boolean,
): 'never' | 'unset' | 'maybe' => {
  const mapped = (element.inputs ?? []).filter(({ target }) => rootOf(target) === input);
  if (mapped.length === 0) return 'never';
  const reads = mapped.flatMap((one) => one.reads);
  if (mapped.some((one) => one.reads.length === 0) || element.repeated) return 'maybe';
  return reads.some((variable) => mayBeSet(route, element.id, variable, steps)) ? 'maybe' : 'unset';
};
