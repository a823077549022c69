import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { createEngine, openDatabase, type Engine, type EngineDatabase } from '@libro-firma/engine';
import { recordingLog, testDatabase, testDialects } from '@libro-firma/engine/testing';
import { expect } from 'chai';
import { bpmn, userTask } from '../../../test/conformance/support/bpmn.js';

const tenant = 'test';
const diagram = bpmn(`<startEvent id="start"/>${userTask('sign')}<endEvent id="end"/>`, 'start -> sign -> end');

/** A wire to the server that can be cut, on our side only: the server goes on with what it was told. */
const wireTo = async (server: URL) => {
  const [ours, theirs] = [new Set<Socket>(), new Set<Socket>()];
  const wire = createServer((socket) => {
    const further = connect(Number(server.port), server.hostname);
    ours.add(socket);
    theirs.add(further);
    socket.on('error', () => undefined);
    further.on('error', () => undefined);
    socket.pipe(further);
    socket.on('close', () => further.end());
    further.pipe(socket);
    further.on('close', () => socket.destroy());
  });
  wire.listen(0, '127.0.0.1');
  await once(wire, 'listening');
  const url = new URL(server);
  url.hostname = '127.0.0.1';
  url.port = String((wire.address() as AddressInfo).port);
  return {
    url: url.href,
    cut: () => {
      for (const socket of ours) socket.destroy();
      ours.clear();
    },
    close: async () => {
      for (const socket of [...ours, ...theirs]) socket.destroy();
      await new Promise<void>((resolve) => wire.close(() => resolve()));
    },
  };
};

if (testDialects().includes('postgres')) {
  describe('a connection to PostgreSQL that is lost while it commits', () => {
    let direct: Direct;
    let engine: Engine;
    let database: EngineDatabase;
    let wire: Awaited<ReturnType<typeof wireTo>>;
    beforeEach(async () => {
      direct = await testDatabase({ dialect: 'postgres' });
      const { rows: where } = await direct.read(tenant, (tx) =>
        tx.sql.raw<{ rows: { schema: string }[] }>('select current_schema() as schema'),
      );
      wire = await wireTo(new URL(process.env['LF_TEST_POSTGRES'] ?? ''));
      database = await openDatabase({ url: wire.url, schema: where[0]?.schema ?? '' });
      engine = await createEngine({ database, tenants: [tenant], log: recordingLog(), pollMs: 3_600_000 });
      await engine.deploy({ tenant, xml: diagram, actor: 'analyst', publish: true });
    });
    afterEach(async () => {
      await engine.stop();
      await database.close();
      await wire.close();
      await direct.drop();
    });

    const start = () => engine.start({ tenant, processId: 'process', actor: 'a', title: 'Una pratica' });

    /** The server stands still in the middle of it, our side is cut, and the server goes on a moment later. */
    const whileCut = async <T>(work: () => Promise<T>): Promise<T> => {
      const hold = await holdJournal(direct);
      const under = work();
      under.catch(() => undefined);
      await waitsForLock(direct);
      wire.cut();
      setTimeout(hold.release, 300);
      const result = await under;
      await hold.done;
      return result;
    };

    it('starts a case once', async () => {
      const { instanceId } = await whileCut(start);
      expect(await direct.read(tenant, (tx) => tx.sql('lf_instance').pluck('id'))).to.deep.equal([instanceId]);
    });

    it('completes a task once and says so, though the server commits it after the connection is gone', async () => {
      const { instanceId } = await start();
      const [task] = await direct.read(tenant, (tx) => engine.openTasks(tx, instanceId));
      const { rev } = await whileCut(() => engine.completeTask({ tenant, taskId: task?.id ?? '', actor: 'a' }));
      const steps = await direct.read(tenant, (tx) => tx.sql('lf_journal').orderBy('rev').pluck('rev'));
      expect(steps).to.deep.equal([1, rev]);
    });
  });
}

type Direct = Awaited<ReturnType<typeof testDatabase>>;

/** Keeps every commit waiting at the history until it is told. */
const holdJournal = async (direct: Direct): Promise<{ release: () => void; done: Promise<unknown> }> => {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  let held = (): void => undefined;
  const holding = new Promise<void>((resolve) => (held = resolve));
  const done = direct.write(tenant, async (tx) => {
    await tx.sql.raw('lock table lf_journal in share mode');
    held();
    await released;
  });
  await holding;
  return { release, done };
};

const waitsForLock = async (direct: Direct): Promise<void> => {
  for (;;) {
    const { rows } = await direct.read(tenant, (tx) =>
      tx.sql.raw<{ rows: unknown[] }>(`select 1 from pg_locks where not granted and relation = 'lf_journal'::regclass`),
    );
    if (rows.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};
