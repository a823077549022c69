import type { Scope } from '../../core/state.js';
import type { Tx } from '../../plugin/database.js';
import type { SqlDialect, Value } from '../dialect.js';
import type { CandidateRow, InstanceWrite, JobRow, Key, TaskRow, Writes } from '../port.js';
import { encodeEvents } from './event-codec.js';
import { encodeJobData, encodePath, encodeTaskData } from './rows.js';
import { encodeInstance, encodeScope, searchKey } from './state-codec.js';
import { deleteRows, insertRows, updateRows } from './statements.js';

type Line = readonly Value[];
const none = (value: string | number | undefined): Value => value ?? null;
const keyOf = ({ instance, n }: Key): Line => [instance, n];

const newInstance = ({ state }: InstanceWrite): Line => {
  const { instance } = state;
  return [
    instance.id,
    instance.definitionId,
    instance.processId,
    instance.caseId,
    instance.parent?.instanceId ?? null,
    instance.mode,
    instance.confidential ? 1 : 0,
    instance.state,
    instance.title,
    searchKey(instance.title),
    instance.startedBy,
    instance.startedAt,
    none(instance.endedAt),
    instance.incidents,
    instance.rev,
    encodeInstance(state),
  ];
};

const changedInstance = ({ state, after }: InstanceWrite): Line => {
  const { instance } = state;
  return [
    instance.id,
    after,
    instance.rev,
    instance.state,
    none(instance.endedAt),
    instance.incidents,
    encodeInstance(state),
  ];
};

const newTask = (task: TaskRow): Line => [
  task.instance,
  task.n,
  task.caseId,
  encodePath(task.path),
  task.element,
  task.name,
  none(task.type),
  task.mode,
  task.state,
  none(task.assignee),
  task.createdAt,
  none(task.dueAt),
  none(task.endedAt),
  none(task.completedBy),
  none(task.onBehalfOf),
  none(task.outcome),
  none(task.reason),
  encodeTaskData(task),
];

const changedTask = (task: TaskRow): Line => [
  task.instance,
  task.n,
  task.state,
  none(task.assignee),
  none(task.endedAt),
  none(task.completedBy),
  none(task.onBehalfOf),
  none(task.outcome),
  none(task.reason),
];

const candidate = (row: CandidateRow): Line => [row.group, row.dueAt, row.createdAt, row.instance, row.n];

const newJob = (job: JobRow): Line => [
  job.instance,
  job.n,
  job.caseId,
  encodePath(job.path),
  job.element,
  job.name,
  job.type,
  job.mode,
  job.confidential ? 1 : 0,
  job.state,
  job.dueAt,
  job.attempt,
  job.group,
  none(job.lease),
  none(job.key),
  job.suspect ? 1 : 0,
  job.losses,
  encodeJobData(job),
];

const changedJob = (job: JobRow): Line => [
  job.instance,
  job.n,
  job.state,
  job.dueAt,
  job.attempt,
  job.group,
  none(job.lease),
  none(job.key),
  job.suspect ? 1 : 0,
  job.losses,
];

/** The writing half of the commit store: a few set statements a commit, one for each table and kind of change. */
export const writer = (sql: SqlDialect): ((tx: Tx, writes: Writes) => Promise<readonly string[]>) => {
  const insert = (table: string, list: string, ending?: string) => insertRows(sql, table, list, ending);
  const statements = {
    newInstances: insert(
      'lf_instance',
      'id definition_id process_id case_id parent_id mode confidential:int state title search started_by started_at:int ended_at:int incidents:int rev:int data',
      'on conflict do nothing returning id',
    ),
    changedInstances: `${updateRows(sql, 'lf_instance', 'id', 'rev:int state ended_at:int incidents:int data', {
      column: 'rev',
      value: 'after',
    })} returning id`,
    putScopes: insert(
      'lf_scope',
      'instance n:int data',
      'on conflict (tenant, instance, n) do update set data = excluded.data',
    ),
    dropScopes: deleteRows(sql, 'lf_scope', 'instance n:int'),
    newTasks: insert(
      'lf_task',
      'instance n:int case_id path element name type mode state assignee created_at:int due_at:int ended_at:int completed_by on_behalf_of outcome reason data',
    ),
    changedTasks: updateRows(
      sql,
      'lf_task',
      'instance n:int',
      'state assignee ended_at:int completed_by on_behalf_of outcome reason',
    ),
    newCandidates: insert(
      'lf_task_candidate',
      'grp due_at:int created_at:int instance n:int',
      'on conflict do nothing',
    ),
    dropCandidates: deleteRows(sql, 'lf_task_candidate', 'grp due_at:int created_at:int instance n:int'),
    caseGroups: insert('lf_case_group', 'grp case_id', 'on conflict do nothing'),
    newJobs: insert(
      'lf_job',
      'instance n:int case_id path element name type mode confidential:int state due_at:int attempt:int grp:int lease corr_key suspect:int losses:int data',
    ),
    changedJobs: updateRows(
      sql,
      'lf_job',
      'instance n:int',
      'state due_at:int attempt:int grp:int lease corr_key suspect:int losses:int',
    ),
    dropJobs: deleteRows(sql, 'lf_job', 'instance n:int'),
    newTimers: insert('lf_timer', 'instance n:int path element due_at:int'),
    laterTimers: updateRows(sql, 'lf_timer', 'instance n:int', 'due_at:int'),
    dropTimers: deleteRows(sql, 'lf_timer', 'instance n:int'),
    newSubscriptions: insert('lf_subscription', 'instance n:int path element message corr_key'),
    dropSubscriptions: deleteRows(sql, 'lf_subscription', 'instance n:int'),
    newMessages: insert('lf_message', 'id message corr_key variables expires_at:int'),
    dropMessages: deleteRows(sql, 'lf_message', 'id'),
    newIncidents: insert('lf_incident', 'instance n:int case_id path element mode code message opened_at:int'),
    dropIncidents: deleteRows(sql, 'lf_incident', 'instance n:int'),
    journal: insert('lf_journal', 'instance rev:int at:int actor command note events'),
    newInbox: insert('lf_inbox', 'id due_at:int attempts:int command', 'on conflict do nothing'),
    laterInbox: updateRows(sql, 'lf_inbox', 'id', 'due_at:int attempts:int'),
    dropInbox: deleteRows(sql, 'lf_inbox', 'id'),
    answers: insert('lf_answer', 'command_id at:int answer'),
    outbox: 'insert into lf_outbox (tenant, id, node, at, hints) values ($1, $2, $3, $4, $5)',
  };

  const set = (tx: Tx, statement: string, lines: readonly Line[]): Promise<unknown> | undefined =>
    lines.length === 0 ? undefined : sql.run(tx, statement, [tx.tenant, JSON.stringify(lines)]);

  const instances = async (tx: Tx, statement: string, lines: readonly Line[]): Promise<readonly string[]> => {
    if (lines.length === 0) return [];
    const rows = await sql.run(tx, statement, [tx.tenant, JSON.stringify(lines)]);
    if (rows.length === lines.length) return [];
    const won = new Set(rows.map((row) => row['id']));
    return lines.map((line) => line[0] as string).filter((id) => !won.has(id));
  };

  return async (tx, writes) => {
    const added = writes.instances.filter((write) => write.after === 0);
    const changed = writes.instances.filter((write) => write.after !== 0);
    const lost = [
      ...(await instances(tx, statements.newInstances, added.map(newInstance))),
      ...(await instances(tx, statements.changedInstances, changed.map(changedInstance))),
    ];
    if (lost.length > 0) return lost;
    const steps: readonly (readonly [string, readonly Line[]])[] = [
      [
        statements.putScopes,
        writes.scopes.put.map(({ instance, n, state }) => [instance, n, encodeScope(state.scopes.get(n) as Scope)]),
      ],
      [statements.dropScopes, writes.scopes.drop.map(keyOf)],
      [statements.newTasks, writes.tasks.add.map(newTask)],
      [statements.changedTasks, writes.tasks.change.map(changedTask)],
      [statements.dropCandidates, writes.candidates.drop.map(candidate)],
      [statements.newCandidates, writes.candidates.add.map(candidate)],
      [statements.caseGroups, writes.caseGroups.map(({ group, caseId }) => [group, caseId])],
      [statements.dropJobs, writes.jobs.drop.map(keyOf)],
      [statements.changedJobs, writes.jobs.change.map(changedJob)],
      [statements.newJobs, writes.jobs.add.map(newJob)],
      [statements.dropTimers, writes.timers.drop.map(keyOf)],
      [statements.laterTimers, writes.timers.delay.map(({ instance, n, dueAt }) => [instance, n, dueAt])],
      [
        statements.newTimers,
        writes.timers.add.map((row) => [row.instance, row.n, encodePath(row.path), row.element, row.dueAt]),
      ],
      [statements.dropSubscriptions, writes.subscriptions.drop.map(keyOf)],
      [
        statements.newSubscriptions,
        writes.subscriptions.add.map((row) => [
          row.instance,
          row.n,
          encodePath(row.path),
          row.element,
          row.message,
          row.key,
        ]),
      ],
      [statements.dropMessages, writes.messages.drop.map((id) => [id])],
      [
        statements.newMessages,
        writes.messages.add.map((row) => [row.id, row.message, row.key, JSON.stringify(row.variables), row.expiresAt]),
      ],
      [statements.dropIncidents, writes.incidents.drop.map(keyOf)],
      [
        statements.newIncidents,
        writes.incidents.add.map((row) => [
          row.instance,
          row.n,
          row.caseId,
          encodePath(row.path),
          row.element,
          row.mode,
          row.code,
          row.message,
          row.openedAt,
        ]),
      ],
      [
        statements.journal,
        writes.journal.map((row) => [
          row.instance,
          row.rev,
          row.at,
          none(row.actor),
          row.command,
          none(row.note),
          encodeEvents(row.events),
        ]),
      ],
      [statements.dropInbox, writes.inbox.drop.map((id) => [id])],
      [statements.laterInbox, writes.inbox.change.map((row) => [row.id, row.dueAt, row.attempts])],
      [statements.newInbox, writes.inbox.add.map((row) => [row.id, row.dueAt, row.attempts, row.command])],
      [statements.answers, writes.answers.map((row) => [row.commandId, row.at, row.answer])],
    ];
    for (const [statement, lines] of steps) await set(tx, statement, lines);
    const { outbox } = writes;
    if (outbox !== undefined) {
      await sql.run(tx, statements.outbox, [tx.tenant, outbox.id, outbox.node, outbox.at, outbox.hints]);
    }
    return [];
  };
};
