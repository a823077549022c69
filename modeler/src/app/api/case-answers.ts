/** What the server answers of the processes of a case, played or real. */

export type CaseState = 'running' | 'completed' | 'terminated' | 'cancelled';

/** A running or ended process of a case: the route itself first, then those that it called. */
export interface InstanceAnswer {
  readonly instanceId: string;
  readonly definitionId: string;
  readonly processId: string;
  readonly processName: string;
  readonly state: CaseState;
  readonly visited: readonly string[];
  readonly flows: readonly string[];
  readonly active: readonly string[];
  readonly failed: readonly string[];
}
