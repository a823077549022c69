import type { Tx } from '../plugin/database.js';
import type { ActorId } from '../plugin/directory.js';
import type { CompleteTaskRequest, Receipt } from '../plugin/engine-api.js';
import type { Form } from '../plugin/forms.js';
import type { JsonObject } from '../plugin/json.js';
import type { TrialView } from './trials/reads.js';

type In<T> = T & { readonly tenant: string };

/** A drawing that is ready to be tried. */
export interface TrialDefinition {
  readonly definitionId: string;
  readonly processId: string;
  readonly name: string;
  readonly form: Form | undefined;
  /** Group keys of those who may start it. */
  readonly startableBy: readonly string[];
}

/** A task of a played trial, completed: `actor` plays, `as` is the person that is played. */
export interface PlayTask extends Pick<CompleteTaskRequest, 'taskId' | 'outcome' | 'reason' | 'values' | 'commandId'> {
  readonly actor: ActorId;
  readonly as: ActorId;
  /** Runs in the completing transaction. */
  readonly write?: (tx: Tx) => Promise<void>;
}

/**
 * Trials that somebody plays: the real engine with the real plugins, a drawing that need not be published, a time that
 * goes forward at will, every person played by one. Nothing of it stands in a queue, a list or a register, and only who
 * started it plays it. Whether they may is the caller's to ask.
 */
export interface EngineTrials {
  /**
   * What a trial of the drawing begins with; nothing is kept of it.
   *
   * @throws LibroFirmaError `engine.diagram-invalid` for what cannot run
   */
  trialForm(request: In<{ readonly xml: string }>): Promise<Omit<TrialDefinition, 'definitionId'>>;
  /** @throws LibroFirmaError `engine.diagram-invalid` for what cannot run */
  prepareTrial(request: In<{ readonly xml: string; readonly actor: ActorId }>): Promise<TrialDefinition>;
  /** Starts one as somebody; form fields that are needed and left out get samples. */
  startTrial(
    request: In<{
      readonly definition: TrialDefinition;
      readonly actor: ActorId;
      readonly as: ActorId;
      readonly title: string;
      readonly values: JsonObject;
      readonly commandId?: string;
      readonly write?: (tx: Tx, started: { readonly instanceId: string }) => Promise<void>;
    }>,
  ): Promise<Receipt>;
  /** @throws LibroFirmaError `engine.trial-not-holder`, and what completing a task throws */
  completeTrialTask(request: In<PlayTask>): Promise<Receipt>;
  /**
   * Moves the time to an instant, or to the next timer: what falls due on the way fires in its order and at its time, and
   * what it leads to is done first. A trial whose timers do not come to an end stops on the way after a hundred of them.
   *
   * @throws LibroFirmaError `engine.clock-fixed` for an instant that is past; `engine.trial-no-timer`
   */
  moveTrialClock(
    request: In<{
      readonly caseId: string;
      readonly actor: ActorId;
      /** UTC milliseconds; the next timer without it. */
      readonly to?: number;
      /** Runs in the first transaction; `to` is where the time is to go. */
      readonly write?: (tx: Tx, to: number) => Promise<void>;
    }>,
  ): Promise<void>;
  /** Gives it a message that it waits for ({@link TrialView.waiting}). */
  giveTrialMessage(
    request: In<{
      readonly waitingId: string;
      readonly actor: ActorId;
      readonly variables: JsonObject;
      readonly write?: (tx: Tx) => Promise<void>;
    }>,
  ): Promise<Receipt>;
  /** Waits until nothing goes on by itself. @returns false when the time is over first */
  trialRests(request: In<{ readonly caseId: string; readonly timeoutMs: number }>): Promise<boolean>;
  /** Ends it and removes all that is kept of it, by the plugins too. */
  forgetTrial(request: In<{ readonly caseId: string; readonly actor: ActorId }>): Promise<void>;
  /** `undefined` for a case that is no played trial. */
  trial(tx: Tx, caseId: string): Promise<TrialView | undefined>;
  /** Of submitted values, what another trial can submit again; in place of a document a mark for a sample. */
  recordableValues(form: Form | undefined, values: JsonObject): JsonObject;
}
