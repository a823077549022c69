import { LibroFirmaError } from '../../plugin/errors.js';
import type { Tx } from '../../plugin/database.js';
import { codeOf, connectionOf, type Row, type SqlDialect, type Value } from '../dialect.js';

/** What we use of a statement and a connection of the package `sqlite3`. */
interface Statement {
  all(parameters: readonly Value[], done: (error: Error | null, rows: Row[]) => void): void;
  finalize(done: () => void): void;
}
export interface SqliteConnection {
  prepare(sql: string, done: (error: Error | null) => void): Statement;
  all(sql: string, done: (error: Error | null, rows: Row[]) => void): void;
  close(done: (error: Error | null) => void): void;
}

/** `$1` would be a name to SQLite, counted where it first appears; `?1` is the number itself. */
const numbered = (sql: string): string => sql.replace(/\$(\d)/g, '?$1');

const prepared = new WeakMap<SqliteConnection, Map<string, Promise<Statement>>>();

const statement = (connection: SqliteConnection, sql: string): Promise<Statement> => {
  let statements = prepared.get(connection);
  if (statements === undefined) prepared.set(connection, (statements = new Map()));
  let known = statements.get(sql);
  if (known === undefined) {
    known = new Promise((resolve, reject) => {
      const made = connection.prepare(numbered(sql), (error) => (error === null ? resolve(made) : reject(error)));
    });
    statements.set(sql, known);
    const all = statements;
    known.catch(() => all.delete(sql));
  }
  return known;
};

/** SQLite refuses to close a connection that has prepared statements. */
export const closeConnection = async (connection: SqliteConnection): Promise<void> => {
  const statements = prepared.get(connection);
  prepared.delete(connection);
  for (const known of statements?.values() ?? []) {
    const made = await known.catch(() => undefined);
    if (made !== undefined) await new Promise<void>((resolve) => made.finalize(resolve));
  }
  await new Promise<void>((resolve, reject) =>
    connection.close((error) => (error === null ? resolve() : reject(error))),
  );
};

const all = (connection: SqliteConnection, sql: string): Promise<Row[]> =>
  new Promise((resolve, reject) =>
    connection.all(sql, (error, rows) => (error === null ? resolve(rows) : reject(error))),
  );

/** WAL lets readers run beside the writer; `synchronous=FULL` makes a commit survive a power cut. */
const everywhere = ['busy_timeout=15000', 'foreign_keys=ON', 'synchronous=FULL', 'temp_store=MEMORY'];
const pragmas = {
  writer: ['journal_mode=WAL', ...everywhere, 'cache_size=-65536', 'wal_autocheckpoint=4000'],
  reader: [...everywhere, 'cache_size=-16384', 'query_only=ON'],
} as const;

export const prepareConnection = async (connection: SqliteConnection, use: 'writer' | 'reader'): Promise<void> => {
  for (const pragma of pragmas[use]) await all(connection, `PRAGMA ${pragma}`);
};

/** `jsonb_each` (SQLite 3.51) parses each row once; `json_each` does the same at twice the price. */
export const eachFunction = async (connection: SqliteConnection): Promise<'jsonb_each' | 'json_each'> => {
  try {
    await all(connection, `SELECT json_extract(value, '$[0]') FROM jsonb_each('[[1]]')`);
    return 'jsonb_each';
  } catch {
    return 'json_each';
  }
};

const RETRIED = new Set(['SQLITE_BUSY', 'SQLITE_LOCKED', 'SQLITE_IOERR', 'SQLITE_FULL']);

export const sqliteDialect = (each: 'jsonb_each' | 'json_each'): SqlDialect => ({
  name: 'sqlite',
  rows: (parameter, columns) => {
    const list = columns.map(({ name }, index) => `json_extract(value, '$[${index}]') AS ${name}`);
    return `(SELECT ${list.join(', ')} FROM ${each}(${parameter}))`;
  },
  lock: '',
  lockFree: '',
  by: (index) => `INDEXED BY ${index}`,
  keyed: 'WITHOUT ROWID',
  run: async (tx: Tx, sql, parameters) => {
    const made = await statement(await connectionOf<SqliteConnection>(tx), sql);
    return new Promise((resolve, reject) =>
      made.all(parameters, (error, rows) => (error === null ? resolve(rows) : reject(error))),
    );
  },
  isDuplicate: (error) =>
    codeOf(error) === 'SQLITE_CONSTRAINT' && /UNIQUE|PRIMARY KEY/.test(String((error as Error).message)),
  isTransient: (error) => RETRIED.has(codeOf(error)),
});

export const fileOf = (url: string): string => {
  const path = url.replace(/^sqlite:(\/\/)?/, '');
  if (path === '' || path === ':memory:') {
    throw new LibroFirmaError('invalid', 'store.url-invalid', {
      it: `L’indirizzo della base dati «${url}» non indica un file. Scrivi per esempio sqlite:/var/lib/libro-firma/dati.db.`,
      en: `The database address "${url}" names no file. Write for instance sqlite:/var/lib/libro-firma/data.db.`,
    });
  }
  return path;
};
