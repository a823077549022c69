import { dirname } from 'node:path';
import knex, { type Knex } from 'knex';
import PostgresClient from 'knex/lib/dialects/postgres/index.js';
import SqliteClient from 'knex/lib/dialects/sqlite3/index.js';
import { makeFolder } from '../make-folder.js';
import { LibroFirmaError } from '../../plugin/errors.js';
import { withLateBegin, type PostgresConnection } from './late-begin.js';
import { closeConnection, prepareConnection, type SqliteConnection } from './sqlite.js';
import { typesOf } from './postgres.js';

/** The driver is a peer: whoever installs the engine chooses one, and is told by name which one is missing. */
const driver = async <T>(name: 'sqlite3' | 'pg', load: () => Promise<{ default: T }>): Promise<T> => {
  try {
    return (await load()).default;
  } catch (cause) {
    const { code, message } = cause as { code?: string; message: string };
    const missing = code === 'ERR_MODULE_NOT_FOUND' && message.includes(`'${name}'`);
    throw new LibroFirmaError(
      'unavailable',
      missing ? 'store.driver-missing' : 'store.driver-broken',
      missing
        ? {
            it: `Manca il pacchetto «${name}», che serve per questa base dati. Installalo con: npm install ${name}`,
            en: `The package "${name}" is needed for this database and is not installed. Run: npm install ${name}`,
          }
        : {
            it: `Il pacchetto «${name}» è installato ma non si carica: ${message} Prova con: npm rebuild ${name}`,
            en: `The package "${name}" is installed and cannot be loaded: ${message} Try: npm rebuild ${name}`,
          },
      { where: name, cause },
    );
  }
};

/** knex writes to the console what it also throws; those who catch it decide what is worth a line. */
const silent = { warn: () => undefined, error: () => undefined, deprecate: () => undefined, debug: () => undefined };

const hooks = (use: 'writer' | 'reader') => ({
  afterCreate: (connection: SqliteConnection, done: (error: Error | null, connection: SqliteConnection) => void) => {
    prepareConnection(connection, use).then(
      () => done(null, connection),
      (error: Error) => done(error, connection),
    );
  },
});

/** Takes the write lock at the beginning: a transaction that reads first could otherwise not become a writer. */
class Writer extends SqliteClient {
  override transaction(...parameters: unknown[]): ReturnType<SqliteClient['transaction']> {
    const transaction = super.transaction(...parameters);
    transaction.begin = (connection) => transaction.query(connection, 'BEGIN IMMEDIATE;');
    return transaction;
  }
  override destroyRawConnection(connection: unknown): Promise<void> {
    return closeConnection(connection as SqliteConnection);
  }
}

class Reader extends SqliteClient {
  override destroyRawConnection(connection: unknown): Promise<void> {
    return closeConnection(connection as SqliteConnection);
  }
}

export interface Pools {
  readonly writer: Knex;
  readonly reader: Knex;
}

/**
 * SQLite has one writer; a second pool lets reads run beside it. A transaction that asks for another one while it holds
 * the only writer would wait for itself: it is told so after half a minute.
 */
export const sqlitePools = async (file: string, readers: number): Promise<Pools> => {
  await driver('sqlite3', () => import('sqlite3'));
  makeFolder(dirname(file));
  const pool = (use: 'writer' | 'reader', max: number): Knex =>
    knex({
      client: (use === 'writer' ? Writer : Reader) as unknown as typeof Knex.Client,
      connection: { filename: file },
      useNullAsDefault: true,
      log: silent,
      acquireConnectionTimeout: 30_000,
      pool: { min: 0, max, idleTimeoutMillis: 600_000, ...hooks(use) },
    });
  return { writer: pool('writer', 1), reader: pool('reader', readers) };
};

class Postgres extends PostgresClient {
  override async acquireRawConnection(): Promise<unknown> {
    return withLateBegin((await super.acquireRawConnection()) as PostgresConnection);
  }
}

/**
 * A process that stands still within a transaction (a suspended machine) loses it, well before a lease that it had read
 * there is given to another node.
 */
const LONGEST_PAUSE_MS = 20_000;

export const postgresPools = async (url: string, schema: string | undefined, size: number): Promise<Pools> => {
  const pg = await driver('pg', () => import('pg'));
  const both = knex({
    client: Postgres as unknown as typeof Knex.Client,
    log: silent,
    connection: {
      connectionString: url,
      types: typesOf(pg.types.getTypeParser as never),
      idle_in_transaction_session_timeout: LONGEST_PAUSE_MS,
    } as Knex.PgConnectionConfig,
    ...(schema === undefined ? {} : { searchPath: [schema] }),
    acquireConnectionTimeout: 30_000,
    pool: { min: 0, max: size },
  });
  return { writer: both, reader: both };
};
