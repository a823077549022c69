import { createEngine, openDatabase, type Engine } from '@libro-firma/engine';
import { completed, type TaskView } from '@libro-firma/engine/plugin';
import { testStep } from '../conformance/support/player.js';
import { throughput } from './clients.js';
import { tenServices, userTask } from './diagrams.js';

const tenant = 'default';

/** One engine on one database, with a diagram deployed. */
const open = async (
  url: string,
  xml: string,
  schema?: string,
  inline = false,
): Promise<{ engine: Engine; close(): Promise<void> }> => {
  const database = await openDatabase({ url, ...(schema === undefined ? {} : { schema }) });
  await database.migrate([]);
  const engine = await createEngine({
    database,
    tenants: [tenant],
    steps: [
      { manifest: testStep('bench.work:1', { inline }), handler: { execute: () => Promise.resolve(completed({})) } },
    ],
  });
  await engine.run();
  await engine.deploy({ tenant, xml, actor: 'bench', publish: true });
  return {
    engine,
    close: async () => {
      await engine.stop();
      await database.close();
    },
  };
};

const start = (engine: Engine) =>
  engine.start({ tenant, processId: 'bench', actor: 'bench', title: 'Bench', variables: {} });

/** start -> user task -> complete -> end, each commit durable before it is answered. */
export const ourUserTasks = async (url: string, clients: number, cases: number, schema?: string): Promise<number> => {
  const { engine, close } = await open(url, userTask, schema);
  const one = async (): Promise<void> => {
    const { instanceId } = await start(engine);
    await engine.completeTask({ tenant, taskId: taskOf(instanceId), actor: 'worker' });
  };
  await throughput(clients, Math.min(cases, 200), one);
  const rate = await throughput(clients, cases, one);
  await close();
  return rate;
};

/** The task's number is the same in every instance of this diagram: scope 1, start 2, review 3, task 4. */
const taskOf = (instanceId: string): TaskView['id'] => `${instanceId}.4`;

/** start -> ten service tasks -> end, each a durable step; a case counts when its end is durable. */
export const ourTenServices = (url: string, clients: number, cases: number, schema?: string): Promise<number> =>
  tenTasks(url, clients, cases, schema, false);

/** The same with functions that have no effect outside: the engine runs them within one commit. */
export const ourTenFunctions = (url: string, clients: number, cases: number, schema?: string): Promise<number> =>
  tenTasks(url, clients, cases, schema, true);

const tenTasks = async (
  url: string,
  clients: number,
  cases: number,
  schema: string | undefined,
  inline: boolean,
): Promise<number> => {
  const { engine, close } = await open(url, tenServices, schema, inline);
  const waiting = new Map<string, () => void>();
  const ended = new Set<string>();
  engine.onCommit(({ hints }) => {
    for (const hint of hints) {
      if (hint.type !== 'case.ended') continue;
      ended.add(hint.instanceId);
      waiting.get(hint.instanceId)?.();
    }
  });
  const one = async (): Promise<void> => {
    const { instanceId } = await start(engine);
    if (ended.has(instanceId)) return;
    await new Promise<void>((resolve) => waiting.set(instanceId, resolve));
  };
  await throughput(clients, Math.min(cases, 100), one);
  const rate = await throughput(clients, cases, one);
  await close();
  return rate;
};
