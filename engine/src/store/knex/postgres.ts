import { codeOf, connectionOf, type SqlDialect } from '../dialect.js';
import type { PostgresConnection } from './late-begin.js';

const INT8 = 20;

/** Instants are milliseconds, well within a double: `bigint` is read as a number on both databases. */
export const typesOf = (parserFor: (oid: number, format?: 'text' | 'binary') => unknown) => ({
  getTypeParser: (oid: number, format?: 'text' | 'binary') => (oid === INT8 ? Number : parserFor(oid, format)),
});

/** A prepared statement's name has at most 63 bytes: a number for each text, given once. */
const names = new Map<string, string>();
const nameOf = (sql: string): string => {
  let name = names.get(sql);
  if (name === undefined) names.set(sql, (name = `lf${names.size}`));
  return name;
};

const CASTS = { text: '', int: '::bigint' } as const;

/** Serialisation failure, deadlock, lock not available; then what happens when the server goes away. */
const RETRIED = /^(40001|40P01|55P03|57P0[123]|08...|53...|ECONN.*|EPIPE|ETIMEDOUT)$/;

/** The driver has no code for these. */
const LOST_CONNECTION = /connection terminated|connection.*closed|connection error and is not queryable/i;

export const postgresDialect: SqlDialect = {
  name: 'postgres',
  rows: (parameter, columns) => {
    const list = columns.map(({ name, type }, index) => `(value ->> ${index})${CASTS[type]} AS ${name}`);
    return `(SELECT ${list.join(', ')} FROM jsonb_array_elements(${parameter}::jsonb))`;
  },
  lock: 'FOR UPDATE OF t',
  lockFree: 'FOR UPDATE OF t SKIP LOCKED',
  by: () => '',
  keyed: '',
  run: async (tx, sql, parameters) => {
    const connection = await connectionOf<PostgresConnection>(tx);
    return (await connection.query({ name: nameOf(sql), text: sql, values: parameters })).rows;
  },
  runLast: async (tx, sql, parameters) => {
    const connection = await connectionOf<PostgresConnection>(tx);
    return (await connection.queryLast({ name: nameOf(sql), text: sql, values: parameters })).rows;
  },
  isDuplicate: (error) => codeOf(error) === '23505',
  isTransient: (error) =>
    RETRIED.test(codeOf(error)) || LOST_CONNECTION.test(String((error as Error | undefined)?.message)),
};
