import { expect } from 'chai';
import { withLateBegin, type PostgresConnection } from '../../src/store/knex/late-begin.js';

/** A connection that writes down what reaches the server. */
const recording = (): { readonly sent: string[]; readonly connection: PostgresConnection } => {
  const sent: string[] = [];
  const query = (wanted: string | { readonly text: string }): Promise<{ rows: never[] }> => {
    const text = typeof wanted === 'string' ? wanted : wanted.text;
    sent.push(text);
    return text === 'fails' ? Promise.reject(new Error('no')) : Promise.resolve({ rows: [] });
  };
  const connection = withLateBegin({ query, queryLast: query, end: () => Promise.resolve() });
  return { sent, connection };
};

describe('a transaction on PostgreSQL that begins late', () => {
  it('is never begun when nothing is asked in it', async () => {
    const { sent, connection } = recording();
    await connection.query('BEGIN;');
    await connection.query('COMMIT;');
    expect(sent).to.deep.equal([]);
  });

  it('begins with the first thing that is asked, and ends as usual', async () => {
    const { sent, connection } = recording();
    await connection.query('BEGIN;');
    await connection.query({ text: 'select' });
    await connection.query({ text: 'insert' });
    await connection.query('COMMIT;');
    expect(sent).to.deep.equal(['BEGIN', 'select', 'insert', 'COMMIT;']);
  });

  it('is the last change alone when that is all', async () => {
    const { sent, connection } = recording();
    await connection.query('BEGIN;');
    await connection.queryLast({ text: 'change' });
    await connection.query('COMMIT;');
    expect(sent).to.deep.equal(['change']);
  });

  it('holds the last change together with what came before it', async () => {
    const { sent, connection } = recording();
    await connection.query('BEGIN;');
    await connection.query({ text: 'insert' });
    await connection.queryLast({ text: 'change' });
    await connection.query('ROLLBACK');
    expect(sent).to.deep.equal(['BEGIN', 'insert', 'change', 'ROLLBACK']);
  });

  it('has nothing to undo when its only change has failed, and the next one is new', async () => {
    const { sent, connection } = recording();
    await connection.query('BEGIN;');
    await connection.queryLast({ text: 'fails' }).catch(() => undefined);
    await connection.query('ROLLBACK');
    await connection.query('BEGIN;');
    await connection.query({ text: 'insert' });
    await connection.query('COMMIT;');
    expect(sent).to.deep.equal(['fails', 'BEGIN', 'insert', 'COMMIT;']);
  });

  it('begins at once where a mode is asked for', async () => {
    const { sent, connection } = recording();
    await connection.query('BEGIN TRANSACTION READ ONLY;');
    await connection.query({ text: 'select' });
    await connection.query('COMMIT;');
    expect(sent).to.deep.equal(['BEGIN TRANSACTION READ ONLY;', 'select', 'COMMIT;']);
  });

  it('answers whoever gave a callback', async () => {
    const { connection } = recording();
    const told = new Promise(
      (resolve) => void connection.query('BEGIN;', (_: unknown, result: unknown) => resolve(result)),
    );
    expect(await told).to.include({ command: 'BEGIN' });
  });
});
