/** An element that this executor runs, and in which forms. What stands in no row is refused at deployment. */
export interface SupportedElement {
  readonly type: string;
  /** For events: which definitions may stand in this position; `null` is none. */
  readonly eventDefinitions?: readonly (string | null)[];
  /** For boundary events: definitions that may also leave the activity running. */
  readonly nonInterrupting?: readonly string[];
  readonly loops?: readonly ('parallel' | 'sequential' | 'standard')[];
}

const MESSAGE = 'bpmn:MessageEventDefinition';
const TIMER = 'bpmn:TimerEventDefinition';
const ERROR = 'bpmn:ErrorEventDefinition';
const TERMINATE = 'bpmn:TerminateEventDefinition';
const loops = ['parallel', 'sequential'] as const;

/**
 * What can be drawn so that it runs; a test holds it against {@link compile}, so that whoever teaches the executor an
 * element adds it here. Start events of a sub-process have no definition.
 */
export const supportedElements: readonly SupportedElement[] = [
  { type: 'bpmn:StartEvent', eventDefinitions: [null, MESSAGE, TIMER] },
  { type: 'bpmn:EndEvent', eventDefinitions: [null, MESSAGE, ERROR, TERMINATE] },
  { type: 'bpmn:IntermediateCatchEvent', eventDefinitions: [MESSAGE, TIMER] },
  { type: 'bpmn:IntermediateThrowEvent', eventDefinitions: [null, MESSAGE] },
  { type: 'bpmn:BoundaryEvent', eventDefinitions: [MESSAGE, TIMER, ERROR], nonInterrupting: [MESSAGE, TIMER] },
  { type: 'bpmn:ExclusiveGateway' },
  { type: 'bpmn:ParallelGateway' },
  { type: 'bpmn:InclusiveGateway' },
  { type: 'bpmn:Task', loops },
  { type: 'bpmn:ManualTask', loops },
  { type: 'bpmn:UserTask', loops },
  { type: 'bpmn:ServiceTask', loops },
  { type: 'bpmn:SendTask', loops },
  { type: 'bpmn:ReceiveTask', loops },
  { type: 'bpmn:ScriptTask', loops },
  { type: 'bpmn:SubProcess', loops },
  { type: 'bpmn:CallActivity', loops },
  { type: 'bpmn:SequenceFlow' },
  { type: 'bpmn:TextAnnotation' },
  { type: 'bpmn:Association' },
  { type: 'bpmn:Group' },
  { type: 'bpmn:Participant' },
  { type: 'bpmn:Lane' },
];
