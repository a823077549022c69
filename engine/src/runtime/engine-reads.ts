import type { Tx } from '../plugin/database.js';
import type { Directory } from '../plugin/directory.js';
import type { CaseView } from '../plugin/engine-api.js';
import type { Form, ListItem } from '../plugin/forms.js';
import type { Event } from '../core/index.js';
import { readJournal, type EngineDatabase } from '../store/index.js';
import { check, type Surroundings } from './definitions/check.js';
import type { DefinitionProblem } from './definitions/problem.js';
import type { DefinitionView } from './definitions/definition-row.js';
import { publishedRoutes } from './definitions/published-routes.js';
import { notFound } from './errors.js';
import type { Graphs } from './graphs.js';
import { readCases, readInstances, type CasesQuery, type ListedCase } from './reads/cases.js';
import type { Page } from './reads/cursor.js';
import {
  isStartableBy,
  readDefinitions,
  readDefinitionXml,
  readPublished,
  readStartable,
  type StartableProcess,
} from './reads/definitions.js';
import { readHistory, readPath, type HistoryEntry, type InstancePath } from './reads/history.js';
import { readRetries, type RetriesQuery, type RetryView } from './reads/retries.js';
import { readIncidents, type IncidentsQuery, type IncidentView } from './reads/incidents.js';
import {
  readElementCounts,
  readRunning,
  readWatchedCases,
  type WatchedCase,
  type WatchedElements,
  type WatchQuery,
} from './reads/watch.js';
import { readQueue, type QueuedTask, type QueueQuery } from './reads/tasks.js';

/** What is read for people. Whether they may is asked of `access` before: these only read. */
export interface EngineReads {
  queue(tx: Tx, query: QueueQuery): Promise<Page<QueuedTask>>;
  cases(tx: Tx, query: CasesQuery): Promise<Page<ListedCase>>;
  /** The case and every instance that it has called. */
  instances(tx: Tx, caseId: string): Promise<readonly CaseView[]>;
  history(tx: Tx, caseId: string): Promise<readonly HistoryEntry[]>;
  /** One list of events for each step of an instance: what its state is the fold of. */
  journal(tx: Tx, instanceId: string): Promise<readonly (readonly Event[])[]>;
  path(tx: Tx, instanceId: string): Promise<InstancePath>;
  incidents(tx: Tx, query: IncidentsQuery): Promise<Page<IncidentView>>;
  /** Steps whose last attempt failed and that are tried again by themselves; the first hundred. */
  retries(tx: Tx, query: RetriesQuery): Promise<readonly RetryView[]>;
  definitions(tx: Tx, processId?: string): Promise<readonly DefinitionView[]>;
  definitionXml(tx: Tx, definitionId: string): Promise<string>;
  /** Every published process. */
  published(tx: Tx): Promise<readonly StartableProcess[]>;
  /** Published processes that call this one. */
  callers(tx: Tx, processId: string): Promise<readonly { readonly id: string; readonly name: string }[]>;
  /** Live instances that run now, by definition id. */
  running(tx: Tx): Promise<ReadonlyMap<string, number>>;
  /** How many tokens stand at each element of a version, over all its live instances. */
  elementCounts(tx: Tx, definitionId: string): Promise<WatchedElements>;
  /** Live instances of a version that run, the newest first. */
  watchedCases(tx: Tx, query: WatchQuery): Promise<Page<WatchedCase>>;
  /** Published processes whose `startableBy` names a group of the actor. */
  startable(tx: Tx, actor: string): Promise<readonly StartableProcess[]>;
  /** The form that a case of this version began with, if any. */
  startForm(tx: Tx, definitionId: string): Promise<Form | undefined>;
  mayStart(tx: Tx, actor: string, processId: string): Promise<boolean>;
  /** Items of a live list. @throws LibroFirmaError `engine.no-such-list` */
  list(tx: Tx, name: string, actor: string): Promise<readonly ListItem[]>;
  /** Everything that is wrong with a diagram here and now; an empty list when it can be published. */
  checkDefinition(request: { readonly tenant: string; readonly xml: string }): Promise<readonly DefinitionProblem[]>;
}

interface ReadContext {
  readonly database: EngineDatabase;
  readonly graphs: Graphs;
  readonly around: Surroundings;
  directory(): Directory;
}

export const engineReads = ({ database, graphs, around, directory }: ReadContext): EngineReads => ({
  queue: (tx, query) => readQueue(tx, graphs, directory(), query),
  cases: (tx, query) => readCases(tx, directory(), query),
  instances: readInstances,
  history: (tx, caseId) => readHistory(tx, graphs, caseId),
  journal: async (tx, instanceId) => (await readJournal(tx, [instanceId])).flatMap(({ steps }) => steps),
  path: readPath,
  incidents: (tx, query) => readIncidents(tx, graphs, query),
  retries: (tx, query) => readRetries(tx, graphs, query),
  definitions: readDefinitions,
  definitionXml: readDefinitionXml,
  published: (tx) => readPublished(tx, graphs),
  callers: async (tx, processId) =>
    (await publishedRoutes(tx, graphs).callersOf(processId)).map(({ id, name }) => ({ id, name })),
  running: readRunning,
  elementCounts: readElementCounts,
  watchedCases: readWatchedCases,
  startable: (tx, actor) => readStartable(tx, graphs, directory(), actor),
  startForm: async (tx, definitionId) => (await graphs.get(tx, definitionId)).graph.startForm,
  mayStart: async (tx, actor, processId) => {
    const row = (await tx
      .sql('lf_definition')
      .where({ tenant: tx.tenant, process_id: processId, state: 'published' })
      .first('id')) as { readonly id: string } | undefined;
    if (row === undefined) return false;
    const { graph } = await graphs.get(tx, row.id);
    const groups = new Set((await directory().groupsOf(tx, actor, tx.now)).map(({ group }) => group));
    return isStartableBy(graph.properties['startableBy'], groups);
  },
  list: async (tx, name, actor) => {
    const list = around.handlers.list(name);
    if (list === undefined) throw notFound('list', name);
    return list.read(tx, actor);
  },
  checkDefinition: async ({ tenant, xml }) => (await database.read(tenant, (tx) => check(tx, xml, around))).problems,
});
