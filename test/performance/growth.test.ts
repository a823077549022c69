import { createEngine, type Engine, type LocalStep } from '@libro-firma/engine';
import { completed } from '@libro-firma/engine/plugin';
import { testClock, testDatabase, type TestDatabase } from '@libro-firma/engine/testing';
import { expect } from 'chai';
import { compile, catalogOf } from '../../engine/src/model/index.js';
import { bpmn, serviceTask, userTask } from '../conformance/support/bpmn.js';
import { testStep } from '../conformance/support/player.js';
import { metered, type Meter } from './meter.js';

const tenant = 'test';

/** `npm run test:growth`: the sizes that the names say; else a quarter of them. */
const size = (full: number): number => (process.env['LF_GROWTH'] === 'full' ? full : full / 4);

/**
 * What is four times as large may cost four times as much: what goes to the database and back is counted, and with it the
 * seconds of the processor, which say the same less exactly. Sixteen times would be the square.
 */
const FOUR_TIMES = 4 * 1.3;
const FOUR_TIMES_OF_PROCESSOR = 4 * 2;

interface House {
  readonly engine: Engine;
  readonly database: TestDatabase;
  readonly meter: Meter;
}

const steps: readonly LocalStep[] = [
  {
    manifest: testStep('test.double:1'),
    handler: { execute: async ({ input }) => completed({ twice: Number(input['n']) * 2 }) },
  },
];

const withHouse = async <T>(diagrams: readonly string[], work: (house: House) => Promise<T>): Promise<T> => {
  const database = await testDatabase({ clock: testClock(), dialect: 'sqlite' });
  const { database: counted, meter } = metered(database);
  const engine = await createEngine({ database: counted, tenants: [tenant], steps, pollMs: 3_600_000 });
  try {
    for (const xml of diagrams) await engine.deploy({ tenant, xml, actor: 'analyst', publish: true });
    return await work({ engine, database, meter });
  } finally {
    await engine.stop();
    await database.drop();
  }
};

interface Cost {
  readonly traffic: number;
  /** Microseconds. */
  readonly processor: number;
}

const cpuOf = async (work: () => Promise<unknown>): Promise<NodeJS.CpuUsage> => {
  const before = process.cpuUsage();
  await work();
  return process.cpuUsage(before);
};

const costOf = async (meter: Meter, work: () => Promise<unknown>): Promise<Cost> => {
  const before = meter.traffic;
  const { user, system } = await cpuOf(work);
  return { traffic: meter.traffic - before, processor: user + system };
};

const expectLinear = (small: Cost, large: Cost): void => {
  expect(large.traffic / small.traffic, 'traffic').to.be.below(FOUR_TIMES);
  expect(large.processor / small.processor, 'processor').to.be.below(FOUR_TIMES_OF_PROCESSOR);
};

const start = (engine: Engine, variables = {}) =>
  engine.start({ tenant, processId: 'process', actor: 'a', title: 't', variables });

/** When the next case ends. */
const nextEnd = (engine: Engine): Promise<void> =>
  new Promise((resolve) => {
    const stop = engine.onCommit(({ hints }) => {
      if (!hints.some(({ type }) => type === 'case.ended')) return;
      stop();
      resolve();
    });
  });

const stateOf = async ({ database, engine }: House, id: string) =>
  (await database.read(tenant, (tx) => engine.case(tx, id)))?.state;

/** Each item goes into a job and comes back doubled; the results are collected. */
const each = (attributes: string): string =>
  bpmn(
    `<startEvent id="start"/>${serviceTask(
      'each',
      'test.double:1',
      '<lf:ioMapping><lf:input source="=n" target="n"/></lf:ioMapping>',
    ).replace(
      '</serviceTask>',
      `<multiInstanceLoopCharacteristics ${attributes}><extensionElements><lf:loopCharacteristics inputCollection="=list" inputElement="n" outputCollection="doubled" outputElement="=twice"/></extensionElements></multiInstanceLoopCharacteristics></serviceTask>`,
    )}<endEvent id="end"/>`,
    'start -> each -> end',
  );

const waiting = bpmn(
  `<startEvent id="start"/><intermediateCatchEvent id="hear"><messageEventDefinition messageRef="receipt"/></intermediateCatchEvent><endEvent id="end"/>`,
  'start -> hear -> end',
  {
    definitions: `<message id="receipt" name="receipt"><extensionElements><lf:subscription correlationKey="=key"/></extensionElements></message>`,
  },
);

describe('cost grows with the size, not with its square', function () {
  this.timeout(15 * 60_000);

  const collected = (attributes: string, count: number): Promise<Cost> =>
    withHouse([each(attributes)], async (house) => {
      const list = Array.from({ length: count }, (_, n) => n);
      let id = '';
      await house.engine.run();
      const cost = await costOf(house.meter, async () => {
        const ended = nextEnd(house.engine);
        id = (await start(house.engine, { list })).instanceId;
        await ended;
      });
      expect(await stateOf(house, id)).to.equal('completed');
      const { doubled } = await house.database.read(tenant, (tx) => house.engine.variables(tx, id));
      expect(doubled).to.deep.equal(list.map((n) => n * 2));
      expect(await house.database.read(tenant, (tx) => tx.sql('lf_scope').select('n'))).to.deep.equal([]);
      return cost;
    });

  it('of a parallel multi-instance with 10,000 children that collects what they give', async () => {
    expectLinear(await collected('', size(2_500)), await collected('', size(10_000)));
  });

  it('of one in sequence', async () => {
    expectLinear(
      await collected('isSequential="true"', size(400)),
      await collected('isSequential="true"', size(1_600)),
    );
  });

  /** All wait for one name: each with a key of its own, or all with the same one. */
  const answered = (count: number, keyOf: (n: number) => string): Promise<Cost> =>
    withHouse([waiting], async ({ engine, meter, database }) => {
      for (let n = 0; n < count; n += 125) {
        await Promise.all(Array.from({ length: 125 }, (_, more) => start(engine, { key: keyOf(n + more) })));
      }
      const message = (n: number) => engine.correlate({ tenant, message: 'receipt', correlationKey: keyOf(n) });
      const cost = await costOf(meter, async () => {
        for (let n = 0; n < count; n += 125)
          await Promise.all(Array.from({ length: 125 }, (_, more) => message(n + more)));
      });
      const left = await database.read(tenant, (tx) => tx.sql('lf_subscription').select('n'));
      expect(left).to.deep.equal([]);
      return cost;
    });

  it('of messages for 10,000 cases that wait for one name, each with a key of its own', async () => {
    const key = (n: number) => `key ${n}`;
    expectLinear(await answered(size(2_500), key), await answered(size(10_000), key));
  });

  it('of messages for 10,000 cases that wait for one name and the very same key', async () => {
    const key = () => 'the same';
    expectLinear(await answered(size(2_500), key), await answered(size(10_000), key));
  });

  /** A chain of tasks that nobody has to do, with one at its end that waits. */
  const chain = (count: number): string => {
    const ids = Array.from({ length: count }, (_, n) => `task${n}`);
    return bpmn(
      `<startEvent id="start"/>${ids.map((id) => `<task id="${id}"/>`).join('')}${userTask('look')}<endEvent id="end"/>`,
      ['start', ...ids, 'look', 'end'].join(' -> '),
    );
  };

  const read = async (count: number): Promise<Cost> => {
    const { user, system } = await cpuOf(async () => {
      const { graphs } = await compile(chain(count), catalogOf([]));
      expect(graphs[0]?.nodes.size).to.equal(count + 3);
    });
    return { traffic: count, processor: user + system };
  };

  it('of reading a model with 2,000 tasks', async () => {
    await read(500);
    expectLinear(await read(500), await read(2_000));
  });

  it('of running through it', async () => {
    const run = (count: number): Promise<Cost> =>
      withHouse([chain(count)], async (house) => {
        await start(house.engine);
        return costOf(house.meter, async () => {
          for (let n = 0; n < 10; n += 1) {
            const { instanceId } = await start(house.engine);
            expect(await stateOf(house, instanceId)).to.equal('running');
          }
        });
      });
    expectLinear(await run(500), await run(2_000));
  });

  it('and one step in it costs what one step in a small model does', async () => {
    const step = (count: number): Promise<Cost> =>
      withHouse([chain(count)], async ({ engine, meter, database }) => {
        const { instanceId } = await start(engine);
        const [task] = await database.read(tenant, (tx) => engine.openTasks(tx, instanceId));
        return costOf(meter, () => engine.completeTask({ tenant, taskId: task?.id ?? '', actor: 'a' }));
      });
    const [small, large] = [await step(50), await step(2_000)];
    expect(large.traffic / small.traffic).to.be.below(1.1);
  });
});
