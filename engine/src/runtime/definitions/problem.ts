import type { Problem, ProblemCode } from '../../model/index.js';
import type { Localized } from '../../plugin/json.js';
import { remedyOf } from './remedies.js';

/** What only the running product can say against a diagram. */
export type SurroundingsCode =
  | 'field-unknown' // a form field of a kind that no plugin brings
  | 'list-unknown' // choices from a live list that no plugin brings
  | 'group-unknown' // a task offered to a group that cannot be meant
  | 'step-unavailable' // a step that cannot be published here and now, such as a signature without a key provider
  | 'nobody-holds' // a task that nobody may do today
  | 'value-unlisted' // a setting whose live list does not offer its value
  | 'nobody-starts' // a route that nobody may start today
  | 'called-unpublished' // a call of a route that is not published
  | 'rejection-ignored' // a task that may be rejected, and the route goes on as if it were not
  | 'rejection-nowhere' // a rejection for which the choice behind it has no way
  | 'approval-nowhere' // an approval for which the choice behind it has no way
  | 'rejection-onward' // a rejection with a way of its own, which leads to what follows an approval
  | 'rejection-silent'; // a rejection after which the route ends without anybody being told

export interface DefinitionProblem extends Omit<Problem, 'code'> {
  /** The engine's own codes, or one of a plugin's rules: `protocol.number-before-signature`. */
  readonly code: ProblemCode | SurroundingsCode | `${string}.${string}`;
  readonly doNow: Localized;
}

interface Named {
  readonly id: string;
  readonly name: string;
}

export const problem = (
  severity: Problem['severity'],
  code: SurroundingsCode,
  element: Named,
  it: string,
  en: string,
): DefinitionProblem => ({
  severity,
  code,
  elementId: element.id,
  ...(element.name === '' ? {} : { elementName: element.name }),
  text: { it, en },
  doNow: remedyOf(code),
});

/** What {@link compile} found, with what to do about it. */
export const withRemedy = (found: Problem): DefinitionProblem => ({ ...found, doNow: remedyOf(found.code) });
