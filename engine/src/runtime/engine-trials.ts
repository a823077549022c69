import { startersIn, type Graph } from '../model/index.js';
import type { ActorId } from '../plugin/directory.js';
import type { Submission } from '../plugin/steps.js';
import { readState, type EngineDatabase } from '../store/index.js';
import { check, type Surroundings } from './definitions/check.js';
import { refuseBroken } from './definitions/refuse-broken.js';
import { notFound, rejected } from './errors.js';
import type { EngineTrials, TrialDefinition } from './engine-trials-type.js';
import { openedStart } from './field-expressions.js';
import type { Graphs } from './graphs.js';
import type { Outbox } from './outbox.js';
import type { Lanes } from './pipeline/lanes.js';
import { userTaskContext } from './pipeline/user-steps.js';
import type { LoadedPlugin } from './plugins/load.js';
import { readTask, readTaskView } from './reads/tasks.js';
import { keyOf } from './ids.js';
import { storeTrialDefinition } from './trials/definition.js';
import { forgetCase } from './trials/forget.js';
import { TrialMessageWork } from './trials/message.js';
import { readTrial } from './trials/reads.js';
import { waitForRest } from './trials/rest.js';
import { rightOf } from './trials/right.js';
import { recordable, withSamples } from './trials/samples.js';
import { travel } from './trials/travel.js';
import { CancelWork } from './works/cancel.js';
import { StartWork } from './works/start.js';
import { CompleteTaskWork, isPlayedBy } from './works/task.js';

export interface TrialContext {
  readonly database: EngineDatabase;
  readonly graphs: Graphs;
  readonly around: Surroundings;
  readonly outbox: Outbox;
  readonly loaded: readonly LoadedPlugin[];
  lane(tenant: string): Lanes;
  newId(): string;
}

const beginningOf = ({ processId, name, startForm, properties }: Graph): Omit<TrialDefinition, 'definitionId'> => ({
  processId,
  name,
  form: startForm,
  startableBy: startersIn(properties['startableBy']),
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

  const triable = async (tenant: string, xml: string): Promise<Graph> => {
    const checked = await database.read(tenant, (tx) => check(tx, xml, around));
    refuseBroken(checked, 'trial');
    const [graph] = checked.graphs;
    if (graph === undefined) throw notFound('process', 'trial');
    return graph;
  };

  return {
    trialForm: async ({ tenant, xml }) => {
      const beginning = beginningOf(await triable(tenant, xml));
      const now = await database.read(tenant, (tx) => Promise.resolve(tx.now));
      return { ...beginning, form: openedStart(beginning.form, now) };
    },

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
        const onBehalfOf = task.state === 'open' ? await rightOf(tx, directory, task, request, at) : undefined;
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
