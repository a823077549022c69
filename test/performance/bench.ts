import { openDatabase } from '@libro-firma/engine';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../support/postgres.js';
import { ourTenFunctions, ourTenServices, ourUserTasks } from './ours.js';
import { peerTenFunctions, peerTenServices, peerUserTasks } from './peer.js';

/**
 * Durable throughput against the npm package `bpmn-engine`, in one run: what counts are the ratios, since machines
 * differ. `npm run benchmark` at full length, `-- --short` for a look.
 */
const short = process.argv.includes('--short');
const scale = short ? 1 : 10;

interface Row {
  readonly what: string;
  readonly clients: number;
  readonly peer: number;
  readonly sqlite: number;
  readonly postgres: number;
}

const main = async (): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'lf-bench-'));
  const postgres = await startPostgres();
  let files = 0;
  const file = (): string => join(folder, `${(files += 1)}.db`);
  const schema = async (work: (url: string, name: string) => Promise<number>): Promise<number> =>
    work(postgres.url, await newSchema(postgres.url, `bench_${(files += 1)}`));
  const rows: Row[] = [];
  for (const clients of [1, 64]) {
    const many = (clients === 1 ? 100 : 600) * scale;
    rows.push({
      what: 'start, user task, complete, end',
      clients,
      peer: await peerUserTasks(file(), clients, 30 * scale),
      sqlite: await ourUserTasks(`sqlite:${file()}`, clients, many),
      postgres: await schema((url, name) => ourUserTasks(url, clients, many, name)),
    });
    rows.push({
      what: 'ten service tasks, each a durable step',
      clients,
      peer: await peerTenServices(file(), clients, 10 * scale),
      sqlite: await ourTenServices(`sqlite:${file()}`, clients, many / 4),
      postgres: await schema((url, name) => ourTenServices(url, clients, many / 4, name)),
    });
    rows.push({
      what: 'ten service tasks, plain functions, durable at the end',
      clients,
      peer: await peerTenFunctions(file(), clients, 20 * scale),
      sqlite: await ourTenFunctions(`sqlite:${file()}`, clients, many),
      postgres: await schema((url, name) => ourTenFunctions(url, clients, many, name)),
    });
  }
  const wait = await oneWrite(file());
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
  print(rows, wait);
};

const newSchema = async (url: string, name: string): Promise<string> => {
  const database = await openDatabase({ url });
  await database.write('bench', (tx) => tx.sql.raw(`create schema ${name}`));
  await database.close();
  return name;
};

const print = (rows: readonly Row[], wait: number): void => {
  console.log(
    `Node ${process.versions.node}, ${cpus().length} cores, ${cpus()[0]?.model ?? ''}. Durable cases a second; x = times the peer.`,
  );
  console.log('| what | clients | bpmn-engine, SQLite | SQLite (FULL) | PostgreSQL |');
  console.log('|---|---|---|---|---|');
  for (const { what, clients, peer, sqlite, postgres } of rows) {
    const times = (rate: number): string => `${rate.toFixed(0)} (${(rate / peer).toFixed(1)}x)`;
    console.log(`| ${what} | ${clients} | ${peer.toFixed(0)} | ${times(sqlite)} | ${times(postgres)} |`);
  }
  console.log(`One durable write of one row: ${wait.toFixed(1)} ms (SQLite, FULL).`);
};

/** Milliseconds that one durable write of one row takes on this disk: what one client waits for at every step, whoever serves it. */
const oneWrite = async (path: string): Promise<number> => {
  const database = await openDatabase({ url: `sqlite:${path}` });
  await database.write('bench', (tx) => tx.sql.raw('create table row (n integer)'));
  const took: number[] = [];
  for (let n = 0; n < 100; n += 1) {
    const from = performance.now();
    await database.write('bench', (tx) => tx.sql.raw('insert into row values (1)'));
    took.push(performance.now() - from);
  }
  await database.close();
  return took.sort((a, b) => a - b)[50] as number;
};

await main();
