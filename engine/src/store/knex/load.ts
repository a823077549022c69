import type { Scope, State } from '../../core/state.js';
import type { Tx } from '../../plugin/database.js';
import type { Row, SqlDialect, Value } from '../dialect.js';
import { MOST_RECEIVERS, type CommitStore, type Key } from '../port.js';
import {
  decodeIncident,
  decodeInbox,
  decodeJob,
  decodeMessage,
  decodeSubscription,
  decodeTask,
  JOB_COLUMNS,
  TASK_COLUMNS,
} from './rows.js';
import { decodeInstance, decodeScope, INSTANCE_COLUMNS } from './state-codec.js';
import { selectFirstRows, selectRows } from './statements.js';

const keysOf = (keys: readonly Key[]): Value[][] => keys.map(({ instance, n }) => [instance, n]);
const listOf = (values: readonly string[]): Value[][] => values.map((value) => [value]);

/** The reading half of {@link CommitStore}: one query a kind, whatever the number of rows. */
export const loaders = (sql: SqlDialect): Omit<CommitStore, 'write'> => {
  const statements = {
    states: selectRows(sql, 'lf_instance', 'id', INSTANCE_COLUMNS, `order by t.id ${sql.lock}`),
    scopes: selectRows(sql, 'lf_scope', 'instance n:int', 't.instance, t.data'),
    allScopes: selectRows(sql, 'lf_scope', 'instance', 't.instance, t.data'),
    answers: selectRows(sql, 'lf_answer', 'command_id', 't.command_id, t.answer'),
    tasks: selectRows(sql, 'lf_task', 'instance n:int', TASK_COLUMNS),
    jobs: selectRows(sql, 'lf_job', 'instance n:int', JOB_COLUMNS, sql.lock),
    waitingJobs: selectRows(sql, 'lf_job', 'corr_key', JOB_COLUMNS),
    incidents: selectRows(sql, 'lf_incident', 'instance n:int', 't.*'),
    subscriptions: `${selectFirstRows(sql, 'lf_subscription', 'lf_subscription_by_message', 'instance')}, t.n`,
    messages: selectFirstRows(sql, 'lf_message', 'lf_message_by_name', 'id'),
    messageStarts: selectRows(
      sql,
      'lf_message_start',
      'message',
      't.message, t.process_id, t.definition_id, t.element',
    ),
    published: selectRows(
      sql,
      'lf_definition',
      'process_id',
      't.process_id, t.id',
      `and t.state = 'published' order by t.process_id, t.version`,
    ),
    inbox: selectRows(sql, 'lf_inbox', 'id', 't.id, t.due_at, t.attempts, t.command', `order by t.id ${sql.lockFree}`),
    dueJobs: `select ${JOB_COLUMNS} from lf_job t where t.tenant = $1 and t.state <> 'waiting' and t.due_at <= $3
      and t.type in (select r.type from ${sql.rows('$2', [{ name: 'type', type: 'text' }])} r)
      order by t.due_at limit $4 ${sql.lockFree}`,
  };

  const by = async (tx: Tx, statement: string, rows: readonly Value[][]): Promise<readonly Row[]> =>
    rows.length === 0 ? [] : sql.run(tx, statement, [tx.tenant, JSON.stringify(rows)]);

  const firstOf = async (
    tx: Tx,
    statement: string,
    wanted: readonly Wanted[],
    most: number,
  ): Promise<readonly Row[]> =>
    wanted.length === 0 ? [] : sql.run(tx, statement, [tx.tenant, JSON.stringify(pairs(wanted)), most]);

  return {
    states: async (tx, ids) => (await by(tx, statements.states, listOf(ids))).map(decodeInstance),

    scopes: async (tx, states, wanted) => {
      const some: Value[][] = [];
      const all: string[] = [];
      for (const [instance, which] of wanted) {
        if (which === 'all') all.push(instance);
        else for (const n of which) some.push([instance, n]);
      }
      const rows = [...(await by(tx, statements.scopes, some)), ...(await by(tx, statements.allScopes, listOf(all)))];
      const found = new Map<string, Map<number, Scope>>();
      for (const row of rows) {
        const instance = row['instance'] as string;
        const known = states.get(instance);
        if (known === undefined) continue;
        let scopes = found.get(instance);
        if (scopes === undefined) found.set(instance, (scopes = new Map(known.scopes)));
        const scope = decodeScope(row['data'] as string);
        if (!scopes.has(scope.n)) scopes.set(scope.n, scope);
      }
      return new Map<string, State>(
        [...found].map(([id, scopes]) => [id, { instance: (states.get(id) as State).instance, scopes }]),
      );
    },

    answers: async (tx, ids) =>
      new Map(
        (await by(tx, statements.answers, listOf(ids))).map((row) => [
          row['command_id'] as string,
          row['answer'] as string,
        ]),
      ),
    tasks: async (tx, keys) => (await by(tx, statements.tasks, keysOf(keys))).map(decodeTask),
    jobs: async (tx, keys) => (await by(tx, statements.jobs, keysOf(keys))).map(decodeJob),
    waitingJobs: async (tx, keys) => (await by(tx, statements.waitingJobs, listOf(keys))).map(decodeJob),
    incidents: async (tx, keys) => (await by(tx, statements.incidents, keysOf(keys))).map(decodeIncident),
    subscriptions: async (tx, wanted) =>
      (await firstOf(tx, statements.subscriptions, wanted, wanted.length + MOST_RECEIVERS)).map(decodeSubscription),
    messages: async (tx, wanted) => (await firstOf(tx, statements.messages, wanted, MOST_KEPT)).map(decodeMessage),
    messageStarts: async (tx, messages) =>
      (await by(tx, statements.messageStarts, listOf(messages))).map((row) => ({
        message: row['message'] as string,
        processId: row['process_id'] as string,
        definitionId: row['definition_id'] as string,
        element: row['element'] as string,
      })),
    published: async (tx, processIds) =>
      new Map(
        (await by(tx, statements.published, listOf(processIds))).map((row) => [
          row['process_id'] as string,
          row['id'] as string,
        ]),
      ),
    inbox: async (tx, ids) => (await by(tx, statements.inbox, listOf(ids))).map(decodeInbox),
    dueJobs: async (tx, types, limit) =>
      (await sql.run(tx, statements.dueJobs, [tx.tenant, JSON.stringify(listOf(types)), tx.now, limit])).map(decodeJob),
  };
};

interface Wanted {
  readonly message: string;
  readonly key: string;
}

/** Kept messages of one name and key that are looked at; the others have their turn when these are gone. */
const MOST_KEPT = 256;

const pairs = (wanted: readonly Wanted[]): Value[][] => {
  const once = new Map(wanted.map(({ message, key }) => [JSON.stringify([message, key]), [message, key]]));
  return [...once.values()];
};
