import type { Shape, ShapeGroup } from './shapes.js';

export interface Row extends Omit<Shape, 'group'> {
  readonly group: Exclude<ShapeGroup, 'steps' | 'office'>;
}

const timer = 'bpmn:TimerEventDefinition';
const message = 'bpmn:MessageEventDefinition';
const signal = 'bpmn:SignalEventDefinition';
const error = 'bpmn:ErrorEventDefinition';
const escalation = 'bpmn:EscalationEventDefinition';
const conditional = 'bpmn:ConditionalEventDefinition';
const link = 'bpmn:LinkEventDefinition';
const compensate = 'bpmn:CompensateEventDefinition';
const cancel = 'bpmn:CancelEventDefinition';
const terminate = 'bpmn:TerminateEventDefinition';

const start = (event: string, label: string, icon: string): Row => ({
  id: `start-${icon}`,
  label,
  group: 'begin',
  icon: `bpmn-icon-start-event-${icon}`,
  type: 'bpmn:StartEvent',
  event,
});
const caught = (event: string, label: string, icon: string): Row => ({
  id: `catch-${icon}`,
  label,
  group: 'wait',
  icon: `bpmn-icon-intermediate-event-catch-${icon}`,
  type: 'bpmn:IntermediateCatchEvent',
  event,
});
const thrown = (event: string, label: string, icon: string): Row => ({
  id: `throw-${icon}`,
  label,
  group: 'happen',
  icon: `bpmn-icon-intermediate-event-throw-${icon}`,
  type: 'bpmn:IntermediateThrowEvent',
  event,
});
const ended = (event: string, label: string, icon: string): Row => ({
  id: `end-${icon}`,
  label,
  group: 'end',
  icon: `bpmn-icon-end-event-${icon}`,
  type: 'bpmn:EndEvent',
  event,
});

/** All of BPMN 2.0.2 that is drawn; the catalogue says which of it runs. */
export const ROWS: readonly Row[] = [
  { id: 'start', label: 'Start', group: 'begin', icon: 'bpmn-icon-start-event-none', type: 'bpmn:StartEvent' },
  start(message, 'Start at a message', 'message'),
  start(timer, 'Start at a time', 'timer'),
  start(conditional, 'Start on a condition', 'condition'),
  start(signal, 'Start at a signal', 'signal'),
  { id: 'ask', label: 'Ask', group: 'people', icon: 'bpmn-icon-user-task', type: 'bpmn:UserTask' },
  {
    id: 'manual',
    label: 'Work outside the desk',
    group: 'people',
    icon: 'bpmn-icon-manual-task',
    type: 'bpmn:ManualTask',
  },
  { id: 'service', label: 'Automatic step', group: 'people', icon: 'bpmn-icon-service-task', type: 'bpmn:ServiceTask' },
  { id: 'send', label: 'Sending step', group: 'people', icon: 'bpmn-icon-send-task', type: 'bpmn:SendTask' },
  {
    id: 'receive',
    label: 'Wait for a message (task)',
    group: 'people',
    icon: 'bpmn-icon-receive-task',
    type: 'bpmn:ReceiveTask',
  },
  { id: 'script', label: 'Calculate', group: 'people', icon: 'bpmn-icon-script-task', type: 'bpmn:ScriptTask' },
  {
    id: 'rule',
    label: 'Apply a decision table',
    group: 'people',
    icon: 'bpmn-icon-business-rule-task',
    type: 'bpmn:BusinessRuleTask',
  },
  { id: 'task', label: 'Step without effect', group: 'people', icon: 'bpmn-icon-task', type: 'bpmn:Task' },
  { id: 'choose', label: 'Choose', group: 'ways', icon: 'bpmn-icon-gateway-xor', type: 'bpmn:ExclusiveGateway' },
  {
    id: 'together',
    label: 'Together',
    group: 'ways',
    icon: 'bpmn-icon-gateway-parallel',
    type: 'bpmn:ParallelGateway',
  },
  { id: 'some', label: 'One or more ways', group: 'ways', icon: 'bpmn-icon-gateway-or', type: 'bpmn:InclusiveGateway' },
  {
    id: 'first',
    label: 'What happens first',
    group: 'ways',
    icon: 'bpmn-icon-gateway-eventbased',
    type: 'bpmn:EventBasedGateway',
  },
  {
    id: 'complex',
    label: 'Complex decision',
    group: 'ways',
    icon: 'bpmn-icon-gateway-complex',
    type: 'bpmn:ComplexGateway',
  },
  caught(timer, 'Wait', 'timer'),
  caught(message, 'Wait for a message', 'message'),
  caught(conditional, 'Wait for a condition', 'condition'),
  caught(signal, 'Wait for a signal', 'signal'),
  caught(link, 'Come from a link', 'link'),
  {
    id: 'milestone',
    label: 'Milestone',
    group: 'happen',
    icon: 'bpmn-icon-intermediate-event-none',
    type: 'bpmn:IntermediateThrowEvent',
  },
  thrown(message, 'Send a message', 'message'),
  thrown(signal, 'Send a signal', 'signal'),
  thrown(escalation, 'Escalate', 'escalation'),
  thrown(link, 'Go to a link', 'link'),
  thrown(compensate, 'Compensate', 'compensation'),
  { id: 'end', label: 'End', group: 'end', icon: 'bpmn-icon-end-event-none', type: 'bpmn:EndEvent' },
  ended(message, 'End with a message', 'message'),
  ended(error, 'End with an error', 'error'),
  ended(signal, 'End with a signal', 'signal'),
  ended(escalation, 'End with an escalation', 'escalation'),
  ended(compensate, 'End and compensate', 'compensation'),
  ended(cancel, 'Cancel the transaction', 'cancel'),
  ended(terminate, 'End everything', 'terminate'),
  {
    id: 'call',
    label: 'Use another route',
    group: 'structure',
    icon: 'bpmn-icon-call-activity',
    type: 'bpmn:CallActivity',
  },
  {
    id: 'sub',
    label: 'Sub-process',
    group: 'structure',
    icon: 'bpmn-icon-subprocess-expanded',
    type: 'bpmn:SubProcess',
    expanded: true,
  },
  {
    id: 'event-sub',
    label: 'Event sub-process',
    group: 'structure',
    icon: 'bpmn-icon-event-subprocess-expanded',
    type: 'bpmn:SubProcess',
    eventSubProcess: true,
    expanded: true,
    attrs: { triggeredByEvent: true },
  },
  {
    id: 'transaction',
    label: 'Transaction',
    group: 'structure',
    icon: 'bpmn-icon-transaction',
    type: 'bpmn:Transaction',
    expanded: true,
  },
  {
    id: 'ad-hoc',
    label: 'Steps in any order',
    group: 'structure',
    icon: 'bpmn-icon-ad-hoc-marker',
    type: 'bpmn:AdHocSubProcess',
    expanded: true,
  },
  {
    id: 'pool',
    label: 'Pool with lanes',
    group: 'structure',
    icon: 'bpmn-icon-participant',
    type: 'bpmn:Participant',
    expanded: true,
  },
  { id: 'note', label: 'Note', group: 'notes', icon: 'bpmn-icon-text-annotation', type: 'bpmn:TextAnnotation' },
  { id: 'group', label: 'Group', group: 'notes', icon: 'bpmn-icon-group', type: 'bpmn:Group' },
  { id: 'data', label: 'Data object', group: 'notes', icon: 'bpmn-icon-data-object', type: 'bpmn:DataObjectReference' },
  { id: 'store', label: 'Data store', group: 'notes', icon: 'bpmn-icon-data-store', type: 'bpmn:DataStoreReference' },
];

/** Events on the border of an activity; made from its form and its replace menu, not from the palette. */
export const BOUNDARY: readonly (readonly [event: string, label: string, icon: string, both: boolean])[] = [
  [timer, 'When time runs out', 'timer', true],
  [message, 'When a message comes', 'message', true],
  [error, 'When an error happens', 'error', false],
  [conditional, 'When a condition holds', 'condition', true],
  [signal, 'When a signal comes', 'signal', true],
  [escalation, 'When it escalates', 'escalation', true],
  [cancel, 'When the transaction is cancelled', 'cancel', false],
  [compensate, 'When it is compensated', 'compensation', false],
];
