import { createEngine, openDatabase } from '@libro-firma/engine';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { step, type Env, type OpenJob, type State } from '../../engine/src/core/index.js';
import { catalogOf, compile, type Graph } from '../../engine/src/model/index.js';
import { testStep } from '../conformance/support/player.js';
import { tenServices, userTask } from './diagrams.js';
import { ourTenServices, ourUserTasks } from './ours.js';

/**
 * Where we stand with the goals of the roadmap, as far as they can be looked at today. `npm run goals`; the first argument
 * multiplies the numbers of cases (1 unless given).
 */
const scale = Number(process.argv[2] ?? 1);
const tenant = 'default';

/** The step alone, state and events in memory: ten service tasks, each answered at once. */
const inMemory = async (cases: number): Promise<number> => {
  const { graphs } = await compile(tenServices, catalogOf([testStep('bench.work:1')]));
  const graph = graphs[0] as Graph;
  const env: Env = { now: Date.now(), newId: () => 'called', maxMoves: 10_000 };
  const one = (n: number): void => {
    const caseId = `case-${n}`;
    const about = { instanceId: caseId, definitionId: 'd', caseId, mode: 'live', confidential: false } as const;
    let outcome = step(graph, undefined, { kind: 'start', ...about, title: 't', actor: 'a', variables: {} }, env);
    for (;;) {
      if (outcome.kind !== 'accepted') throw new Error(outcome.kind);
      const state: State = outcome.state;
      if (state.instance.state !== 'running') return;
      const job = outcome.effects.find((effect): effect is OpenJob => effect.kind === 'openJob');
      if (job === undefined) throw new Error('nothing to do');
      outcome = step(graph, state, { kind: 'completeJob', n: job.n, path: job.path, output: {} }, env);
    }
  };
  for (let n = 0; n < cases / 4; n += 1) one(n);
  const before = process.cpuUsage();
  for (let n = 0; n < cases; n += 1) one(n);
  const { user, system } = process.cpuUsage(before);
  return cases / ((user + system) / 1e6);
};

/** Cases that wait at a user task: what one takes on disk, and how long an engine takes to start among them. */
const waitingCases = async (folder: string, cases: number): Promise<{ bytes: number; startMs: number }> => {
  const file = join(folder, 'waiting.db');
  const open = async () => {
    const database = await openDatabase({ url: `sqlite:${file}` });
    const engine = await createEngine({ database, tenants: [tenant] });
    return { engine, close: () => engine.stop().then(() => database.close()) };
  };
  const first = await open();
  await first.engine.deploy({ tenant, xml: userTask, actor: 'bench', publish: true });
  const begin = (n: number) => first.engine.start({ tenant, processId: 'bench', actor: 'bench', title: `Case ${n}` });
  await begin(0);
  await first.close();
  const empty = (await stat(file)).size;
  const filled = await open();
  for (let n = 0; n < cases; n += 250) {
    const start = (more: number) =>
      filled.engine.start({ tenant, processId: 'bench', actor: 'bench', title: `Case ${n + more}` });
    await Promise.all(Array.from({ length: 250 }, (_, more) => start(more)));
  }
  await filled.close();
  const { size } = await stat(file);
  const from = performance.now();
  const last = await open();
  await last.engine.run();
  const startMs = performance.now() - from;
  await last.close();
  return { bytes: (size - empty) / cases, startMs };
};

const folder = await mkdtemp(join(tmpdir(), 'lf-goals-'));
const load = (loadavg()[0] ?? 0).toFixed(0);
console.log(`Node ${process.versions.node}, ${cpus().length} cores, load ${load} at the beginning.`);
const round = (rate: number): string => Math.round(rate).toLocaleString('en');
console.log(`the step alone, ten service tasks: ${round(await inMemory(4_000 * scale))} cases per second of one core`);
const ten = await ourTenServices(`sqlite:${join(folder, 'ten.db')}`, 64, 200 * scale);
console.log(`ten durable steps, 64 at once, SQLite FULL: ${round(ten * 11)} steps/s (${round(ten)} cases/s)`);
const tasks = await ourUserTasks(`sqlite:${join(folder, 'tasks.db')}`, 64, 1_000 * scale);
console.log(`start, user task, complete, end, 64 clients, SQLite FULL: ${round(tasks)} cases/s`);
const { bytes, startMs } = await waitingCases(folder, 5_000 * scale);
console.log(
  `a waiting case: ${round(bytes)} bytes on disk; start-up among ${round(5_000 * scale)} of them: ${round(startMs)} ms`,
);
await rm(folder, { recursive: true });
