import type { CaseMode } from '../../plugin/steps.js';

export type HintType =
  | 'case.started'
  | 'case.changed'
  | 'case.ended'
  | 'task.opened'
  | 'task.assigned'
  | 'task.completed'
  | 'task.cancelled'
  | 'incident.opened'
  | 'incident.closed';

/** That something changed, told after the commit. The database is the truth: whoever misses one asks. */
export interface Hint {
  readonly type: HintType;
  readonly instanceId: string;
  readonly caseId: string;
  readonly rev: number;
  readonly mode: CaseMode;
  readonly confidential: boolean;
  /** The requester: trial cases concern nobody else. */
  readonly startedBy: string;
  readonly taskId?: string;
  readonly elementId?: string;
  /** Groups whose queue changed. */
  readonly candidates?: readonly string[];
  readonly assignee?: string;
  /** Who did it, when a person did. */
  readonly actor?: string;
}

export interface HintBatch {
  readonly tenant: string;
  readonly hints: readonly Hint[];
}
