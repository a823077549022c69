import type { Tx } from '@libro-firma/engine/plugin';
import type { Knex } from 'knex';
import { endOfDay, lastDayOf, dateOf, startOfDay } from '../calendar.js';
import type { Period } from '../ports.js';

/** Rows of a hand-written statement; the two drivers answer in different shapes. */
export const rowsOf = async <R>(tx: Tx, sql: string, bindings: Knex.ValueDict): Promise<readonly R[]> => {
  const answer: unknown = await tx.sql.raw(sql, bindings);
  return tx.dialect === 'postgres' ? (answer as { rows: R[] }).rows : (answer as R[]);
};

/** The condition that a row of the table with this alias holds at `:at`. */
export const holds = (alias: string): string =>
  `${alias}.valid_from <= :at and (${alias}.valid_to is null or ${alias}.valid_to > :at)`;

/** The same for a query builder. */
export const holdingAt =
  (at: number, table?: string) =>
  (query: Knex.QueryBuilder): void => {
    const column = (name: string): string => (table === undefined ? name : `${table}.${name}`);
    void query
      .where(column('valid_from'), '<=', at)
      .where((end) => void end.whereNull(column('valid_to')).orWhere(column('valid_to'), '>', at));
  };

export interface PeriodRow {
  readonly valid_from: number;
  readonly valid_to: number | null;
}

export const periodRow = (period: Period): PeriodRow => ({
  valid_from: startOfDay(period.validFrom),
  valid_to: period.validTo === undefined ? null : endOfDay(period.validTo),
});

export const periodOf = (row: PeriodRow): Period => ({
  validFrom: dateOf(row.valid_from),
  ...(row.valid_to === null ? {} : { validTo: lastDayOf(row.valid_to) }),
});

/** Rows a statement: well below the parameters that one statement may have. */
const CHUNK = 200;

/** Inserts rows, or replaces the columns of those whose key is there already. */
export const upsert = async (
  tx: Tx,
  table: string,
  key: readonly string[],
  rows: readonly Readonly<Record<string, string | number | null>>[],
  keep: readonly string[] = [],
): Promise<void> => {
  for (let start = 0; start < rows.length; start += CHUNK) {
    const chunk = rows.slice(start, start + CHUNK).map((row) => ({ tenant: tx.tenant, ...row }));
    const columns = Object.keys(chunk[0] ?? {}).filter(
      (column) => column !== 'tenant' && !key.includes(column) && !keep.includes(column),
    );
    await tx
      .sql(table)
      .insert(chunk)
      .onConflict(['tenant', ...key])
      .merge(columns);
  }
};
