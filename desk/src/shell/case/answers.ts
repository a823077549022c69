interface PersonRef {
  readonly id: string;
  readonly name: string;
}

export type HistoryType =
  | 'case.started'
  | 'case.ended'
  | 'case.recalled'
  | 'task.opened'
  | 'task.claimed'
  | 'task.released'
  | 'task.completed'
  | 'task.cancelled'
  | 'step.completed'
  | 'step.cancelled'
  | 'event'
  | 'incident.opened'
  | 'incident.closed';

/** One line of `GET /cases/:caseId/history`, oldest first. */
export interface HistoryEntry {
  readonly id: string;
  readonly at: number;
  readonly type: HistoryType;
  /** The case itself, or a process that it called. */
  readonly instanceId: string;
  readonly elementId?: string;
  readonly elementName?: string;
  /** Of a task that a plugin's step is: `signing.initials:1`. */
  readonly stepType?: string;
  readonly actor?: PersonRef;
  readonly onBehalfOf?: PersonRef;
  readonly outcome?: string;
  readonly reason?: string;
  readonly message?: string;
}
