import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../plugin/clock.js';
import type { Dialect, Migration } from '../plugin/database.js';
import { openDatabase, type EngineDatabase } from '../store/index.js';

/** A database of one test. */
export interface TestDatabase extends EngineDatabase {
  /** The same database through connections of its own: another node, or the same one started again. */
  reopen(): Promise<EngineDatabase>;
  /** Closes it and removes it with all that is in it. */
  drop(): Promise<void>;
}

/** What the database is to have from the beginning. */
export interface TestDatabaseOptions {
  readonly clock?: Clock;
  /** Run at once. */
  readonly migrations?: readonly Migration[];
  /** Without it: PostgreSQL when `LF_TEST_POSTGRES` holds an address, else SQLite. */
  readonly dialect?: Dialect;
}

/** The databases that can be tried here: SQLite always, PostgreSQL when `LF_TEST_POSTGRES` holds an address. */
export const testDialects = (): readonly Dialect[] =>
  process.env['LF_TEST_POSTGRES'] === undefined ? ['sqlite'] : ['sqlite', 'postgres'];

/** An empty database of its own: a file in a temporary folder, or a schema of the PostgreSQL at `LF_TEST_POSTGRES`. */
export const testDatabase = async (options: TestDatabaseOptions = {}): Promise<TestDatabase> => {
  const url = process.env['LF_TEST_POSTGRES'];
  const dialect = options.dialect ?? (url === undefined ? 'sqlite' : 'postgres');
  if (dialect === 'sqlite') return sqlite(options);
  if (url === undefined) throw new Error('LF_TEST_POSTGRES must hold the address of a PostgreSQL');
  return postgres(url, options);
};

const clocked = (options: TestDatabaseOptions): { clock?: Clock } =>
  options.clock === undefined ? {} : { clock: options.clock };

const sqlite = async (options: TestDatabaseOptions): Promise<TestDatabase> => {
  const folder = await mkdtemp(join(tmpdir(), 'lf-test-'));
  const reopen = (): Promise<EngineDatabase> =>
    openDatabase({ url: `sqlite:${join(folder, 'test.db')}`, ...clocked(options) });
  const database = await reopen();
  await database.migrate(options.migrations ?? []);
  return {
    ...database,
    reopen,
    drop: async () => {
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

const postgres = async (url: string, options: TestDatabaseOptions): Promise<TestDatabase> => {
  const schema = `lf_test_${randomBytes(6).toString('hex')}`;
  const reopen = (): Promise<EngineDatabase> => openDatabase({ url, schema, ...clocked(options) });
  const database = await reopen();
  await database.write('test', (tx) => tx.sql.raw(`create schema ${schema}`));
  await database.migrate(options.migrations ?? []);
  return {
    ...database,
    reopen,
    drop: async () => {
      await database.write('test', (tx) => tx.sql.raw(`drop schema ${schema} cascade`));
      await database.close();
    },
  };
};
