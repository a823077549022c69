import type { Receipt } from '../plugin/engine-api.js';
import type { Tx } from '../plugin/database.js';
import { LibroFirmaError } from '../plugin/errors.js';
import type { EngineDatabase, TaskRow } from '../store/index.js';
import { check, type Surroundings } from './definitions/check.js';
import type { DefinitionView } from './definitions/definition-row.js';
import { deploy, publish, retire, storedDiagram, type Deployment } from './definitions/deploy.js';
import { refuseBroken } from './definitions/refuse-broken.js';
import { notFound } from './errors.js';
import type { Attempt } from './pipeline/attempt.js';
import type { Lanes } from './pipeline/lanes.js';
import { CancelWork, type CancelCase } from './works/cancel.js';
import { IncidentWork, type ResolveIncident, type RetryIncident } from './works/incident.js';

type In<T> = T & { readonly tenant: string };

/** What people with a permission may do beside working on tasks. Whether they may is the caller's to ask. */
export interface EngineWrites {
  /**
   * Stores a diagram as the next version of each of its processes; with `publish` cases are started with it from now on.
   * The same diagram again changes nothing.
   *
   * @throws LibroFirmaError `engine.diagram-invalid` with all problems in `details.problems`
   */
  deploy(request: In<Deployment>): Promise<readonly DefinitionView[]>;
  /** Publishes a stored version, checked again as of today. */
  publish(request: In<{ definitionId: string; actor: string; reason?: string }>): Promise<DefinitionView>;
  /** No case is started with the process any more; running ones go on. @throws LibroFirmaError `engine.no-such-process` */
  retire(
    request: In<{ processId: string; write?: (tx: Tx, view: DefinitionView) => Promise<void> }>,
  ): Promise<DefinitionView>;
  /** Ends a case at once, with everything that is open in it and in the instances that it called. */
  cancelCase(request: In<CancelCase>): Promise<Receipt>;
  /**
   * Cancels a case for its requester, as long as nobody else has taken or completed a task of it.
   *
   * @throws LibroFirmaError `engine.recall-forbidden`, `engine.recall-late`
   */
  recallCase(request: In<Omit<CancelCase, 'reason'> & { reason?: string }>): Promise<Receipt>;
  /** Tries the failed element again. */
  retryIncident(request: In<RetryIncident>): Promise<Receipt>;
  /** Goes on behind the failed element as if it had given this output. */
  resolveIncident(request: In<ResolveIncident>): Promise<Receipt>;
}

interface WriteContext {
  readonly database: EngineDatabase;
  readonly around: Surroundings;
  lane(tenant: string): Lanes;
  newId(): string;
}

export const engineWrites = ({ database, around, lane, newId }: WriteContext): EngineWrites => ({
  deploy: async ({ tenant, ...deployment }) => {
    const checked = await database.read(tenant, (tx) => check(tx, deployment.xml, around));
    refuseBroken(checked, deployment.publish ? 'publish' : 'draft');
    return again(database, () => database.write(tenant, (tx) => deploy(tx, deployment, checked.graphs, newId)));
  },
  publish: async ({ tenant, definitionId, ...by }) => {
    const { row, checked } = await database.read(tenant, async (tx) => {
      const found = await storedDiagram(tx, definitionId);
      if (found === undefined) throw notFound('definition', definitionId);
      return { row: found, checked: await check(tx, found.xml, around) };
    });
    refuseBroken(checked, 'publish');
    return database.write(tenant, (tx) => publish(tx, row, checked.graphs, by));
  },
  retire: ({ tenant, processId, write }) => database.write(tenant, (tx) => retire(tx, processId, write)),
  cancelCase: async ({ tenant, ...request }) => lane(tenant).submit(new CancelWork(request)),
  recallCase: async ({ tenant, reason = 'Richiamata dal richiedente', ...request }) =>
    lane(tenant).submit(
      new CancelWork({ ...request, reason }, (attempt) => mayRecall(attempt, request.instanceId, request.actor)),
    ),
  retryIncident: async ({ tenant, ...request }) => lane(tenant).submit(new IncidentWork('retryIncident', request)),
  resolveIncident: async ({ tenant, ...request }) => lane(tenant).submit(new IncidentWork('resolveIncident', request)),
});

const MOST_AT_ONCE = 8;

/** Those who deploy the same process at once take the same version number; all but the first count again. */
const again = async <T>(database: EngineDatabase, work: () => Promise<T>): Promise<T> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (!database.sql.isDuplicate(error) || tries === MOST_AT_ONCE) throw error;
    }
  }
};

/**
 * Seen within the transaction that ends the case: nobody can take a task meanwhile. Tasks of the instances that it called
 * count like its own; what the same commit did before is not in the database yet.
 */
const mayRecall = async (attempt: Attempt, instanceId: string, actor: string): Promise<void> => {
  const instance = attempt.state(instanceId)?.instance;
  if (instance === undefined || instance.parent !== undefined) throw notFound('case', instanceId);
  if (instance.startedBy !== actor) {
    throw new LibroFirmaError('forbidden', 'engine.recall-forbidden', {
      it: 'Solo chi ha fatto la richiesta può richiamarla.',
      en: 'Only the requester may recall a case.',
    });
  }
  const { sql, tenant } = attempt.commit.tx;
  const called = sql('lf_instance').where({ tenant, case_id: instanceId }).whereNotNull('parent_id').select('id');
  const workedOn = attempt.book.tasks.known().some((task) => task.caseId === instanceId && isOfOthers(task, actor));
  const touched: unknown = await sql('lf_task')
    .where({ tenant })
    .where((either) => either.where('instance', instanceId).orWhereIn('instance', called))
    .where((others) =>
      others
        .where((done) => done.where('state', 'completed').whereNot('completed_by', actor))
        .orWhere((taken) => taken.where('state', 'open').whereNotNull('assignee').whereNot('assignee', actor)),
    )
    .first('n');
  if (touched === undefined && !workedOn) return;
  throw new LibroFirmaError('conflict', 'engine.recall-late', {
    it: 'La richiesta non si può più richiamare: qualcuno la sta già lavorando. Chiedi di respingerla con una motivazione.',
    en: 'Somebody has already taken or completed a task of this case.',
  });
};

const isOfOthers = ({ state, assignee, completedBy }: TaskRow, actor: string): boolean =>
  state === 'completed' ? completedBy !== actor : state === 'open' && assignee !== undefined && assignee !== actor;
