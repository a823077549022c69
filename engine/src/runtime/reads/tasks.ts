import type { Tx } from '../../plugin/database.js';
import type { Directory, Membership } from '../../plugin/directory.js';
import type { TaskView } from '../../plugin/engine-api.js';
import type { Form } from '../../plugin/forms.js';
import type { Json } from '../../plugin/json.js';
import {
  NEVER,
  readState,
  searchKey,
  taskColumns,
  taskOf,
  type Key,
  type Row,
  type TaskRow,
} from '../../store/index.js';
import { hasExpression, opened } from '../field-expressions.js';
import type { Graphs } from '../graphs.js';
import { idOf } from '../ids.js';
import { trialQueue } from '../pipeline/book.js';
import { timeIn } from '../pipeline/time-in.js';
import { bestMembership } from './access.js';
import { decodeCursor, likePattern, pageOf, pageSize, type Page } from './cursor.js';

/** The task, its case and its process in one row. */
const tasks = ({ sql, tenant }: Tx) =>
  sql('lf_task as t')
    .join('lf_instance as i', (on) => on.on('i.tenant', 't.tenant').on('i.id', 't.instance'))
    .join('lf_definition as d', (on) => on.on('d.tenant', 'i.tenant').on('d.id', 'i.definition_id'))
    .where('t.tenant', tenant)
    .select(
      sql.raw(taskColumns),
      'i.title',
      'i.confidential',
      'i.process_id',
      'i.definition_id',
      'd.name as process_name',
      'd.version as process_version',
    );

export const readTask = async ({ sql, tenant }: Tx, { instance, n }: Key): Promise<TaskRow | undefined> => {
  const row = (await sql('lf_task as t')
    .where({ 't.tenant': tenant, 't.instance': instance, 't.n': n })
    .first(sql.raw(taskColumns))) as Row | undefined;
  return row === undefined ? undefined : taskOf(row);
};

const viewOf = async (tx: Tx, graphs: Graphs, row: Row): Promise<TaskView> => {
  const task = taskOf(row);
  return {
    id: idOf(task),
    instanceId: task.instance,
    caseId: task.caseId,
    caseTitle: row['title'] as string,
    confidential: row['confidential'] === 1,
    mode: task.mode,
    processId: row['process_id'] as string,
    processName: row['process_name'] as string,
    processVersion: row['process_version'] as number,
    elementId: task.element,
    name: task.name,
    type: task.type,
    config: task.config,
    input: task.input,
    form: await formOf(tx, graphs, task, row['definition_id'] as string),
    candidates: task.candidates,
    assignee: task.assignee,
    state: task.state,
    createdAt: task.createdAt,
    dueAt: task.dueAt,
    endedAt: task.endedAt,
    completedBy: task.completedBy,
    outcome: task.outcome,
    reason: task.reason,
  };
};

const formOf = async (tx: Tx, graphs: Graphs, task: TaskRow, definitionId: string): Promise<Form | undefined> => {
  if (task.form !== 'element') return task.form;
  const node = (await graphs.get(tx, definitionId)).graph.nodes.get(task.element);
  return node?.type === 'userTask' ? node.form : undefined;
};

/** One task as it is opened by somebody: defaults and limits that are expressions are evaluated. */
export const readTaskView = async (tx: Tx, graphs: Graphs, key: Key): Promise<TaskView | undefined> => {
  const row = (await tasks(tx).where({ 't.instance': key.instance, 't.n': key.n }).first()) as Row | undefined;
  if (row === undefined) return undefined;
  const view = await viewOf(tx, graphs, row);
  if (view.form?.fields.some(hasExpression) !== true) return view;
  const state = await readState(tx, key.instance, 'outermost');
  const variables = { ...state?.scopes.get(state.instance.root)?.variables, ...view.input };
  const now = timeIn(state?.instance ?? {}, tx.now);
  return {
    ...view,
    form: { ...view.form, fields: view.form.fields.map((field) => opened(field, { variables, now })) },
  };
};

/** Open tasks of a case, those of the instances that it called included. */
export const readOpenTasks = async (tx: Tx, graphs: Graphs, caseId: string): Promise<readonly TaskView[]> => {
  const called = tx.sql('lf_instance').where({ tenant: tx.tenant, case_id: caseId }).whereNotNull('parent_id');
  const rows = (await tasks(tx)
    .where('t.state', 'open')
    .where((either) => either.where('t.instance', caseId).orWhereIn('t.instance', called.select('id')))
    .orderBy(['t.instance', 't.n'])) as readonly Row[];
  return Promise.all(rows.map((row) => viewOf(tx, graphs, row)));
};

export interface QueueQuery {
  readonly actor: string;
  /** mine: what the actor may work on now. claimed: what the actor has taken. all: also what others have taken. */
  readonly scope: 'mine' | 'claimed' | 'all';
  /** Part of the case's title or the task's name. */
  readonly q?: string;
  readonly cursor?: string;
  readonly limit?: number;
}

export interface QueuedTask extends TaskView {
  /** By which right the actor may work on it. */
  readonly right: Membership | undefined;
  /** Of the case: where the task stands in a called process, that one's `processName` says nothing to people. */
  readonly caseProcessName: string;
}

const processNames = async ({ sql, tenant }: Tx, caseIds: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const rows = (await sql('lf_instance as i')
    .join('lf_definition as d', (on) => on.on('d.tenant', 'i.tenant').on('d.id', 'i.definition_id'))
    .where('i.tenant', tenant)
    .whereIn('i.id', [...new Set(caseIds)])
    .select('i.id', 'd.name')) as readonly { readonly id: string; readonly name: string }[];
  return new Map(rows.map(({ id, name }) => [id, name]));
};

/** The actor's queue: by deadline, then by age; tasks without a deadline last. */
export const readQueue = async (
  tx: Tx,
  graphs: Graphs,
  directory: Directory,
  query: QueueQuery,
): Promise<Page<QueuedTask>> => {
  const { actor, scope } = query;
  const memberships = await directory.groupsOf(tx, actor, tx.now);
  const queues = [...new Set([...memberships.map(({ group }) => group), trialQueue(actor)])];
  const mine = tx
    .sql('lf_task_candidate as c')
    .where('c.tenant', tx.tenant)
    .whereIn('c.grp', queues)
    .distinct('c.due_at', 'c.created_at', 'c.instance', 'c.n')
    .as('q');
  const size = pageSize(query.limit);
  const rows = tasks(tx)
    .where('t.state', 'open')
    .limit(size + 1);
  if (scope === 'claimed') {
    void rows.where('t.assignee', actor);
    void rows.select(tx.sql.raw('coalesce(t.due_at, ?) as sort_due', [NEVER]));
    order(rows, tx.sql.raw('coalesce(t.due_at, ?)', [NEVER]));
  } else {
    void rows.join(mine, (on) => on.on('q.instance', 't.instance').on('q.n', 't.n'));
    void rows.select('q.due_at as sort_due');
    if (scope === 'mine') void rows.where((free) => free.whereNull('t.assignee').orWhere('t.assignee', actor));
    order(rows, tx.sql.ref('q.due_at'));
  }
  if (query.q !== undefined && query.q.trim() !== '') {
    const pattern = likePattern(searchKey(query.q.trim()));
    void rows.whereRaw("(i.search like ? escape '\\' or lower(t.name) like ? escape '\\')", [pattern, pattern]);
  }
  const after = decodeCursor(query.cursor, ['instant', 'instant', 'text', 'integer']);
  if (after !== undefined) {
    const due = scope === 'claimed' ? tx.sql.raw('coalesce(t.due_at, ?)', [NEVER]) : tx.sql.ref('q.due_at');
    void rows.whereRaw('(?, t.created_at, t.instance, t.n) > (?, ?, ?, ?)', [due, ...after]);
  }
  const found = (await rows) as readonly Row[];
  const views = new Map<Row, TaskView>();
  for (const row of found) views.set(row, await viewOf(tx, graphs, row));
  const called = [...views.values()].filter(({ caseId, instanceId }) => caseId !== instanceId);
  const names = await processNames(
    tx,
    called.map(({ caseId }) => caseId),
  );
  return pageOf(
    found,
    size,
    (row): QueuedTask => {
      const view = views.get(row) as TaskView;
      return {
        ...view,
        right: bestMembership(memberships, view.candidates),
        caseProcessName: names.get(view.caseId) ?? view.processName,
      };
    },
    (row) => [row['sort_due'], row['created_at'], row['instance'], row['n']] as Json[],
  );
};

interface Orderable {
  orderBy(columns: readonly { column: unknown; order: 'asc' }[]): unknown;
}
const order = (rows: unknown, due: unknown): void => {
  const by = [due, 't.created_at', 't.instance', 't.n'];
  void (rows as Orderable).orderBy(by.map((column) => ({ column, order: 'asc' })));
};
