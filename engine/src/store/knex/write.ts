import type { Scope } from '../../core/state.js';
import type { Tx } from '../../plugin/database.js';
import type { SqlDialect } from '../dialect.js';
import type { Writes } from '../port.js';
import { encodeScope } from './state-codec.js';
import { runTogether } from './run-changes.js';
import { deleteRows, insertRows, updateRows } from './statements.js';
import {
  JOB_PROGRESS,
  TASK_PROGRESS,
  candidate,
  changedInstance,
  changedJob,
  changedTask,
  journal,
  keyOf,
  laterTimer,
  movedInstance,
  newIncident,
  newInstance,
  newJob,
  newMessage,
  newSubscription,
  newTask,
  newTimer,
  type Line,
} from './lines.js';

interface Statement {
  readonly text: string;
  readonly table: string;
  /** The lines are keys of rows that go. */
  readonly drops?: true;
}

/** One set statement: the rows that it is for, and how one becomes a line of its parameter. */
interface Part {
  readonly statement: Statement;
  lines(writes: Writes): readonly Line[];
}

/** A part that a commit has something for. */
export interface Change {
  readonly statement: Statement;
  readonly lines: readonly Line[];
}

const part = <R>(statement: Statement, rows: (writes: Writes) => readonly R[], line: (row: R) => Line): Part => ({
  statement,
  lines: (writes) => rows(writes).map(line),
});

const INSTANCE =
  'id definition_id process_id case_id parent_id mode confidential:int state title search started_by started_at:int ended_at:int incidents:int rev:int next_n:int data';

/** The instances come first: without them nothing else is written. */
const instanceParts = (sql: SqlDialect): readonly Part[] => [
  part(
    { table: 'lf_instance', text: insertRows(sql, 'lf_instance', INSTANCE, 'on conflict do nothing returning id') },
    ({ instances }) => instances.filter(({ after }) => after === 0),
    newInstance,
  ),
  part(
    updateInstances(sql, ' data'),
    ({ instances }) => instances.filter(({ after, outermost }) => after !== 0 && outermost),
    changedInstance,
  ),
  part(
    updateInstances(sql, ''),
    ({ instances }) => instances.filter(({ after, outermost }) => after !== 0 && !outermost),
    movedInstance,
  ),
];

const updateInstances = (sql: SqlDialect, data: string): Statement => {
  const changed = `rev:int state ended_at:int incidents:int next_n:int${data}`;
  const update = updateRows(sql, 'lf_instance', 'id', changed, { column: 'rev', value: 'after' });
  return { table: 'lf_instance', text: `${update} returning id` };
};

/** Everything else, what goes before what comes. */
const otherParts = (sql: SqlDialect): readonly Part[] => {
  const add = (table: string, list: string, ending?: string): Statement => ({
    table,
    text: insertRows(sql, table, list, ending),
  });
  const change = (table: string, keys: string, list: string): Statement => ({
    table,
    text: updateRows(sql, table, keys, list),
  });
  const drop = (table: string, keys: string): Statement => ({ table, text: deleteRows(sql, table, keys), drops: true });
  const key = 'instance n:int';
  return [
    part(
      add('lf_scope', `${key} data`, 'on conflict (tenant, instance, n) do update set data = excluded.data'),
      ({ scopes }) => scopes.put,
      ({ instance, n, state }): Line => [instance, n, encodeScope(state.scopes.get(n) as Scope)],
    ),
    part(drop('lf_scope', key), ({ scopes }) => scopes.drop, keyOf),
    part(
      add('lf_task', `${key} case_id path element name type mode created_at:int due_at:int ${TASK_PROGRESS} data`),
      ({ tasks }) => tasks.add,
      newTask,
    ),
    part(change('lf_task', key, TASK_PROGRESS), ({ tasks }) => tasks.change, changedTask),
    part(
      drop('lf_task_candidate', `grp due_at:int created_at:int ${key}`),
      ({ candidates }) => candidates.drop,
      candidate,
    ),
    part(
      add('lf_task_candidate', `grp due_at:int created_at:int ${key}`, 'on conflict do nothing'),
      ({ candidates }) => candidates.add,
      candidate,
    ),
    part(
      add('lf_case_group', 'grp case_id', 'on conflict do nothing'),
      ({ caseGroups }) => caseGroups,
      ({ group, caseId }): Line => [group, caseId],
    ),
    part(drop('lf_job', key), ({ jobs }) => jobs.drop, keyOf),
    part(change('lf_job', key, JOB_PROGRESS), ({ jobs }) => jobs.change, changedJob),
    part(
      add('lf_job', `${key} case_id path element name type mode confidential:int ${JOB_PROGRESS} data`),
      ({ jobs }) => jobs.add,
      newJob,
    ),
    part(drop('lf_timer', key), ({ timers }) => timers.drop, keyOf),
    part(change('lf_timer', key, 'due_at:int'), ({ timers }) => timers.delay, laterTimer),
    part(add('lf_timer', `${key} path element due_at:int`), ({ timers }) => timers.add, newTimer),
    part(drop('lf_subscription', key), ({ subscriptions }) => subscriptions.drop, keyOf),
    part(
      add('lf_subscription', `${key} path element message corr_key`),
      ({ subscriptions }) => subscriptions.add,
      newSubscription,
    ),
    part(
      drop('lf_message', 'id'),
      ({ messages }) => messages.drop,
      (id): Line => [id],
    ),
    part(add('lf_message', 'id message corr_key variables expires_at:int'), ({ messages }) => messages.add, newMessage),
    part(drop('lf_incident', key), ({ incidents }) => incidents.drop, keyOf),
    part(
      add('lf_incident', `${key} case_id path element mode code message message_en opened_at:int`),
      ({ incidents }) => incidents.add,
      newIncident,
    ),
    part(add('lf_journal', 'instance rev:int at:int actor command note events'), (writes) => writes.journal, journal),
    part(
      drop('lf_inbox', 'id'),
      ({ inbox }) => inbox.drop,
      (id): Line => [id],
    ),
    part(
      change('lf_inbox', 'id', 'due_at:int attempts:int'),
      ({ inbox }) => inbox.change,
      ({ id, dueAt, attempts }): Line => [id, dueAt, attempts],
    ),
    part(
      add('lf_inbox', 'id due_at:int attempts:int command', 'on conflict do nothing'),
      ({ inbox }) => inbox.add,
      ({ id, dueAt, attempts, command }): Line => [id, dueAt, attempts, command],
    ),
    part(
      add('lf_answer', 'command_id at:int answer'),
      ({ answers }) => answers,
      ({ commandId, at, answer }): Line => [commandId, at, answer],
    ),
    part(
      add('lf_outbox', 'id node at:int hints'),
      ({ outbox }) => (outbox === undefined ? [] : [outbox]),
      ({ id, node, at, hints }): Line => [id, node, at, hints],
    ),
  ];
};

const changesOf = (parts: readonly Part[], writes: Writes): readonly Change[] =>
  parts.flatMap(({ statement, lines: linesOf }) => {
    const lines = linesOf(writes);
    return lines.length === 0 ? [] : [{ statement, lines }];
  });

/** The writing half of the commit store: a few set statements a commit, one for each table and kind of change. */
export const writer = (sql: SqlDialect): ((tx: Tx, writes: Writes) => Promise<readonly string[]>) => {
  const [first, others] = [instanceParts(sql), otherParts(sql)];
  const run = runTogether(sql);
  return (tx, writes) => run(tx, changesOf(first, writes), changesOf(others, writes));
};
