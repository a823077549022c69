import { createEngine, openDatabase, type Engine } from '@libro-firma/engine';
import { diagrams } from './diagrams.js';
import { stepsWith } from './steps.js';

/**
 * A process that carries one case from its start to its end, whatever others before it have done of that: what it asks
 * for has the same command ids each time. `LF_CRASH_AT` kills it on the way.
 */
const tenant = 'test';
const { LF_CRASH_URL: url = '', LF_CRASH_SCHEMA: schema, LF_CRASH_JOURNAL: journal = '' } = process.env;
/** How long a node that was killed keeps its jobs from the other one. */
const LEASE_MS = 5_000;

const main = async (): Promise<void> => {
  const database = await openDatabase({ url, ...(schema === undefined ? {} : { schema }) });
  const engine = await createEngine({
    database,
    tenants: [tenant],
    node: process.env['LF_CRASH_NODE'] ?? 'crash',
    jobs: { leaseMs: LEASE_MS },
    steps: stepsWith(journal),
    pollMs: 50,
  });
  await engine.run();
  const published = await database.read(tenant, (tx) => engine.published(tx));
  if (published.length < diagrams.length) {
    for (const xml of diagrams) await engine.deploy({ tenant, xml, actor: 'analyst', publish: true });
  }
  const { instanceId } = await engine.start({
    ...{ tenant, processId: 'process', actor: 'anna', title: 'Crash', commandId: 'start' },
    variables: { signers: ['a', 'b', 'c'], list: [1, 2, 3, 4, 5] },
  });
  await engine.correlate({
    ...{ tenant, message: 'receipt', correlationKey: instanceId, commandId: 'receipt' },
    ...{ variables: { heard: true }, ttlMs: 3_600_000 },
  });
  for (;;) {
    const found = await database.read(tenant, async (tx) => ({
      state: (await engine.case(tx, instanceId))?.state,
      tasks: await engine.openTasks(tx, instanceId),
    }));
    if (found.state !== 'running') break;
    for (const { id } of found.tasks) await complete(engine, id);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  process.stdout.write(instanceId);
  await engine.stop();
  await database.close();
};

/** A task that was completed before the kill is answered as it was then. */
const complete = (engine: Engine, taskId: string) =>
  engine.completeTask({ tenant, taskId, actor: 'anna', outcome: 'yes', commandId: `complete ${taskId}` });

await main();
