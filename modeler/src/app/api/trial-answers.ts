import type { FormField, FormOutcome, Task } from '@libro-firma/desk/kit';
import type { Localized } from '../../editor/contract.js';
import type { CaseState, InstanceAnswer } from './case-answers.js';
import type { Person } from './route-answers.js';

/** What the server answers of trials and scenarios. Instants are UTC milliseconds. */

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
  /** Path of its bytes, below the interface. */
  readonly file?: string;
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
