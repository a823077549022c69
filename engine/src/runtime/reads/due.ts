import type { Tx } from '../../plugin/database.js';
import { decodePath, type InboxRow, type Row, type TimerRow } from '../../store/index.js';
import type { StartTimerRow } from '../works/start-timer.js';

/** What the workers look for: small queries on an index, beside the writer. */
export const dueTimers = async (tx: Tx, limit: number): Promise<readonly TimerRow[]> => {
  const rows = (await tx
    .sql('lf_timer')
    .where({ tenant: tx.tenant })
    .where('due_at', '<=', tx.now)
    .orderBy('due_at')
    .limit(limit)) as readonly Row[];
  return rows.map((row) => ({
    instance: row['instance'] as string,
    n: row['n'] as number,
    path: decodePath(row['path'] as string),
    element: row['element'] as string,
    dueAt: row['due_at'] as number,
  }));
};

export const dueStartTimers = async (tx: Tx, limit: number): Promise<readonly StartTimerRow[]> =>
  (await tx
    .sql('lf_start_timer')
    .where({ tenant: tx.tenant })
    .where('due_at', '<=', tx.now)
    .orderBy('due_at')
    .limit(limit)) as readonly StartTimerRow[];

/** When the next timer after now is due. */
export const nextTimerAt = async (tx: Tx): Promise<number | undefined> => {
  const after = async (table: string): Promise<number | undefined> => {
    const row = (await tx
      .sql(table)
      .where({ tenant: tx.tenant })
      .where('due_at', '>', tx.now)
      .orderBy('due_at')
      .first('due_at')) as { due_at: number } | undefined;
    return row?.due_at;
  };
  const found = [await after('lf_timer'), await after('lf_start_timer')].filter((at) => at !== undefined);
  return found.length === 0 ? undefined : Math.min(...found);
};

export const dueInbox = async (tx: Tx, limit: number): Promise<readonly InboxRow[]> => {
  const rows = (await tx
    .sql('lf_inbox')
    .where({ tenant: tx.tenant })
    .where('due_at', '<=', tx.now)
    .orderBy(['due_at', 'id'])
    .limit(limit)) as readonly Row[];
  return rows.map((row) => ({
    id: row['id'] as string,
    dueAt: row['due_at'] as number,
    attempts: row['attempts'] as number,
    command: row['command'] as string,
  }));
};

export const hasDueJobs = async (tx: Tx, types: readonly string[]): Promise<boolean> =>
  (await tx
    .sql('lf_job')
    .where({ tenant: tx.tenant })
    .where('due_at', '<=', tx.now)
    .whereNot('state', 'waiting')
    .whereIn('type', [...types])
    .first('instance')) !== undefined;

/** When the next job becomes due; retries and leases of others. */
export const nextJobAt = async (tx: Tx): Promise<number | undefined> => {
  const row = (await tx
    .sql('lf_job')
    .where({ tenant: tx.tenant })
    .where('due_at', '>', tx.now)
    .whereNot('state', 'waiting')
    .orderBy('due_at')
    .first('due_at')) as { due_at: number } | undefined;
  return row?.due_at;
};
