import type { Knex } from 'knex';

/** The administration whose data it is: the first part of every key. */
export type TenantId = string;
/** Which database there is; needed only where the two have to be asked differently. */
export type Dialect = 'sqlite' | 'postgres';

/**
 * An open transaction. Every query hangs on one: there is no way to ask the database outside.
 *
 * The same column types serve SQLite and PostgreSQL: instants are `bigInteger` (UTC milliseconds, read back as numbers),
 * flags are `integer` 0/1, JSON is `text` (stringified by whoever writes it), bytes are `binary`, ids are `string`.
 * The primary key of every table begins with `tenant`.
 */
export interface Tx {
  readonly tenant: TenantId;
  readonly dialect: Dialect;
  readonly sql: Knex.Transaction;
  /** The clock's reading when the transaction began, UTC milliseconds. */
  readonly now: number;
}

export interface Database {
  readonly dialect: Dialect;
  /** A consistent snapshot for reading. On SQLite it runs beside the one writer; writing in it fails. */
  read<T>(tenant: TenantId, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** All or nothing. On SQLite writers stand in line: never wait in it for anything outside the database. */
  write<T>(tenant: TenantId, work: (tx: Tx) => Promise<T>): Promise<T>;
}

/** One change of a plugin's own tables. They run once, in the order of their ids, before the plugin starts. */
export interface Migration {
  /** `protocol.001-register`: begins with the plugin's name; never changed once released. */
  readonly id: string;
  up(schema: Knex.SchemaBuilder, sql: Knex.Transaction): Promise<void>;
}
