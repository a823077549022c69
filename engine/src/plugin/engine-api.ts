import type { ActorId, GroupKey } from './directory.js';
import type { TenantId, Tx } from './database.js';
import type { Form } from './forms.js';
import type { JsonObject } from './json.js';
import { createPort } from './ports.js';
import type { CaseMode } from './steps.js';
import type { Said } from './said.js';

/** A case to be started; see {@link EngineApi}. */
export interface StartRequest {
  readonly tenant: TenantId;
  /** The BPMN process id; the newest published version unless `version` says otherwise. */
  readonly processId: string;
  readonly version?: number;
  readonly actor: ActorId;
  readonly mode?: CaseMode;
  readonly confidential?: boolean;
  /** What lists and notices call the case: the subject of the act. */
  readonly title: string;
  /** Values of the start form; checked against it, `accept`ed by their field kinds, then process variables. */
  readonly values?: JsonObject;
  /** Variables set as they are, beside the form. */
  readonly variables?: JsonObject;
  /** The same id twice gets the same answer and starts one case. */
  readonly commandId?: string;
  /** Runs in the starting transaction; what it returns is added to the variables. */
  readonly write?: (tx: Tx, started: { readonly instanceId: string }) => Promise<JsonObject | void>;
}

/** A user task to be completed. Whether the actor may is asked of {@link CaseAccess} before. */
export interface CompleteTaskRequest {
  readonly tenant: TenantId;
  readonly taskId: string;
  readonly actor: ActorId;
  readonly onBehalfOf?: ActorId;
  readonly outcome?: string;
  readonly reason?: string;
  readonly values?: JsonObject;
  readonly commandId?: string;
  /** Runs in the completing transaction, after the step's own handler; what it returns is added to the output. */
  readonly write?: (tx: Tx) => Promise<JsonObject | void>;
}

/** The answer to an accepted command. */
export interface Receipt {
  readonly instanceId: string;
  readonly rev: number;
}

/** A user task, open or ended. Instants are UTC milliseconds. */
export interface TaskView {
  readonly id: string;
  readonly instanceId: string;
  readonly caseId: string;
  readonly caseTitle: string;
  readonly confidential: boolean;
  readonly mode: CaseMode;
  readonly processId: string;
  readonly processName: string;
  readonly processVersion: number;
  readonly elementId: string;
  readonly name: string;
  /** The step type, or `undefined` for a plain user task. */
  readonly type: string | undefined;
  readonly config: JsonObject;
  /** What the input mapping gave. */
  readonly input: JsonObject;
  readonly form: Form | undefined;
  readonly candidates: readonly GroupKey[];
  readonly assignee: ActorId | undefined;
  readonly state: 'open' | 'completed' | 'cancelled';
  readonly createdAt: number;
  readonly dueAt: number | undefined;
  readonly endedAt: number | undefined;
  readonly completedBy: ActorId | undefined;
  readonly outcome: string | undefined;
  /** What was said with the outcome; always there where it goes back. */
  readonly reason: string | undefined;
}

/** An instance of a process: a case, or one that a case has called. Instants are UTC milliseconds. */
export interface CaseView {
  readonly id: string;
  readonly caseId: string;
  readonly parentId: string | undefined;
  readonly processId: string;
  readonly processName: string;
  readonly processVersion: number;
  readonly definitionId: string;
  readonly title: string;
  readonly confidential: boolean;
  readonly mode: CaseMode;
  readonly state: 'running' | 'completed' | 'terminated' | 'cancelled';
  readonly rev: number;
  readonly startedBy: ActorId;
  readonly startedAt: number;
  readonly endedAt: number | undefined;
  readonly incidents: number;
}

/** What plugins may ask of the engine. Each plugin gets its own, so that {@link Submission.origin} is told truly. */
export interface EngineApi {
  start(request: StartRequest): Promise<Receipt>;
  claimTask(request: { tenant: TenantId; taskId: string; actor: ActorId; commandId?: string }): Promise<Receipt>;
  releaseTask(request: { tenant: TenantId; taskId: string; actor: ActorId; commandId?: string }): Promise<Receipt>;
  completeTask(request: CompleteTaskRequest): Promise<Receipt>;
  /** Ends a step that answered `waiting(correlationKey)`. Exactly one of the outcomes. */
  resumeStep(request: {
    tenant: TenantId;
    correlationKey: string;
    output?: JsonObject;
    bpmnError?: { code: string; message?: Said };
    write?: (tx: Tx) => Promise<JsonObject | void>;
    commandId?: string;
  }): Promise<Receipt>;
  /** Delivers a message to the one case that waits for it by name and key; kept `ttlMs` when nobody waits yet. */
  correlate(request: {
    tenant: TenantId;
    message: string;
    correlationKey: string;
    variables?: JsonObject;
    ttlMs?: number;
    commandId?: string;
  }): Promise<void>;
  /** Reads in the caller's transaction. `undefined` when there is no such thing. */
  task(tx: Tx, taskId: string): Promise<TaskView | undefined>;
  case(tx: Tx, instanceId: string): Promise<CaseView | undefined>;
  /** Variables of the instance's outermost scope. */
  variables(tx: Tx, instanceId: string): Promise<JsonObject>;
  /** What the time is in the instance, UTC milliseconds: the transaction's, or in a trial that is played, its own. */
  timeIn(tx: Tx, instanceId: string): Promise<number>;
  /** Open tasks of a case, its called instances included. */
  openTasks(tx: Tx, caseId: string): Promise<readonly TaskView[]>;
}

export const EngineApi = createPort<EngineApi>('engine.api:1');

/** Whether somebody may see a case, its documents and its history: a role on its route, or being the requester. */
export interface CaseAccess {
  maySee(tx: Tx, actor: ActorId, caseId: string): Promise<boolean>;
  /** May the actor work on the task now (a holder of its rule, and the assignee if it is claimed)? With whose right? */
  mayWork(tx: Tx, actor: ActorId, taskId: string): Promise<{ readonly onBehalfOf?: ActorId } | undefined>;
  /** Everybody with a role on the case so far. */
  groupsOn(tx: Tx, caseId: string): Promise<readonly GroupKey[]>;
}

export const CaseAccess = createPort<CaseAccess>('engine.case-access:1');
