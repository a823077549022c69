import type { Row, Value } from '../dialect.js';

/** What a query is given as; knex passes a text or an object, and a callback. */
type Query = string | { readonly text: string; readonly name?: string; readonly values?: readonly Value[] };
type Callback = (error: Error | null, result: { rows: Row[]; rowCount: number; command: string }) => void;

/** What we use of a connection of the package `pg`. */
export interface PostgresConnection {
  query(query: Query, ...rest: unknown[]): Promise<{ rows: Row[] }>;
  /**
   * The last change of a transaction: where nothing has been asked before, it is a transaction by itself, which PostgreSQL
   * begins and commits around every statement, and costs one way to the server instead of three.
   */
  queryLast(query: Query): Promise<{ rows: Row[] }>;
  end(): Promise<void>;
}

const BEGINS = /^begin\b/i;
const ENDS = /^(commit|rollback);?$/i;

/**
 * Makes a connection begin a transaction when the first thing is asked within it. One in which nothing was asked is never
 * begun; one that was a single last change has ended with it.
 */
export const withLateBegin = (connection: PostgresConnection): PostgresConnection => {
  const send = connection.query.bind(connection);
  let transaction: 'none' | 'due' | 'open' | 'over' = 'none';
  const query = (wanted: Query, ...rest: unknown[]): Promise<{ rows: Row[] }> => {
    const text = typeof wanted === 'string' ? wanted : wanted.text;
    if (text === 'BEGIN;') {
      transaction = 'due';
      return answer('BEGIN', rest);
    }
    if (BEGINS.test(text)) transaction = 'open';
    if (ENDS.test(text)) {
      const begun = transaction === 'open';
      transaction = 'none';
      return begun ? send(wanted, ...rest) : answer(text, rest);
    }
    if (transaction === 'due') {
      transaction = 'open';
      // Sent first, answered first; it fails only with the connection, and nothing may run outside then.
      send('BEGIN').catch(() => connection.end());
    }
    return send(wanted, ...rest);
  };
  return Object.assign(connection, {
    query,
    queryLast: (wanted: Query): Promise<{ rows: Row[] }> => {
      if (transaction !== 'due') return query(wanted);
      transaction = 'over';
      return send(wanted);
    },
  });
};

const answer = (command: string, rest: readonly unknown[]): Promise<{ rows: Row[] }> => {
  const result = { rows: [], rowCount: 0, command };
  const callback = rest.find((one): one is Callback => typeof one === 'function');
  callback?.(null, result);
  return Promise.resolve(result);
};
