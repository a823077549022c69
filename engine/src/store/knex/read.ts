import type { Event } from '../../core/events.js';
import type { Scope, State } from '../../core/state.js';
import type { Tx } from '../../plugin/database.js';
import type { Row } from '../dialect.js';
import type { TaskRow } from '../port.js';
import { decodeEvents } from './event-codec.js';
import { decodeTask, TASK_COLUMNS } from './rows.js';
import { decodeInstance, decodeScope, INSTANCE_COLUMNS } from './state-codec.js';

/** Reads for people, beside the writer: nothing is held. */

/** An instance with its outermost scope, or with all of them. */
export const readState = async (tx: Tx, id: string, scopes: 'outermost' | 'all'): Promise<State | undefined> => {
  const row = (await tx
    .sql('lf_instance as t')
    .where({ 't.tenant': tx.tenant, 't.id': id })
    .first(tx.sql.raw(INSTANCE_COLUMNS))) as Row | undefined;
  if (row === undefined) return undefined;
  const state = decodeInstance(row);
  if (scopes === 'outermost') return state;
  const rows = (await tx.sql('lf_scope').where({ tenant: tx.tenant, instance: id }).select('data')) as readonly {
    readonly data: string;
  }[];
  const all = new Map<number, Scope>(state.scopes);
  for (const { data } of rows) {
    const scope = decodeScope(data);
    all.set(scope.n, scope);
  }
  return { instance: state.instance, scopes: all };
};

export interface JournalEntry {
  readonly instance: string;
  readonly rev: number;
  readonly at: number;
  readonly actor: string | undefined;
  readonly command: string;
  readonly note: string | undefined;
  readonly steps: readonly (readonly Event[])[];
}

/** What has happened to instances, in the order in which it happened. */
export const readJournal = async (tx: Tx, instances: readonly string[]): Promise<readonly JournalEntry[]> => {
  const rows = (await tx
    .sql('lf_journal')
    .where({ tenant: tx.tenant })
    .whereIn('instance', [...instances])
    .orderBy(['at', 'instance', 'rev'])) as readonly Row[];
  return rows.map((row) => ({
    instance: row['instance'] as string,
    rev: row['rev'] as number,
    at: row['at'] as number,
    actor: (row['actor'] as string | null) ?? undefined,
    command: row['command'] as string,
    note: (row['note'] as string | null) ?? undefined,
    steps: decodeEvents(row['events'] as string),
  }));
};

/** Columns of a task aliased `t`, for {@link taskOf}. */
export const taskColumns = TASK_COLUMNS;
export const taskOf = (row: Row): TaskRow => decodeTask(row);
