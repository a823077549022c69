import type { Event } from './events.js';
import type { Effect } from './effects.js';
import type { State } from './state.js';

export type Outcome =
  | {
      readonly kind: 'accepted';
      readonly state: State;
      readonly events: readonly Event[];
      readonly effects: readonly Effect[];
      readonly touched: Touched;
    }
  | { readonly kind: 'rejected'; readonly code: RejectionCode; readonly message: string }
  /** This scope has to be loaded, or all of them (a subtree is being taken away): run again with it. */
  | { readonly kind: 'incomplete'; readonly missing: number | 'all' };

/** Which scope rows to write (the outermost scope goes with the instance row). */
export interface Touched {
  readonly saved: ReadonlySet<number>;
  readonly removed: ReadonlySet<number>;
}

export type RejectionCode =
  | 'instance-ended' // the case has ended
  | 'no-such-task' // completed, cancelled or never there
  | 'task-taken' // claimed by somebody else
  | 'no-such-job'
  | 'no-such-timer'
  | 'no-such-subscription'
  | 'no-such-call'
  | 'no-such-incident'
  | 'incident-chooses' // going on behind a choice would take all its ways
  | 'clock-fixed' // only a played trial has a time of its own, and it goes forward only
  | 'no-start-event';

/** Everything that is not a function of state and command comes in through here. */
export interface Env {
  /** UTC milliseconds. */
  readonly now: number;
  /** A new time-ordered instance id, for called processes. */
  newId(): string;
  /** Moves that one step may make before it is an endless loop; 10,000 unless a test says otherwise. */
  readonly maxMoves: number;
}
