import type { HistoryEntry } from '@libro-firma/desk/shell';
import type { CaseState, InstanceAnswer } from './case-answers.js';
import type { Person } from './route-answers.js';

/** What the server answers of running cases on the drawing. Instants are UTC milliseconds. */

export interface WatchedIncident {
  readonly id: string;
  readonly caseId: string;
  readonly caseTitle: string;
  readonly elementId: string;
  readonly elementName: string;
  readonly code: string;
  readonly message: string;
  readonly openedAt: number;
}

/** A machine step that failed and is tried again by itself. */
export interface WatchedRetry {
  readonly caseId: string;
  readonly caseTitle: string;
  readonly elementId: string;
  readonly elementName: string;
  /** The one that comes next, of `attempts`. */
  readonly attempt: number;
  readonly attempts: number;
  readonly dueAt: number;
  /** Why the last one failed. */
  readonly message: string;
}

export interface WatchedCase {
  readonly id: string;
  readonly title: string;
  /** The viewer may open it in the desk. */
  readonly visible: boolean;
  readonly confidential: boolean;
  readonly startedBy: Person;
  readonly startedAt: number;
  readonly version: number;
  /** Elements where it stands. */
  readonly at: readonly string[];
  readonly incidents: number;
}

/** `GET /routes/:id/watch`. */
export interface WatchAnswer {
  readonly definitionId: string;
  readonly version: number;
  readonly running: number;
  /** Too many cases to count each: the counts are of the first ones. */
  readonly partial: boolean;
  readonly elements: Readonly<Record<string, { readonly tokens: number; readonly incidents: number }>>;
  readonly incidents: readonly WatchedIncident[];
  readonly retries: readonly WatchedRetry[];
  readonly cases: { readonly items: readonly WatchedCase[]; readonly next: string | null };
}

/** The case of `GET /routes/:id/watch/:caseId`. */
export interface WatchedCaseFacts {
  readonly id: string;
  readonly title: string;
  readonly state: CaseState;
  readonly confidential: boolean;
  readonly visible?: boolean;
  readonly startedBy?: Person;
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly version?: number;
}

export interface WatchedCaseAnswer {
  readonly case: WatchedCaseFacts;
  readonly instances: readonly InstanceAnswer[];
  readonly retries: readonly WatchedRetry[];
  /** Oldest first. */
  readonly history: readonly HistoryEntry[];
}
