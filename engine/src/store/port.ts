import type { Path } from '../core/commands.js';
import type { Event } from '../core/events.js';
import type { State } from '../core/state.js';
import type { Tx } from '../plugin/database.js';
import type { Form } from '../plugin/forms.js';
import type { JsonObject } from '../plugin/json.js';
import type { CaseMode } from '../plugin/steps.js';
import type { Said } from '../plugin/said.js';

/** `n` of an instance: a task, job, timer, subscription or incident. */
export interface Key {
  readonly instance: string;
  readonly n: number;
}

/** `element`: the very form of its element in the diagram, which need not be kept a second time. */
export type TaskForm = Form | 'element';

export interface TaskRow extends Key {
  readonly caseId: string;
  readonly path: Path;
  readonly element: string;
  readonly name: string;
  readonly type: string | undefined;
  readonly mode: CaseMode;
  readonly state: 'open' | 'completed' | 'cancelled';
  readonly assignee: string | undefined;
  readonly createdAt: number;
  readonly dueAt: number | undefined;
  readonly endedAt: number | undefined;
  readonly completedBy: string | undefined;
  readonly onBehalfOf: string | undefined;
  readonly outcome: string | undefined;
  readonly reason: string | undefined;
  readonly config: JsonObject;
  readonly input: JsonObject;
  readonly form: TaskForm | undefined;
  readonly candidates: readonly string[];
}

/** A place in somebody's queue. */
export interface CandidateRow extends Key {
  readonly group: string;
  /** {@link NEVER} when the task has no date. */
  readonly dueAt: number;
  readonly createdAt: number;
}

/** Who of those that wait for one message is tried: one may have ended meanwhile. */
export const MOST_RECEIVERS = 8;

/** Sorts tasks without a date last. */
export const NEVER = 9_007_199_254_740_991;

/**
 * ready: to be leased from `dueAt` on. leased: somebody runs it, until `dueAt`. waiting: out of the queue until
 * `resumeStep(key)`. cancelling: its token is gone and the handler has to be told.
 */
export type JobState = 'ready' | 'leased' | 'waiting' | 'cancelling';

export interface JobRow extends Key {
  /** The token that waits for it; with instance, element and group the idempotency key. */
  readonly token: number;
  readonly caseId: string;
  readonly path: Path;
  readonly element: string;
  readonly name: string;
  readonly type: string;
  readonly mode: CaseMode;
  readonly confidential: boolean;
  readonly state: JobState;
  readonly dueAt: number;
  readonly attempt: number;
  readonly group: number;
  readonly lease: string | undefined;
  readonly key: string | undefined;
  /** An earlier attempt may have had its effect: `reconcile` is asked first. */
  readonly suspect: boolean;
  /** Attempts that were cut short by the end of their node; they are repeated without counting as failures. */
  readonly losses: number;
  /** Why the last attempt failed, of a job that is tried again. */
  readonly failure: { readonly code: string; readonly message: Said } | undefined;
  readonly config: JsonObject;
  readonly input: JsonObject;
}

export interface TimerRow extends Key {
  readonly path: Path;
  readonly element: string;
  readonly dueAt: number;
}

export interface SubscriptionRow extends Key {
  readonly path: Path;
  readonly element: string;
  readonly message: string;
  readonly key: string;
}

export interface MessageRow {
  readonly id: string;
  readonly message: string;
  readonly key: string;
  readonly variables: JsonObject;
  readonly expiresAt: number;
}

export interface IncidentRow extends Key {
  readonly caseId: string;
  readonly path: Path;
  readonly element: string;
  readonly mode: CaseMode;
  readonly code: string;
  readonly message: Said;
  readonly openedAt: number;
}

export interface JournalRow {
  readonly instance: string;
  readonly rev: number;
  readonly at: number;
  readonly actor: string | undefined;
  /** The kind of the command; inline steps that it led to are recorded with it. */
  readonly command: string;
  /** What a person said to it, where no event carries it: the reason of a cancellation. */
  readonly note: string | undefined;
  /** One list for each step, `rev` being that of the last one. */
  readonly events: readonly (readonly Event[])[];
}

/** `command` is JSON whose meaning is the runtime's. */
export interface InboxRow {
  readonly id: string;
  readonly dueAt: number;
  readonly attempts: number;
  readonly command: string;
}

export interface OutboxRow {
  readonly id: string;
  readonly node: string;
  readonly at: number;
  readonly hints: string;
}

export interface AnswerRow {
  readonly commandId: string;
  readonly at: number;
  readonly answer: string;
}

export interface InstanceWrite {
  readonly state: State;
  /** The revision in the database that this one follows; 0 for a new instance. */
  readonly after: number;
  /** Whether the outermost scope is to be written; what goes on in inner scopes leaves it as it is. */
  readonly outermost: boolean;
}

/** Everything that one commit writes; rows that came and went within it are not in here. */
export interface Writes {
  readonly instances: readonly InstanceWrite[];
  readonly scopes: {
    readonly put: readonly { instance: string; state: State; n: number }[];
    readonly drop: readonly Key[];
  };
  readonly tasks: { readonly add: readonly TaskRow[]; readonly change: readonly TaskRow[] };
  readonly candidates: { readonly add: readonly CandidateRow[]; readonly drop: readonly CandidateRow[] };
  readonly caseGroups: readonly { readonly caseId: string; readonly group: string }[];
  readonly jobs: { readonly add: readonly JobRow[]; readonly change: readonly JobRow[]; readonly drop: readonly Key[] };
  readonly timers: {
    readonly add: readonly TimerRow[];
    readonly delay: readonly TimerRow[];
    readonly drop: readonly Key[];
  };
  readonly subscriptions: { readonly add: readonly SubscriptionRow[]; readonly drop: readonly Key[] };
  readonly messages: { readonly add: readonly MessageRow[]; readonly drop: readonly string[] };
  readonly incidents: { readonly add: readonly IncidentRow[]; readonly drop: readonly Key[] };
  readonly journal: readonly JournalRow[];
  readonly inbox: {
    readonly add: readonly InboxRow[];
    readonly change: readonly InboxRow[];
    readonly drop: readonly string[];
  };
  readonly answers: readonly AnswerRow[];
  readonly outbox: OutboxRow | undefined;
}

export interface MessageStartRow {
  readonly message: string;
  readonly processId: string;
  readonly definitionId: string;
  readonly element: string;
}

/** What the commit pipeline asks of the database: a few statements for a whole group, whatever its size. */
export interface CommitStore {
  /** States with their outermost scope only. On PostgreSQL their rows are held, in the order of their ids. */
  states(tx: Tx, ids: readonly string[]): Promise<readonly State[]>;
  /** Inner scopes by number, or all of an instance with `'all'`. Returned states are the given ones, completed. */
  scopes(
    tx: Tx,
    states: ReadonlyMap<string, State>,
    wanted: ReadonlyMap<string, ReadonlySet<number> | 'all'>,
  ): Promise<ReadonlyMap<string, State>>;
  answers(tx: Tx, commandIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  tasks(tx: Tx, keys: readonly Key[]): Promise<readonly TaskRow[]>;
  jobs(tx: Tx, keys: readonly Key[]): Promise<readonly JobRow[]>;
  waitingJobs(tx: Tx, correlationKeys: readonly string[]): Promise<readonly JobRow[]>;
  incidents(tx: Tx, keys: readonly Key[]): Promise<readonly IncidentRow[]>;
  /** Who waits for these, the longest waiting first; one at least for each that is wanted, and {@link MOST_RECEIVERS} more. */
  subscriptions(tx: Tx, wanted: readonly { message: string; key: string }[]): Promise<readonly SubscriptionRow[]>;
  /** Kept messages that fit; the oldest first, a few hundred at most. */
  messages(tx: Tx, wanted: readonly { message: string; key: string }[]): Promise<readonly MessageRow[]>;
  messageStarts(tx: Tx, messages: readonly string[]): Promise<readonly MessageStartRow[]>;
  /** The newest published definition of each process. */
  published(tx: Tx, processIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Those of the rows that are still there and that no other node is working on; held. */
  inbox(tx: Tx, ids: readonly string[]): Promise<readonly InboxRow[]>;
  /** Jobs of these types that may be leased now, the longest due first; held. */
  dueJobs(tx: Tx, types: readonly string[], limit: number): Promise<readonly JobRow[]>;
  /**
   * The last of its transaction. Instances first: if one of them is no longer at the revision that its write follows,
   * nothing else is written, and the transaction is to be undone.
   *
   * @returns ids among which are those of instances that somebody else has changed meanwhile; empty when all was written
   */
  write(tx: Tx, writes: Writes): Promise<readonly string[]>;
}
