import type { Engine, TrialDefinition } from '@libro-firma/engine';
import { LibroFirmaError, type Directory, type JsonObject, type TaskView, type Tx } from '@libro-firma/engine/plugin';
import type { ServerContext } from '../context.js';
import { recordStep, type PlayedStep } from './played-step.js';
import { holdersOf } from './trial-answer.js';
import { deleteTrial, insertTrial, type TrialRow } from './trial-rows.js';

interface By {
  readonly tenant: string;
  /** Who plays. */
  readonly actor: string;
  readonly commandId?: string | undefined;
}

export interface PlayedTask {
  readonly taskId: string;
  readonly as?: string | undefined;
  readonly outcome?: string | undefined;
  readonly reason?: string | undefined;
  readonly values: JsonObject;
}

/** What is done in a trial, each recorded in the transaction that does it. */
export interface TrialMoves {
  start(
    by: By,
    trial: {
      readonly route: string;
      readonly definition: TrialDefinition;
      readonly as?: string | undefined;
      readonly title: string;
      readonly values: JsonObject;
      readonly replay?: boolean;
    },
  ): Promise<string>;
  complete(by: By, trial: TrialRow, played: PlayedTask): Promise<void>;
  /** To an instant, or to the next timer. */
  moveTime(by: By, trial: TrialRow, to: number | undefined): Promise<void>;
  giveMessage(by: By, trial: TrialRow, waitingId: string): Promise<void>;
  /** Ends it and removes all of it. */
  forget(by: By, caseId: string): Promise<void>;
}

const goneTask = (taskId: string): LibroFirmaError =>
  new LibroFirmaError(
    'not-found',
    'routes.no-such-trial-task',
    { it: 'Questa attività non è della prova.', en: 'The task is not one of this trial.' },
    { where: taskId },
  );

const goneMessage = (waitingId: string): LibroFirmaError =>
  new LibroFirmaError(
    'gone',
    'engine.no-such-subscription',
    { it: 'La prova non aspetta più questo messaggio.', en: 'The trial no longer waits for this message.' },
    { where: waitingId },
  );

const withKey = ({ commandId }: By) => (commandId === undefined ? {} : { commandId });

/** Whoever may start it today, and if nobody may, whoever plays. */
export const starterOf = async (
  tx: Tx,
  directory: Directory,
  { startableBy }: Pick<TrialDefinition, 'startableBy'>,
  actor: string,
): Promise<string> => (await holdersOf(tx, directory, startableBy, tx.now))[0] ?? actor;

export const trialMoves = ({ engine, directory, db }: ServerContext): TrialMoves => {
  const momentOf = async (tx: Tx, trial: TrialRow): Promise<number> => {
    const view = await engine.trial(tx, trial.caseId);
    return Math.max(0, (view?.now ?? trial.startedAt) - trial.startedAt);
  };

  const taskOf = async (tx: Tx, caseId: string, taskId: string): Promise<TaskView> => {
    const task = await engine.task(tx, taskId);
    if (task === undefined || task.caseId !== caseId) throw goneTask(taskId);
    return task;
  };

  return {
    start: async (by, { route, definition, as: given, title, values, replay = false }) => {
      const { tenant, actor } = by;
      const as = given ?? (await db.read(tenant, (tx) => starterOf(tx, directory, definition, actor)));
      const step: PlayedStep = {
        kind: 'start',
        at: 0,
        as,
        title,
        values: engine.recordableValues(definition.form, values),
      };
      const { instanceId } = await engine.startTrial({
        tenant,
        definition,
        actor,
        as,
        title,
        values,
        ...withKey(by),
        write: async (tx, { instanceId: caseId }) => {
          await insertTrial(tx, { caseId, route, actor, replay });
          await recordStep(tx, caseId, step);
        },
      });
      return instanceId;
    },

    complete: async (by, trial, { taskId, as: given, outcome, reason, values }) => {
      const { tenant, actor } = by;
      const { task, at, as } = await db.read(tenant, async (tx) => {
        const found = await taskOf(tx, trial.caseId, taskId);
        const view = await engine.trial(tx, trial.caseId);
        const holders = await holdersOf(tx, directory, found.candidates, view?.now ?? tx.now);
        return { task: found, at: await momentOf(tx, trial), as: given ?? holders[0] ?? actor };
      });
      const about = await db.read(tenant, (tx) => engine.case(tx, task.instanceId));
      const said = {
        ...(outcome === undefined ? {} : { outcome }),
        ...(reason === undefined ? {} : { reason }),
      };
      const step: PlayedStep = {
        kind: 'task',
        at,
        elementId: task.elementId,
        elementName: task.name,
        processId: about?.processId ?? trial.route,
        as,
        ...said,
        values: engine.recordableValues(task.form, values),
      };
      await engine.completeTrialTask({
        tenant,
        taskId,
        actor,
        as,
        values,
        ...said,
        ...withKey(by),
        write: (tx) => recordStep(tx, trial.caseId, step),
      });
    },

    moveTime: async ({ tenant, actor }, trial, to) => {
      const { at, timer } = await db.read(tenant, async (tx) => ({
        at: await momentOf(tx, trial),
        timer: to === undefined ? (await engine.trial(tx, trial.caseId))?.nextTimer : undefined,
      }));
      await engine.moveTrialClock({
        tenant,
        caseId: trial.caseId,
        actor,
        ...(to === undefined ? {} : { to }),
        write: (tx, goal) =>
          recordStep(tx, trial.caseId, {
            kind: 'time',
            at,
            to: goal - trial.startedAt,
            ...(timer === undefined ? {} : { elementId: timer.elementId, elementName: timer.elementName }),
          }),
      });
    },

    giveMessage: async ({ tenant, actor }, trial, waitingId) => {
      const { at, waiting } = await db.read(tenant, async (tx) => ({
        at: await momentOf(tx, trial),
        waiting: (await engine.trial(tx, trial.caseId))?.waiting.find(({ id }) => id === waitingId),
      }));
      if (waiting === undefined) throw goneMessage(waitingId);
      const { elementId, elementName } = waiting;
      await engine.giveTrialMessage({
        tenant,
        waitingId,
        actor,
        variables: {},
        write: (tx) => recordStep(tx, trial.caseId, { kind: 'message', at, elementId, elementName }),
      });
    },

    forget: async ({ tenant, actor }, caseId) => {
      // Its rows last: what is cut short is found again and ended then.
      if (await db.read(tenant, async (tx) => (await engine.case(tx, caseId)) !== undefined))
        await engine.forgetTrial({ tenant, caseId, actor });
      await db.write(tenant, (tx) => deleteTrial(tx, caseId));
    },
  };
};

/** How long an answer waits for machine steps; the page asks again while they go on. */
const REST_MS = 2_000;

export const restBriefly = (engine: Pick<Engine, 'trialRests'>, tenant: string, caseId: string): Promise<boolean> =>
  engine.trialRests({ tenant, caseId, timeoutMs: REST_MS });
