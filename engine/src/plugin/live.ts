import { createPort } from './ports.js';
import type { ActorId, GroupKey } from './directory.js';
import type { Json } from './json.js';
import type { TenantId } from './database.js';
import type { CaseMode } from './steps.js';

/** A hint that something changed. The database is the truth: a client that misses one asks. */
export interface LiveEvent {
  /** `task.opened`, `task.completed`, `case.ended`, `signing.batch.progress` ... */
  readonly type: string;
  readonly instanceId?: string;
  readonly rev?: number;
  readonly data?: Json;
}

/** Who is told: a person wherever they are signed in, whoever looks at a case, whoever has joined a room. */
export type LiveTarget =
  { readonly actor: ActorId } | { readonly case: string } | { readonly room: `${string}:${string}` };

/** Sends hints to whoever is looking, after the commit. Never in a transaction. */
export interface Live {
  publish(tenant: TenantId, to: LiveTarget, event: LiveEvent): void;
}

export const Live = createPort<Live>('engine.live:1');

/** That a case moved, told after the commit, of this node or another. */
export interface CaseHint {
  readonly type:
    | 'case.started'
    | 'case.changed'
    | 'case.ended'
    | 'task.opened'
    | 'task.assigned'
    | 'task.completed'
    | 'task.cancelled'
    | 'incident.opened'
    | 'incident.closed';
  readonly instanceId: string;
  readonly caseId: string;
  /** Of the instance's own diagram. */
  readonly processId: string;
  readonly rev: number;
  readonly mode: CaseMode;
  readonly confidential: boolean;
  /** The requester: trial cases concern nobody else. */
  readonly startedBy: ActorId;
  readonly taskId?: string;
  readonly elementId?: string;
  /** Groups whose queue changed. */
  readonly candidates?: readonly GroupKey[];
  readonly assignee?: ActorId;
  /** Who did it, when a person did. */
  readonly actor?: ActorId;
}

/**
 * Hints for plugins. Told at least once by every node that serves the tenant, and lost when a process ends right after a
 * commit: for conveniences, never for what must happen (that is a step).
 */
export interface CaseHints {
  /** The listener must not throw and returns at once; what it starts is its own affair. @returns ends it */
  listen(listener: (tenant: TenantId, hints: readonly CaseHint[]) => void): () => void;
}

export const CaseHints = createPort<CaseHints>('engine.case-hints:1');
