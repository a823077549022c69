import type { FormField, FormOutcome, Task } from '@libro-firma/desk/kit';
import type { HistoryEntry } from '@libro-firma/desk/shell';
import type { EditorProblem, Localized } from '../../editor/contract.js';

/** Answers of the server, as far as the modeler reads them. Instants are UTC milliseconds. */

export interface Person {
  readonly id: string;
  readonly name: string;
}

export type RouteState = 'draft' | 'published' | 'retired';

export interface Change {
  readonly by: Person;
  readonly at: number;
  readonly reason?: string;
}

/** `GET /routes` and `GET /routes/:id`. */
export interface RouteAnswer {
  /** The process id. */
  readonly id: string;
  readonly name: string;
  /** `*` for every sector; `null` when the drawing does not say. */
  readonly sector: string | null;
  readonly state: RouteState;
  /** Goes up with every save, publication and dismissal of the draft. */
  readonly rev: number;
  /** The published one. */
  readonly version: number | null;
  readonly draft: (Change & { readonly rev: number }) | null;
  readonly published: (Change & { readonly version: number; readonly definitionId: string }) | null;
  readonly retired: (Change & { readonly reason: string }) | null;
  readonly runningCases: number;
  readonly startableBy: readonly { readonly group: string; readonly label: string }[];
  readonly scenarios: number;
  /** The viewer's open trials. */
  readonly trials: number;
}

/** `GET /routes/:id/draft`: the draft, or where there is none the version to begin from. */
export interface DraftAnswer {
  readonly xml: string;
  readonly rev: number;
  readonly by: Person | null;
  readonly at: number | null;
  /** The version whose XML this is when there is no draft. */
  readonly version: number | null;
}

export type VersionState = 'draft' | 'published' | 'superseded' | 'retired';

/** `GET /routes/:id/versions`. */
export interface VersionAnswer extends Change {
  readonly version: number;
  readonly definitionId: string;
  readonly state: VersionState;
  readonly runningCases: number;
}

export interface VersionXmlAnswer extends VersionAnswer {
  readonly xml: string;
}

/** `GET /modeler/examples`. */
export interface ExampleAnswer {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly sector?: string;
}

export interface StartForm {
  readonly fields: readonly FormField[];
  readonly outcomes?: readonly FormOutcome[];
}

/** `POST /routes/:id/trials/form`. */
export interface TrialFormAnswer {
  readonly form?: StartForm;
  /** Who may start it today; the first fifty. */
  readonly starters: readonly Person[];
}

export type CaseState = 'running' | 'completed' | 'terminated' | 'cancelled';

export type StepKind = 'start' | 'task' | 'time' | 'message';

/** One thing that was done in a trial. */
export interface PlayedStep {
  readonly kind: StepKind;
  readonly elementId?: string;
  readonly elementName?: string;
  readonly as?: Person;
  readonly outcome?: string;
  readonly reason?: string;
  /** For time: milliseconds after the start. */
  readonly to?: number;
}

/** `GET /routes/:id/scenarios`. */
export interface ScenarioAnswer {
  readonly id: string;
  readonly name: string;
  readonly by: Person;
  readonly at: number;
  readonly steps: readonly PlayedStep[];
  readonly end: { readonly state: CaseState; readonly visited: readonly string[] };
}

export interface ScenarioRun {
  readonly ok: boolean;
  readonly problem?: { readonly step: number; readonly elementId?: string; readonly text: Localized | string };
}

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

export interface TrialTask extends Omit<Task, 'outcomes'> {
  /** Who would find it on their desk; the first twenty. */
  readonly holders: readonly Person[];
  readonly holdersTotal: number;
  /** The form's, or those of the step. */
  readonly outcomes: readonly (Omit<FormOutcome, 'label'> & { readonly label: Localized })[];
}

/** What a plugin did in a trial instead of the real thing: a mail, a number, a document. */
export interface TraceAnswer {
  readonly plugin: string;
  readonly kind: string;
  readonly label: Localized;
  readonly title: string;
  readonly text?: string;
  readonly at: number;
}

/** `GET /trials/:caseId`. */
export interface TrialAnswer {
  readonly caseId: string;
  readonly routeId: string;
  readonly title: string;
  readonly state: CaseState;
  /** A machine step is under way: ask again. */
  readonly busy: boolean;
  readonly as: Person | null;
  readonly startedAt: number;
  /** The trial's own time. */
  readonly now: number;
  readonly nextTimer: { readonly at: number; readonly elementId: string; readonly elementName: string } | null;
  readonly instances: readonly InstanceAnswer[];
  readonly tasks: readonly TrialTask[];
  readonly waiting: readonly {
    readonly id: string;
    readonly elementId: string;
    readonly elementName: string;
    readonly message: string;
  }[];
  readonly incidents: readonly {
    readonly id: string;
    readonly elementId: string;
    readonly elementName: string;
    readonly code: string;
    readonly message: string;
  }[];
  readonly variables: Readonly<Record<string, unknown>>;
  readonly traces: readonly TraceAnswer[];
  readonly steps: readonly PlayedStep[];
}

/** `GET /routes/:id/trials`. */
export interface TrialFacts {
  readonly caseId: string;
  readonly title: string;
  readonly startedAt: number;
  readonly state: CaseState;
}

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

/** Details of `engine.diagram-invalid`, and the answer of `POST /routes/:id/check`. */
export interface CheckAnswer {
  readonly ok: boolean;
  readonly problems: readonly EditorProblem[];
}
