import type { Graph } from '../model/index.js';
import type { Tx } from '../plugin/database.js';
import type { ActorId } from '../plugin/directory.js';
import type { CompleteTaskRequest, Receipt, TaskView } from '../plugin/engine-api.js';
import { LibroFirmaError } from '../plugin/errors.js';
import type { Form } from '../plugin/forms.js';
import type { JsonObject } from '../plugin/json.js';
import type { Submission } from '../plugin/steps.js';
import { readState, type EngineDatabase } from '../store/index.js';
import { check, type Surroundings } from './definitions/check.js';
import { refuseBroken } from './definitions/deploy.js';
import { notFound, rejected } from './errors.js';
import type { Graphs } from './graphs.js';
import type { Outbox } from './outbox.js';
import type { Lane } from './pipeline/lane.js';
import { userTaskContext } from './pipeline/user-steps.js';
import type { LoadedPlugin } from './plugins/load.js';
import { bestMembership } from './reads/access.js';
import { readTask, readTaskView } from './reads/tasks.js';
import { keyOf } from './ids.js';
import { storeTrialDefinition } from './trials/definition.js';
import { forgetCase } from './trials/forget.js';
import { TrialMessageWork } from './trials/message.js';
import { readTrial, type TrialView } from './trials/reads.js';
import { waitForRest } from './trials/rest.js';
import { recordable, withSamples } from './trials/samples.js';
import { travel } from './trials/travel.js';
import { CancelWork } from './works/cancel.js';
import { StartWork } from './works/start.js';
import { CompleteTaskWork, isPlayedBy } from './works/task.js';

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

export interface TrialContext {
  readonly database: EngineDatabase;
  readonly graphs: Graphs;
  readonly around: Surroundings;
  readonly outbox: Outbox;
  readonly loaded: readonly LoadedPlugin[];
  lane(tenant: string): Lane;
  newId(): string;
}

const beginningOf = ({ processId, name, startForm, properties }: Graph): Omit<TrialDefinition, 'definitionId'> => ({
  processId,
  name,
  form: startForm,
  startableBy: (properties['startableBy'] ?? '')
    .split(',')
    .map((group) => group.trim())
    .filter((group) => group !== ''),
});

/** How long ending a trial waits for its machine steps. */
const FORGET_WAIT_MS = 10_000;

export const engineTrials = (context: TrialContext): EngineTrials => {
  const { database, graphs, around, outbox, loaded, lane, newId } = context;
  const { handlers, directory } = around;

  const played = async (tenant: string, caseId: string, actor: ActorId): Promise<void> => {
    const state = await database.read(tenant, (tx) => readState(tx, caseId, 'outermost'));
    if (state === undefined || !isPlayedBy(state.instance, actor)) throw notFound('case', caseId);
  };

  /** By which right the person holds the task at the time of the trial; whoever plays may do what nobody holds. */
  const rightOf = async (tx: Tx, task: TaskView, { as, actor }: PlayTask, at: number): Promise<string | undefined> => {
    const right = bestMembership(await directory.groupsOf(tx, as, at), task.candidates);
    if (right !== undefined) return right.onBehalfOf;
    if (as === actor) {
      const held = await Promise.all(task.candidates.map((group) => directory.holdersOf(tx, group, at)));
      if (held.every((holders) => holders.length === 0)) return undefined;
    }
    throw await notHolder(tx, task, as);
  };

  const notHolder = async (tx: Tx, task: TaskView, as: ActorId): Promise<LibroFirmaError> => {
    const [person] = await directory.describe(tx, [as]);
    const labels = await directory.labelOf(tx, task.candidates);
    const who = task.candidates.map((group) => labels.get(group) ?? group).join('; ');
    return new LibroFirmaError(
      'conflict',
      'engine.trial-not-holder',
      {
        it: `"${task.name}" non spetta a ${person?.name ?? as}: spetta a ${who === '' ? 'nessuno' : who}. Scegliere una di queste persone.`,
        en: `Task "${task.name}" is not ${person?.name ?? as}'s: it is offered to ${who === '' ? 'nobody' : who}.`,
      },
      { where: task.elementId, details: { candidates: [...task.candidates] } },
    );
  };

  const triable = async (tenant: string, xml: string): Promise<Graph> => {
    const checked = await database.read(tenant, (tx) => check(tx, xml, around));
    refuseBroken(checked, 'trial');
    const [graph] = checked.graphs;
    if (graph === undefined) throw notFound('process', 'trial');
    return graph;
  };

  return {
    trialForm: async ({ tenant, xml }) => beginningOf(await triable(tenant, xml)),

    prepareTrial: async ({ tenant, xml, actor }) => {
      const graph = await triable(tenant, xml);
      const definitionId = await database.write(tenant, (tx) => storeTrialDefinition(tx, { xml, actor }, graph, newId));
      return { definitionId, ...beginningOf(graph) };
    },

    startTrial: async ({ tenant, definition, actor, as, title, values, commandId, write }) => {
      const { definitionId, processId, form } = definition;
      const request = {
        tenant,
        processId,
        actor,
        title,
        mode: 'trial' as const,
        values: await withSamples(handlers, form, values, { tenant, actor }),
        ...(commandId === undefined ? {} : { commandId }),
        ...(write === undefined ? {} : { write }),
      };
      return lane(tenant).submit(new StartWork(request, newId(), { definitionId, as }));
    },

    completeTrialTask: async (request) => {
      const { tenant, taskId, actor, as, outcome, reason, commandId, write } = request;
      const found = await database.read(tenant, async (tx) => {
        const key = keyOf(taskId);
        const row = key === undefined ? undefined : await readTask(tx, key);
        const state = key === undefined ? undefined : await readState(tx, key.instance, 'outermost');
        const task = key === undefined ? undefined : await readTaskView(tx, graphs, key);
        if (row === undefined || task === undefined || state === undefined || !isPlayedBy(state.instance, actor)) {
          throw notFound('task', taskId);
        }
        const at = tx.now + (state.instance.clock ?? 0);
        // A task that is no longer open is told so by its command.
        const onBehalfOf = task.state === 'open' ? await rightOf(tx, task, request, at) : undefined;
        return { row, task, instance: state.instance, at, onBehalfOf };
      });
      const { row, task, instance, at, onBehalfOf } = found;
      const who = { tenant, actor };
      const values = await withSamples(handlers, task.form, request.values ?? {}, who);
      const said = {
        ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
        ...(outcome === undefined ? {} : { outcome }),
        ...(reason === undefined ? {} : { reason }),
      };
      const submission: Submission = { actor: as, playedBy: actor, origin: 'desk', values, ...said };
      const about = userTaskContext(tenant, instance, row);
      const rehearsed =
        task.state === 'open' ? await handlers.user(task.type)?.handler.rehearse?.(about, submission, at) : undefined;
      return lane(tenant).submit(
        new CompleteTaskWork(
          {
            tenant,
            taskId,
            actor: as,
            values,
            ...said,
            ...(commandId === undefined ? {} : { commandId }),
            ...(write === undefined ? {} : { write: (tx) => write(tx) }),
          },
          'desk',
          { by: actor, instead: rehearsed === undefined ? undefined : (tx) => rehearsed.write(tx) },
        ),
      );
    },

    moveTrialClock: async ({ tenant, ...request }) => {
      await played(tenant, request.caseId, request.actor);
      await travel({ database, outbox, lane: lane(tenant), tenant }, request);
    },

    giveTrialMessage: async ({ tenant, ...request }) => {
      const instance = keyOf(request.waitingId)?.instance ?? '';
      const state = await database.read(tenant, (tx) => readState(tx, instance, 'outermost'));
      if (state === undefined || !isPlayedBy(state.instance, request.actor)) {
        throw rejected('no-such-subscription', `Nothing waits as ${request.waitingId}.`, request.waitingId);
      }
      return lane(tenant).submit(new TrialMessageWork(request));
    },

    trialRests: (request) => waitForRest({ database, outbox }, request),

    forgetTrial: async ({ tenant, caseId, actor }) => {
      await played(tenant, caseId, actor);
      const state = await database.read(tenant, (tx) => readState(tx, caseId, 'outermost'));
      if (state?.instance.state === 'running') {
        await lane(tenant).submit(new CancelWork({ instanceId: caseId, actor, reason: 'La prova è finita' }));
      }
      await waitForRest({ database, outbox }, { tenant, caseId, timeoutMs: FORGET_WAIT_MS });
      await database.write(tenant, async (tx) => {
        for (const { definition, context: own } of loaded) await definition.trial?.forget?.(own, tx, caseId);
        await forgetCase(tx, caseId);
      });
    },

    trial: (tx, caseId) => readTrial(tx, graphs, caseId),
    recordableValues: (form, values) => recordable(handlers, form, values),
  };
};
