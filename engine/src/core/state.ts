import type { CaseMode } from '../plugin/steps.js';
import type { Json, JsonObject } from '../plugin/json.js';

/**
 * The state of one instance, as the step reads and writes it. Everything inside an instance is numbered from one counter
 * (`next`): scopes, tokens, tasks, jobs, timers, subscriptions and incidents. `<instance id>.<n>` names any of them.
 *
 * The outermost scope lives in the instance's own row; every other scope (sub-process, multi-instance body, one
 * iteration) has a row of its own, so that a step loads and writes only the scopes it touches.
 */
export const STATE_FORMAT = 1;

export interface State {
  readonly instance: Instance;
  /** Loaded scopes by number. The outermost is always there. */
  readonly scopes: ReadonlyMap<number, Scope>;
}

export type InstanceState = 'running' | 'completed' | 'terminated' | 'cancelled';

export interface Instance {
  readonly format: typeof STATE_FORMAT;
  readonly id: string;
  readonly definitionId: string;
  readonly processId: string;
  /** The top of the call hierarchy; its own id for a case that nobody called. */
  readonly caseId: string;
  /** Set when a call activity started this instance. */
  readonly parent?: {
    readonly instanceId: string;
    readonly token: number;
    readonly path: readonly number[];
    /** Calls above it: 1 for one that a case has called. */
    readonly depth: number;
  };
  readonly mode: CaseMode;
  readonly confidential: boolean;
  readonly title: string;
  readonly startedBy: string;
  readonly startedAt: number;
  /**
   * Milliseconds by which the case's own time is ahead of the clock. Only a trial that somebody plays has it; everything
   * in it that asks for the time (timers, deadlines, `now()`) is answered by this time.
   */
  clock?: number;
  state: InstanceState;
  endedAt?: number;
  rev: number;
  next: number;
  /** Open incidents. */
  incidents: number;
  /** Number of the outermost scope. */
  readonly root: number;
}

/** `items`: a part of a multi-instance body's list that waits until those before it are started. */
export type ScopeKind = 'process' | 'subProcess' | 'multiInstance' | 'iteration' | 'items';

export interface Scope {
  readonly n: number;
  /** 0 for the outermost scope. */
  readonly parent: number;
  readonly kind: ScopeKind;
  /** The id of the process, sub-process or multi-instance activity. */
  readonly element: string;
  /** The token in the parent scope that waits for this one; 0 for the outermost. */
  readonly token: number;
  variables: Record<string, Json>;
  tokens: Record<number, Token>;
  /** Live child scopes. */
  children: number;
  multi?: MultiInstance;
  /** An iteration that is done keeps its place and what it gave until the body collects. */
  done?: { readonly index: number; readonly output: Json };
}

/**
 * Counters of a multi-instance body (BPMN 2.0.2, 13.3.7): a child that ends touches these, not its siblings. Nothing in
 * it grows with the list: items wait in scopes of their own, outputs in those of the iterations.
 */
export interface MultiInstance {
  readonly total: number;
  started: number;
  completed: number;
  /** Items at hand; `from` is the index of the first. Emptied when they are started, since each iteration has its own. */
  items: readonly Json[];
  from: number;
  /** Scopes with the items after those, numbered from the next to the last. */
  later: readonly [next: number, last: number] | readonly [];
}

export interface Token {
  readonly n: number;
  /** Element id of where it stands. */
  readonly at: string;
  /** The sequence flow it came by; waiting joins count by it. */
  readonly via?: string;
  readonly wait: Wait;
  /** Variables of an activity under way that its input mapping made. */
  readonly local?: JsonObject;
  /** Armed boundary events by element id. */
  readonly boundary?: Readonly<Record<string, ArmedBoundary>>;
}

export interface ArmedBoundary {
  /** Number of its timer or subscription row. */
  readonly n: number;
  readonly kind: 'timer' | 'message';
  /** How often a cycle fires again; -1 without end. */
  readonly repeats?: number;
}

export type Wait =
  /** Not yet entered, or under way within one step. */
  | { readonly for: 'nothing' }
  | { readonly for: 'join' }
  | { readonly for: 'task'; readonly n: number; readonly assignee?: string }
  | { readonly for: 'job'; readonly n: number; readonly attempt: number; readonly group: number }
  | { readonly for: 'answer'; readonly n: number; readonly key: string }
  | { readonly for: 'timer'; readonly n: number }
  | { readonly for: 'message'; readonly n: number }
  | { readonly for: 'scope'; readonly n: number }
  | { readonly for: 'call'; readonly instanceId: string }
  | { readonly for: 'incident'; readonly n: number };
