import type { FormField, FormOutcome } from '../../kit/contract.js';

/** Answers of the server's own routes, as far as the desk reads them. */

export interface PersonRef {
  readonly id: string;
  readonly name: string;
}

/** `GET /processes`: a route that the person may start. */
export interface StartableProcess {
  readonly processId: string;
  readonly name: string;
  readonly description?: string;
  readonly sector?: string;
  readonly version: number;
  readonly form?: { readonly fields: readonly FormField[]; readonly outcomes?: readonly FormOutcome[] };
}

export type CaseState = 'running' | 'completed' | 'terminated' | 'cancelled';

/** Where a case stands: one entry for each open task. */
export interface CaseStep {
  readonly taskId: string;
  readonly elementId: string;
  readonly name: string;
  readonly since: number;
  readonly dueAt?: number;
  readonly assignee?: PersonRef;
  readonly holders: readonly string[];
}

/** `GET /cases` and `GET /cases/:caseId`. */
export interface CaseAnswer {
  readonly id: string;
  readonly title: string;
  readonly confidential: boolean;
  readonly mode: 'live' | 'trial';
  readonly state: CaseState;
  readonly processName: string;
  readonly processVersion: number;
  readonly definitionId: string;
  readonly requester: PersonRef;
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly incidents: number;
  readonly steps: readonly CaseStep[];
  /** The viewer is the requester, and the next step was not opened yet. */
  readonly recallable: boolean;
  /** It is `cancelled` because the requester took it back. */
  readonly recalled: boolean;
}

/** A machine step that failed and that the system tries again by itself. */
export interface CaseRetry {
  readonly elementId: string;
  readonly elementName: string;
  /** When the step was begun. */
  readonly since?: number;
  readonly dueAt: number;
  readonly message: string;
}

/** `GET /cases/:caseId`. */
export interface CaseDetail extends CaseAnswer {
  readonly retries: readonly CaseRetry[];
}

/** `GET /cases/:caseId/request`: the start form, and what its fields hold now. */
export interface RequestAnswer {
  readonly form: { readonly fields: readonly FormField[] };
  readonly values: Readonly<Record<string, unknown>>;
}

/** `GET /incidents`: where a machine step could not go on. */
export interface IncidentAnswer {
  readonly id: string;
  readonly caseId: string;
  readonly caseTitle: string;
  readonly confidential: boolean;
  readonly mode: 'live' | 'trial';
  readonly processName: string;
  readonly elementId: string;
  readonly elementName: string;
  readonly code: string;
  readonly message: string;
  readonly openedAt: number;
}

/** `GET /cases/:caseId/path`: element ids, for the diagram. */
export interface PathAnswer {
  readonly definitionId: string;
  readonly visited: readonly string[];
  /** Sequence flows taken. */
  readonly flows: readonly string[];
  readonly active: readonly string[];
  /** Where an incident is open. */
  readonly failed: readonly string[];
}
