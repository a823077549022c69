import type { Form } from '../plugin/forms.js';
import type { JsonObject } from '../plugin/json.js';
import type { RetryPolicy } from '../plugin/steps.js';
import type { Expression } from './feel.js';
import type { TimerDefinition } from './timer.js';

/** One executable process, compiled: immutable, shared by all its instances. */
export interface Graph {
  readonly processId: string;
  readonly name: string;
  readonly timeZone: string;
  /** `lf:property` of the process: `startableBy`, `sector` ... */
  readonly properties: Readonly<Record<string, string>>;
  readonly startForm: Form | undefined;
  readonly nodes: ReadonlyMap<string, Node>;
  /** The process and every embedded sub-process by id. */
  readonly containers: ReadonlyMap<string, Container>;
}

/** What holds flow nodes: the process, or an embedded sub-process. */
export interface Container {
  readonly id: string;
  /** The none start event, if there is one. */
  readonly start: string | undefined;
  /** Message and timer start events of the process. */
  readonly triggers: readonly StartEvent[];
  /** Inclusive joins in it. */
  readonly inclusiveJoins: readonly InclusiveGateway[];
}

export interface Flow {
  readonly id: string;
  readonly name: string;
  readonly source: string;
  readonly target: string;
  readonly condition?: Expression;
}

interface NodeBase {
  readonly id: string;
  readonly name: string;
  readonly container: string;
  /** Ids of incoming sequence flows. */
  readonly incoming: readonly string[];
  readonly outgoing: readonly Flow[];
}

export interface Mapping {
  readonly source: Expression;
  /** A variable, or a path into one: `visto.esito`. */
  readonly target: readonly string[];
}

export interface ActivityBase extends NodeBase {
  readonly inputs: readonly Mapping[];
  readonly outputs: readonly Mapping[];
  readonly boundary: readonly BoundaryEvent[];
  readonly multi?: MultiInstanceDefinition;
}

export interface MultiInstanceDefinition {
  readonly sequential: boolean;
  readonly collection: Expression;
  readonly element: string | undefined;
  readonly outputCollection: string | undefined;
  readonly outputElement: Expression | undefined;
  readonly completion: Expression | undefined;
}

export interface MessageDefinition {
  readonly name: string;
  readonly key: Expression | undefined;
}

export type StartTrigger =
  | { readonly kind: 'none' }
  | { readonly kind: 'message'; readonly message: MessageDefinition }
  | { readonly kind: 'timer'; readonly timer: TimerDefinition };

export interface StartEvent extends NodeBase {
  readonly type: 'startEvent';
  readonly trigger: StartTrigger;
  readonly outputs: readonly Mapping[];
}

export interface EndEvent extends NodeBase {
  readonly type: 'endEvent';
  readonly result:
    | { readonly kind: 'none' }
    | { readonly kind: 'terminate' }
    | { readonly kind: 'error'; readonly code: string }
    | { readonly kind: 'message'; readonly message: MessageDefinition };
  readonly inputs: readonly Mapping[];
}

export interface CatchEvent extends NodeBase {
  readonly type: 'intermediateCatchEvent';
  readonly trigger:
    | { readonly kind: 'timer'; readonly timer: TimerDefinition }
    | { readonly kind: 'message'; readonly message: MessageDefinition };
  readonly outputs: readonly Mapping[];
}

export interface ThrowEvent extends NodeBase {
  readonly type: 'intermediateThrowEvent';
  readonly message: MessageDefinition | undefined;
  readonly inputs: readonly Mapping[];
}

export interface BoundaryEvent extends NodeBase {
  readonly type: 'boundaryEvent';
  readonly attachedTo: string;
  readonly interrupting: boolean;
  readonly trigger:
    | { readonly kind: 'timer'; readonly timer: TimerDefinition }
    | { readonly kind: 'message'; readonly message: MessageDefinition }
    /** Without a code it catches every error. */
    | { readonly kind: 'error'; readonly code: string | undefined };
  readonly outputs: readonly Mapping[];
}

export interface ExclusiveGateway extends NodeBase {
  readonly type: 'exclusiveGateway';
  readonly defaultFlow: string | undefined;
}

export interface ParallelGateway extends NodeBase {
  readonly type: 'parallelGateway';
}

export interface InclusiveGateway extends NodeBase {
  readonly type: 'inclusiveGateway';
  readonly defaultFlow: string | undefined;
  /** For each incoming flow: the nodes from which it can be reached without passing this gateway. */
  readonly reach: ReadonlyMap<string, ReadonlySet<string>>;
}

/** `bpmn:Task` and `bpmn:ManualTask`: nothing for the engine to do. */
export interface PlainTask extends ActivityBase {
  readonly type: 'task';
}

/** A value of a step's configuration: as it stands, or an expression evaluated on entering. */
export interface StepConfig {
  readonly fixed: JsonObject;
  readonly computed: readonly { readonly key: string; readonly expression: Expression }[];
}

export interface StepUse {
  readonly type: string;
  readonly config: StepConfig;
}

export interface UserTask extends ActivityBase {
  readonly type: 'userTask';
  readonly step: StepUse | undefined;
  readonly candidates: Expression;
  readonly dueDate: Expression | undefined;
  readonly form: Form | undefined;
}

export interface ServiceTask extends ActivityBase {
  readonly type: 'serviceTask' | 'sendTask';
  readonly step: StepUse;
  readonly inline: boolean;
  readonly retry: RetryPolicy;
}

export interface ReceiveTask extends ActivityBase {
  readonly type: 'receiveTask';
  readonly message: MessageDefinition;
}

export interface ScriptTask extends ActivityBase {
  readonly type: 'scriptTask';
  readonly script:
    /** Within the linear sub-language: evaluated in the step. */
    | { readonly language: 'feel'; readonly expression: Expression }
    /** Full FEEL or JavaScript: a job in a sandboxed process. */
    | { readonly language: 'feel-job' | 'javascript'; readonly source: string };
  readonly resultVariable: string | undefined;
}

export interface SubProcess extends ActivityBase {
  readonly type: 'subProcess';
}

export interface CallActivity extends ActivityBase {
  readonly type: 'callActivity';
  readonly processId: Expression;
  readonly propagateAllParentVariables: boolean;
  readonly propagateAllChildVariables: boolean;
}

export type Activity = PlainTask | UserTask | ServiceTask | ReceiveTask | ScriptTask | SubProcess | CallActivity;

export type Node =
  | StartEvent
  | EndEvent
  | CatchEvent
  | ThrowEvent
  | BoundaryEvent
  | ExclusiveGateway
  | ParallelGateway
  | InclusiveGateway
  | Activity;

export type NodeType = Node['type'];

export const isActivity = (node: Node): node is Activity => 'boundary' in node;
