import type { TenantId, Tx } from './database.js';
import type { JsonObject, JsonSchema, Localized } from './json.js';
import type { ActorId } from './directory.js';
import type { Said } from './said.js';

/** `live` cases have legal effect; `trial` cases run on the real engine and leave nothing behind. */
export type CaseMode = 'live' | 'trial';

/** How often and when a failed attempt is made again by itself. */
export interface RetryPolicy {
  /** Attempts in all before an incident is raised; 1 = never again by itself. */
  readonly attempts: number;
  /** Milliseconds before the second attempt; doubled for each further one, up to `maxDelayMs`. */
  readonly delayMs: number;
  readonly maxDelayMs: number;
}

/** What a plugin step is, said once: the engine's check at deployment and the modeler's form both come from it. */
export interface StepManifest {
  /** `protocol.register:1`. Running cases keep the version that their diagram names. */
  readonly type: string;
  readonly label: Localized;
  /** What the modeler's palette and menus call it, in one word of the office ("Protocolla"); the label where missing. */
  readonly word?: Localized;
  readonly description?: Localized;
  /** A name of the bootstrap-italia icon set, such as `it-pencil`. */
  readonly icon: string;
  /** `#rrggbb` of its shape in the modeler, dark enough for white icons; the house's blue where missing. */
  readonly color?: string;
  readonly appliesTo: 'bpmn:ServiceTask' | 'bpmn:SendTask' | 'bpmn:UserTask';
  /** Written in the diagram as `lf:taskHeaders`, one header a property; lists and objects as JSON text. */
  readonly config: JsonSchema;
  /** What `lf:ioMapping` inputs must bring. */
  readonly input?: JsonSchema;
  readonly output?: JsonSchema;
  /** For user tasks whose outcomes are the step's own and not the form's. */
  readonly outcomes?: readonly StepOutcome[];
  /** Values of a setting with which the step only tells people of the case how it stands: it may follow a rejection. */
  readonly tellsOnly?: { readonly setting: string; readonly is: readonly string[] };
  /** BPMN error codes that the step may end with; each may be caught by a boundary event. */
  readonly errors?: readonly StepError[];
  /** For service and send tasks. `inline` steps run between two folds of one commit: at once, without outside effect. */
  readonly inline?: boolean;
  readonly onUnknownOutcome: 'retry' | 'reconcile' | 'incident';
  readonly retry: RetryPolicy;
  readonly timeoutMs: number;
}

/** A way in which a user step can end, as forms and gateways name it. */
export interface StepOutcome {
  readonly value: string;
  readonly label: Localized;
  /** Goes back, with a reason. */
  readonly rejects?: boolean;
  /** A boolean of the configuration that takes the outcome away when it is false. */
  readonly allowedBy?: string;
}

/** A BPMN error that a step may end with; the modeler offers boundary events for it. */
export interface StepError {
  readonly code: string;
  readonly label: Localized;
}

/** One attempt of a service or send task. */
export interface Job<C = JsonObject, I = JsonObject> {
  readonly tenant: TenantId;
  /** `<case instance>.<n>`. */
  readonly id: string;
  readonly type: string;
  readonly instanceId: string;
  /** The top instance of the call hierarchy: what documents, numbers and mails belong to. */
  readonly caseId: string;
  readonly elementId: string;
  readonly elementName: string;
  readonly mode: CaseMode;
  readonly confidential: boolean;
  /** 1 for the first attempt. */
  readonly attempt: number;
  /**
   * The same for every attempt that may already have had the effect, a retry after an incident included:
   * `(instance, token, element, attempt group)`. Another passage through the element is another token.
   */
  readonly idempotencyKey: string;
  /** Set when the timeout passed or the server is stopping. */
  readonly signal: AbortSignal;
  /** The checked configuration, FEEL fields already evaluated. */
  readonly config: C;
  /** Only what the input mapping gave. */
  readonly input: I;
}

/** How an attempt ended. `write` runs in the transaction that completes the job, and gives the output then. */
export type StepResult<O = JsonObject> =
  | { readonly kind: 'completed'; readonly output?: O; readonly write?: (tx: Tx) => Promise<O | void> }
  | { readonly kind: 'waiting'; readonly correlationKey: string }
  | { readonly kind: 'bpmnError'; readonly code: string; readonly message?: Said; readonly output?: JsonObject }
  | { readonly kind: 'failed'; readonly retryable: boolean; readonly code: string; readonly message: Said };

/** The step is done, with these output variables. */
export const completed = <O = JsonObject>(output?: O): StepResult<O> =>
  output === undefined ? { kind: 'completed' } : { kind: 'completed', output };

/**
 * The step is done once `write` has run in the very transaction that records it: its rows and the case move together or
 * not at all. What it returns are the output variables. It may run again when the transaction has to be repeated, so it
 * must touch nothing but the database. Throw {@link StepFailure} to fail the attempt instead.
 */
export const completedWith = <O = JsonObject>(write: (tx: Tx) => Promise<O | void>): StepResult<O> => ({
  kind: 'completed',
  write,
});

/** The outside party will answer later: `engine.resumeStep(correlationKey, ...)` completes the step. */
export const waiting = (correlationKey: string): StepResult<never> => ({ kind: 'waiting', correlationKey });

/** A business error that the diagram may catch (BPMN 2.0.2, 10.5.6). Without a catching event it becomes an incident. */
export const bpmnError = (code: string, message?: Said, output?: JsonObject): StepResult<never> => ({
  kind: 'bpmnError',
  code,
  ...(message === undefined ? {} : { message }),
  ...(output === undefined ? {} : { output }),
});

/** A technical failure. `retryable` ones are tried again by the manifest's policy; then an incident is raised. */
export const failed = (code: string, message: Said, retryable = true): StepResult<never> => ({
  kind: 'failed',
  retryable,
  code,
  message,
});

const FAILURE_MARK = Symbol.for('libro-firma.step-failure');

/** Thrown inside `write` to end the attempt as {@link failed} or {@link bpmnError}; the transaction keeps nothing of it. */
export class StepFailure extends Error {
  readonly result: StepResult<never>;
  constructor(result: StepResult<never>) {
    super(result.kind);
    this.name = 'StepFailure';
    this.result = result;
  }

  static {
    Object.defineProperty(this.prototype, FAILURE_MARK, { value: true });
  }

  /** As for `LibroFirmaError`: the mark counts, whichever copy of the contract it comes from. */
  static override [Symbol.hasInstance](value: unknown): value is StepFailure {
    return typeof value === 'object' && value !== null && FAILURE_MARK in value;
  }
}

/** Runs service and send tasks of one step type. */
export interface StepHandler<C = JsonObject, I = JsonObject, O = JsonObject> {
  execute(job: Job<C, I>): Promise<StepResult<O>>;
  /** Asked before a repeated attempt where the manifest says `reconcile`: did it happen already? `undefined`: no. */
  reconcile?(job: Job<C, I>): Promise<StepResult<O> | undefined>;
  /** The token was taken away while the step was open or waiting. */
  cancel?(job: Job<C, I>): Promise<void>;
}

/** A user task as its plugin step sees it. */
export interface UserTaskContext<C = JsonObject, I = JsonObject> {
  readonly tenant: TenantId;
  readonly taskId: string;
  readonly type: string;
  readonly instanceId: string;
  readonly caseId: string;
  readonly elementId: string;
  readonly elementName: string;
  readonly mode: CaseMode;
  readonly confidential: boolean;
  readonly config: C;
  readonly input: I;
}

/** What somebody submits to complete a user task. */
export interface Submission {
  /** Who completes: the person, and for whom when acting as a substitute or delegate. */
  readonly actor: ActorId;
  readonly onBehalfOf?: ActorId;
  /**
   * In a trial that an analyst plays: the analyst, who sees to nothing that a person would have to see to (`actor` is the
   * person that is played).
   */
  readonly playedBy?: ActorId;
  /** `desk` for a person's own request; the plugin's name when a plugin completes through its {@link EngineApi}. */
  readonly origin: string;
  readonly outcome?: string;
  readonly reason?: string;
  readonly values: JsonObject;
}

/** Guards and completes user tasks of one step type. Optional: without it a user step is a form with outcomes. */
export interface UserStepHandler<C = JsonObject, I = JsonObject> {
  /** Runs in the transaction that opens the task (not for trial bookkeeping: look at `task.mode`). */
  opened?(task: UserTaskContext<C, I>, tx: Tx): Promise<void>;
  /** Runs in the completing transaction, before the case moves. Returns output variables; throws to refuse. */
  complete?(task: UserTaskContext<C, I>, submission: Submission, tx: Tx): Promise<JsonObject | void>;
  /**
   * In a trial that an analyst plays: does, without legal value, what a person would do in the plugin's own screens (a
   * signature). What it answers takes the place of {@link complete}; `undefined` leaves it to that. Runs outside of any
   * transaction, before it. `at`: the time of the trial, UTC milliseconds.
   */
  rehearse?(
    task: UserTaskContext<C, I>,
    submission: Submission,
    at: number,
  ): Promise<{ write(tx: Tx): Promise<JsonObject | void> } | undefined>;
  /** The task went away uncompleted: a boundary event, a termination. */
  cancelled?(task: UserTaskContext<C, I>, tx: Tx): Promise<void>;
}

/** The inversify identifier under which the handler of a step type is bound: `bind(stepHandler('protocol.register:1'))`. */
export const stepHandler = (type: string): symbol => Symbol.for(`libro-firma.step.${type}`);
