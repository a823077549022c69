import type { Dialect, Tx } from '../plugin/database.js';

/** A row as the driver gives it: text, numbers, or nothing. */
export type Row = Readonly<Record<string, string | number | null>>;
export type Value = string | number | null;

export interface Column {
  readonly name: string;
  readonly type: 'text' | 'int';
}

/**
 * All that differs between SQLite and PostgreSQL for the engine's own statements. Those are written once, with their
 * parameters as `$1`, `$2` ...
 */
export interface SqlDialect {
  readonly name: Dialect;
  /**
   * A sub-select that turns the parameter, a JSON text holding an array of arrays, into rows with these columns. One
   * parameter for any number of rows: a call through a driver costs more than a row.
   */
  rows(parameter: `$${number}`, columns: readonly Column[]): string;
  /** Ends a select that holds the rows of `t` until the transaction ends. SQLite has one writer and needs nothing. */
  readonly lock: string;
  /** The same, passing over rows that another node holds. */
  readonly lockFree: string;
  /** Comes after a table's name: SQLite knows nothing of how many rows there are, and takes the wrong index by itself. */
  by(index: string): string;
  /** Ends `create table` for small rows that are found by their key alone. */
  readonly keyed: string;
  /** Runs one fixed statement, prepared once per connection. */
  run(tx: Tx, sql: string, parameters: readonly Value[]): Promise<readonly Row[]>;
  /**
   * The same, as the last thing that happens in its transaction; all of it or nothing, even where the database has not
   * begun one. SQLite has its transaction from the start.
   */
  runLast?(tx: Tx, sql: string, parameters: readonly Value[]): Promise<readonly Row[]>;
  /** A key that was there already. */
  isDuplicate(error: unknown): boolean;
  /** The database was busy, away, or chose this transaction as a victim: the same work may succeed when repeated. */
  isTransient(error: unknown): boolean;
}

/** The connection under a transaction, for {@link SqlDialect.run}; knex keeps one for as long as it lasts. */
export const connectionOf = <C>(tx: Tx): Promise<C> =>
  (tx.sql as unknown as { client: { acquireConnection(): Promise<C> } }).client.acquireConnection();

export const codeOf = (error: unknown): string => {
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' ? code : '';
};
