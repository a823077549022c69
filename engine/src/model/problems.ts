import type { Localized } from '../plugin/json.js';

/** Every problem that a diagram can have, with when it is reported. */
export type ProblemCode =
  | 'xml-invalid' // not well-formed XML, or not BPMN at the root
  | 'xml-doctype' // a DOCTYPE: entities could read files or grow without bound
  | 'xml-too-large' // more bytes than the limit
  | 'xml-unknown' // an element or attribute that BPMN 2.0.2 and lf: do not have
  | 'no-process' // nothing executable in it
  | 'duplicate-id' // two elements with one id
  | 'unsupported-element' // BPMN that this executor does not run yet
  | 'foreign-extension' // execution data of another product, which has no effect here
  | 'no-start-event' // a scope without a none, message or timer start event
  | 'many-start-events' // a scope with more than one none start event
  | 'start-has-incoming'
  | 'end-has-outgoing'
  | 'not-connected' // a flow node without an incoming flow
  | 'dead-end' // a gateway or event without an outgoing flow where it needs one
  | 'flow-broken' // a sequence flow without source or target, or across a scope border
  | 'condition-missing' // an exclusive or inclusive split with a flow that has neither condition nor default
  | 'flow-same-condition' // two flows of an exclusive split with one condition, and no default
  | 'condition-misplaced' // a condition where no gateway decides
  | 'default-invalid' // a default flow that does not leave the element
  | 'feel-invalid' // an expression that cannot be parsed
  | 'feel-unbounded' // an expression outside the sub-language that runs in linear time
  | 'expression-required' // a field that must be a FEEL expression
  | 'timer-invalid' // no timer definition, more than one, or not ISO 8601
  | 'message-missing' // a message event or receive task without a named message
  | 'correlation-missing' // a catching message without a correlation key
  | 'error-missing' // an error end event without an error code
  | 'boundary-invalid' // a boundary event without host, or error marked as non-interrupting
  | 'step-missing' // a service or send task without a step type
  | 'step-unknown' // a step type that no loaded plugin offers
  | 'step-misplaced' // a step type on another kind of task
  | 'config-invalid' // a step's configuration against its schema
  | 'candidates-missing' // a user task without a rule who may do it
  | 'form-invalid' // a form that is no JSON or has unknown shape
  | 'script-missing'
  | 'called-missing' // a call activity without a process id
  | 'loop-invalid' // multi-instance without a collection
  | 'mapping-invalid' // an input or output mapping without source or target
  | 'error-unknown'; // a boundary event for an error that the step never ends with

export interface Problem {
  readonly severity: 'error' | 'warning';
  readonly code: ProblemCode;
  readonly elementId?: string;
  readonly elementName?: string;
  /** What of the element it is about, where that is known. */
  readonly part?: ProblemPart;
  readonly text: Localized;
}

/**
 * One attribute or child of an element, by the name that the XML gives it; one of several by its key or target:
 * `header.subject`, `input.bundle`, `output.outcome`.
 */
export type ProblemPart =
  | 'condition'
  | 'assignment'
  | 'dueDate'
  | 'timer'
  | 'correlationKey'
  | 'processId'
  | 'script'
  | 'inputCollection'
  | 'outputElement'
  | 'completionCondition'
  | `header.${string}`
  | `input.${string}`
  | `output.${string}`;

/**
 * Errors that leave the route as a whole to be judged: the elements are all there, with their flows and conditions, and
 * only lack something of their own. After any other error, what is said of the rest could be a mere consequence of it.
 */
const LOCAL: ReadonlySet<ProblemCode> = new Set([
  'many-start-events',
  'start-has-incoming',
  'end-has-outgoing',
  'not-connected',
  'dead-end',
  'timer-invalid',
  'message-missing',
  'correlation-missing',
  'error-missing',
  'config-invalid',
  'candidates-missing',
  'form-invalid',
  'mapping-invalid',
]);

/** Collects problems while a diagram is read, each with the element it belongs to. */
export class Problems {
  readonly list: Problem[] = [];

  /** @param accepted the diagram is published and may have cases: checks that came later do not stop them. */
  constructor(readonly accepted = false) {}

  add(
    code: ProblemCode,
    element: { id?: string; name?: string } | undefined,
    it: string,
    en: string,
    part?: ProblemPart,
  ): void {
    this.push('error', code, element, it, en, part);
  }

  warn(code: ProblemCode, element: { id?: string; name?: string } | undefined, it: string, en: string): void {
    this.push('warning', code, element, it, en);
  }

  get failed(): boolean {
    return this.list.some((problem) => problem.severity === 'error');
  }

  /** Whether what was found says nothing against judging the rest. */
  get local(): boolean {
    return this.list.every(({ severity, code }) => severity === 'warning' || LOCAL.has(code));
  }

  private push(
    severity: Problem['severity'],
    code: ProblemCode,
    element: { id?: string; name?: string } | undefined,
    it: string,
    en: string,
    part?: ProblemPart,
  ): void {
    this.list.push({
      severity,
      code,
      ...(element?.id === undefined ? {} : { elementId: element.id }),
      ...(element?.name === undefined || element.name === '' ? {} : { elementName: element.name }),
      ...(part === undefined ? {} : { part }),
      text: { it, en },
    });
  }
}
