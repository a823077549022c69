import type { CaseMode } from '../plugin/steps.js';
import type { JsonObject } from '../plugin/json.js';
import type { Said } from '../plugin/said.js';
import type { Instance } from './state.js';

/** What may be asked of one instance. `path` comes from the row that the number belongs to (see {@link Effect}). */
export type Command =
  | StartCommand
  | { readonly kind: 'claimTask'; readonly n: number; readonly path: Path; readonly actor: string }
  | { readonly kind: 'releaseTask'; readonly n: number; readonly path: Path; readonly actor: string }
  | {
      readonly kind: 'completeTask';
      readonly n: number;
      readonly path: Path;
      readonly actor: string;
      readonly onBehalfOf?: string;
      readonly outcome?: string;
      readonly reason?: string;
      readonly output: JsonObject;
    }
  | { readonly kind: 'completeJob'; readonly n: number; readonly path: Path; readonly output: JsonObject }
  | { readonly kind: 'parkJob'; readonly n: number; readonly path: Path; readonly key: string }
  | {
      readonly kind: 'throwJobError';
      readonly n: number;
      readonly path: Path;
      readonly code: string;
      readonly message: Said;
      readonly output: JsonObject;
    }
  /** A technical failure: with `retryAt` another attempt, without it an incident. */
  | {
      readonly kind: 'failJob';
      readonly n: number;
      readonly path: Path;
      readonly code: string;
      readonly message: Said;
      readonly retryAt?: number;
    }
  | { readonly kind: 'fireTimer'; readonly n: number; readonly path: Path; readonly element: string }
  | {
      readonly kind: 'deliverMessage';
      readonly n: number;
      readonly path: Path;
      readonly element: string;
      readonly variables: JsonObject;
    }
  /** A called instance ended. */
  | {
      readonly kind: 'endCall';
      readonly token: number;
      readonly path: Path;
      readonly instanceId: string;
      readonly result:
        | { readonly kind: 'completed'; readonly output: JsonObject }
        | { readonly kind: 'error'; readonly code: string; readonly message: Said }
        | { readonly kind: 'cancelled' }
        | { readonly kind: 'failed'; readonly code: string; readonly message: Said };
    }
  /** Try the failed element again, optionally with corrected variables of the outermost scope. */
  | {
      readonly kind: 'retryIncident';
      readonly n: number;
      readonly path: Path;
      readonly actor: string;
      readonly variables?: JsonObject;
      /** Why it should succeed now: what was set right. */
      readonly reason?: string;
    }
  /** Go on behind the failed element as if it had given this output. */
  | {
      readonly kind: 'resolveIncident';
      readonly n: number;
      readonly path: Path;
      readonly actor: string;
      readonly output: JsonObject;
      readonly reason: string;
    }
  /** Internal: the next chunk of a parallel multi-instance body. */
  | { readonly kind: 'startIterations'; readonly scope: number; readonly path: Path }
  | { readonly kind: 'cancel'; readonly actor: string; readonly reason: string }
  /** The time of a played trial goes on; it never goes back. `clock`: milliseconds ahead of the clock. */
  | { readonly kind: 'moveClock'; readonly clock: number };

export type Path = readonly number[];

export interface StartCommand {
  readonly kind: 'start';
  readonly instanceId: string;
  readonly definitionId: string;
  readonly caseId: string;
  readonly parent?: NonNullable<Instance['parent']>;
  readonly mode: CaseMode;
  readonly confidential: boolean;
  readonly title: string;
  readonly actor: string;
  /** Who `case.requester` is, when it is not the actor: in a played trial, the person that is played. */
  readonly requester?: string;
  /** Set in a played trial; called instances get their caller's. */
  readonly clock?: number;
  readonly variables: JsonObject;
  /** Element id of a message start event; the none start event without it. */
  readonly startEvent?: string;
}
