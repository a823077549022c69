import type { EditorProblem } from '../../editor/contract.js';

/** What the server answers of routes, their drafts and versions, as far as the modeler reads it. Instants are UTC milliseconds. */

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

/** Details of `engine.diagram-invalid`, and the answer of `POST /routes/:id/check`. */
export interface CheckAnswer {
  readonly ok: boolean;
  readonly problems: readonly EditorProblem[];
}
