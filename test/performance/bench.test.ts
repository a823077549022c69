import { openDatabase } from '@libro-firma/engine';
import { testDatabase, testDialects } from '@libro-firma/engine/testing';
import { expect } from 'chai';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sqlite3 from 'sqlite3';
import { ourTenFunctions, ourTenServices, ourUserTasks } from './ours.js';
import { peerTenFunctions, peerTenServices, peerUserTasks } from './peer.js';

const CLIENTS = 4;
const CASES = 12;

/** Rows of a closed file, as another process would read them. */
const rowsOf = (file: string, sql: string): Promise<readonly Record<string, unknown>[]> =>
  new Promise((resolve, reject) => {
    const db = new sqlite3.Database(file);
    db.all(sql, (error, rows) => db.close(() => (error === null ? resolve(rows as never) : reject(error))));
  });

/** `npm run benchmark` compares like with like: every case that is counted has ended, and its end is in the database. */
describe('the benchmark, played small', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lf-bench-'));
  });
  after(() => rm(folder, { recursive: true }));

  /** Each run begins with as many cases again, to warm up. */
  const expectEnded = (states: readonly unknown[]): void => {
    expect(states).to.have.length(2 * CASES);
    expect(new Set(states)).to.deep.equal(new Set(['completed']));
  };

  for (const [what, run, steps] of [
    ['user tasks', ourUserTasks, 2],
    ['ten services', ourTenServices, 11],
    ['ten functions', ourTenFunctions, 11],
  ] as const) {
    it(`has our ${what} done on SQLite`, async () => {
      const file = join(folder, `ours-${what}.db`);
      expect(await run(`sqlite:${file}`, CLIENTS, CASES)).to.be.above(0);
      const rows = await rowsOf(file, 'select state, rev from lf_instance');
      expectEnded(rows.map(({ state }) => state));
      expect(new Set(rows.map(({ rev }) => rev)), 'every step was one of its own').to.deep.equal(new Set([steps]));
    });

    if (testDialects().includes('postgres')) {
      it(`has our ${what} done on PostgreSQL`, async () => {
        const database = await testDatabase({ dialect: 'postgres' });
        const [row] = (await database.read('t', ({ sql }) => sql.select(sql.raw('current_schema() as name')))) as {
          name: string;
        }[];
        await run(process.env['LF_TEST_POSTGRES'] ?? '', CLIENTS, CASES, row?.name);
        const states = await database.read('t', ({ sql }) => sql('lf_instance').pluck('state'));
        await database.drop();
        expectEnded(states as readonly unknown[]);
      });
    }
  }

  for (const [what, run] of [
    ['user tasks', peerUserTasks],
    ['ten services', peerTenServices],
    ['ten functions', peerTenFunctions],
  ] as const) {
    it(`has the peer's ${what} done, and their states saved`, async () => {
      const file = join(folder, `peer-${what}.db`);
      expect(await run(file, CLIENTS, CASES)).to.be.above(0);
      const rows = await rowsOf(file, 'select json from state');
      expect(rows).to.have.length(CASES);
      for (const { json } of rows) {
        const { definitions } = JSON.parse(json as string) as { definitions: { execution: { status: string } }[] };
        expect(definitions.map(({ execution }) => execution.status)).to.deep.equal(['completed']);
      }
    });
  }

  it('has us wait for the disk at every commit, as the peer does', async () => {
    const database = await openDatabase({ url: `sqlite:${join(folder, 'pragmas.db')}` });
    const asked = await database.write('t', async ({ sql }) => [
      await sql.raw('pragma synchronous'),
      await sql.raw('pragma journal_mode'),
    ]);
    await database.close();
    expect(asked).to.deep.equal([[{ synchronous: 2 }], [{ journal_mode: 'wal' }]]);
  });
});
