import type { Knex } from 'knex';
import type { Clock } from '../../plugin/clock.js';
import type { Database, Migration, TenantId, Tx } from '../../plugin/database.js';
import { LibroFirmaError } from '../../plugin/errors.js';
import type { SqlDialect } from '../dialect.js';
import { claimFile, type Claim } from './claim.js';
import { postgresPools, sqlitePools, type Pools } from './clients.js';
import { runMigrations } from './migrate.js';
import { postgresDialect } from './postgres.js';
import { eachFunction, fileOf, sqliteDialect, type SqliteConnection } from './sqlite.js';

export interface DatabaseOptions {
  /** `sqlite:/var/lib/libro-firma/data.db` or `postgres://user:password@host:5432/name`. */
  readonly url: string;
  /** The source of {@link Tx.now}; the system's clock without it. */
  readonly clock?: Clock;
  /** PostgreSQL only: the schema that holds the tables; the user's default one without it. */
  readonly schema?: string;
  /** Connections at most: readers beside the one writer on SQLite (4), all of them on PostgreSQL (10). */
  readonly poolSize?: number;
}

/** The contract's database, and what the engine itself needs of it. */
export interface EngineDatabase extends Database {
  readonly sql: SqlDialect;
  readonly clock: Clock;
  /** Runs what did not run yet, in this order, each in a transaction of its own. Two nodes may do so at once. */
  migrate(migrations: readonly Migration[]): Promise<readonly string[]>;
  /**
   * On SQLite one process at a time may run an engine on a file; a second one is refused while the first lives, however
   * it ends. On PostgreSQL any number of nodes may.
   */
  claim(): Promise<Claim>;
  close(): Promise<void>;
}

const systemClock: Clock = { now: () => Date.now() };

/**
 * Opens a database and sees that it answers.
 *
 * @throws LibroFirmaError `store.url-invalid`, `store.driver-missing`, `store.unreachable`
 */
export const openDatabase = async (options: DatabaseOptions): Promise<EngineDatabase> => {
  const clock = options.clock ?? systemClock;
  if (options.url.startsWith('sqlite:')) {
    const file = fileOf(options.url);
    const pools = await reached(options.url, () => sqlitePools(file, options.poolSize ?? 4));
    const each = await reached(options.url, () => probe(pools), pools);
    return database(pools, sqliteDialect(each), clock, () => claimFile(file));
  }
  if (/^postgres(ql)?:\/\//.test(options.url)) {
    const pools = await postgresPools(options.url, options.schema, options.poolSize ?? 10);
    await reached(options.url, () => pools.writer.raw('select 1'), pools);
    return database(pools, postgresDialect, clock, () => Promise.resolve({ release: () => Promise.resolve() }));
  }
  throw new LibroFirmaError('invalid', 'store.url-invalid', {
    it: `L’indirizzo della base dati deve cominciare con «sqlite:» o «postgres://»; è arrivato «${withoutPassword(options.url)}».`,
    en: `The database address must begin with "sqlite:" or "postgres://"; got "${withoutPassword(options.url)}".`,
  });
};

const probe = (pools: Pools): Promise<'jsonb_each' | 'json_each'> =>
  pools.writer.transaction(async (sql) =>
    eachFunction(
      await (
        sql as unknown as { client: { acquireConnection(): Promise<SqliteConnection> } }
      ).client.acquireConnection(),
    ),
  );

const withoutPassword = (url: string): string => url.replace(/:\/\/([^:@/]*):[^@/]*@/, '://$1:***@');

const reached = async <T>(url: string, work: () => Promise<T>, pools?: Pools): Promise<T> => {
  try {
    return await work();
  } catch (cause) {
    await Promise.all([pools?.writer.destroy(), pools?.reader.destroy()]);
    if (cause instanceof LibroFirmaError) throw cause;
    const why = (cause as Error).message;
    throw new LibroFirmaError(
      'unavailable',
      'store.unreachable',
      {
        it: `La base dati ${withoutPassword(url)} non si apre: ${why}. Controlla indirizzo, permessi e che il servizio sia avviato.`,
        en: `The database ${withoutPassword(url)} cannot be opened: ${why}. Check address, permissions and that it runs.`,
      },
      { cause },
    );
  }
};

const database = (pools: Pools, sql: SqlDialect, clock: Clock, claim: () => Promise<Claim>): EngineDatabase => {
  const dialect = sql.name;
  const within = <T>(tenant: TenantId, work: (tx: Tx) => Promise<T>) => {
    return (transaction: Knex.Transaction): Promise<T> => work({ tenant, dialect, sql: transaction, now: clock.now() });
  };
  const readOnly: Knex.TransactionConfig =
    dialect === 'postgres' ? { readOnly: true, isolationLevel: 'repeatable read' } : {};
  return {
    dialect,
    sql,
    clock,
    claim,
    read: (tenant, work) => waited(pools.reader.transaction(within(tenant, work), readOnly)),
    write: (tenant, work) => waited(pools.writer.transaction(within(tenant, work))),
    migrate: (migrations) => runMigrations(pools.writer, dialect, clock, migrations),
    close: async () => {
      await pools.reader.destroy();
      if (pools.writer !== pools.reader) await pools.writer.destroy();
    },
  };
};

const waited = async <T>(transaction: Promise<T>): Promise<T> => {
  try {
    return await transaction;
  } catch (cause) {
    if ((cause as Error | undefined)?.name !== 'KnexTimeoutError') throw cause;
    throw new LibroFirmaError(
      'unavailable',
      'store.busy',
      {
        it: 'La base dati è occupata da più di trenta secondi. Riprova tra poco.',
        en: 'No connection became free for thirty seconds: a transaction waits for something outside, or for another one.',
      },
      { cause },
    );
  }
};
