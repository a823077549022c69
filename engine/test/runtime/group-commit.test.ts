import { countingProbe, testDialects } from '@libro-firma/engine/testing';
import { LibroFirmaError, waiting, type Tx } from '@libro-firma/engine/plugin';
import { expect } from 'chai';
import { bpmn, serviceTask, userTask } from '../../../test/conformance/support/bpmn.js';
import { codeOf, House, service, tenant } from '../support/house.js';

const diagram = bpmn(`<startEvent id="start"/>${userTask('sign')}<endEvent id="end"/>`, 'start -> sign -> end');
const parking = bpmn(
  `<startEvent id="start"/>${serviceTask('ask', 'test.ask:1', '<lf:ioMapping><lf:input source="=key" target="key"/></lf:ioMapping>')}<endEvent id="end"/>`,
  'start -> ask -> end',
  { id: 'parking' },
);

for (const dialect of testDialects()) {
  describe(`group commit on ${dialect}`, () => {
    let house: House;
    let counted: ReturnType<typeof countingProbe>;
    beforeEach(async () => {
      counted = countingProbe();
      house = await House.open({
        dialect,
        probe: counted.probe,
        steps: [service('test.ask:1', async ({ input }) => waiting(String(input['key'])))],
      });
      await house.deploy(diagram, parking);
    });
    afterEach(() => house.close());

    const note = (tx: Tx, id: string) =>
      tx.sql('lf_message').insert({ tenant, id, message: 'note', corr_key: '', variables: '{}', expires_at: 1e15 });
    const notes = (): Promise<readonly string[]> =>
      house.read((tx) => tx.sql('lf_message').where({ tenant, message: 'note' }).orderBy('id').pluck('id'));

    const start = (more: object = {}) =>
      house.engine.start({ tenant, processId: 'process', actor: 'requester', title: 'Una pratica', ...more });

    it('carries out many commands that come at once with one commit', async () => {
      const started = await Promise.all(Array.from({ length: 100 }, () => start()));
      expect(new Set(started.map(({ instanceId }) => instanceId)).size).to.equal(100);
      expect(counted.times('group.committed')).to.equal(1);
      await Promise.all(started.map(({ instanceId }) => house.complete(instanceId, 'sign')));
      expect(await house.count('lf_journal')).to.equal(200);
      for (const { instanceId } of started.slice(0, 3)) expect(await house.stateOf(instanceId)).to.equal('completed');
    });

    it('refuses one of them alone', async () => {
      const [one, none, two] = await Promise.allSettled([start(), start({ processId: 'unknown' }), start()]);
      expect(one.status).to.equal('fulfilled');
      expect((none as PromiseRejectedResult).reason.code).to.equal('engine.no-such-process');
      expect(two.status).to.equal('fulfilled');
      expect(counted.times('group.committed')).to.equal(1);
      expect(await house.count('lf_instance')).to.equal(2);
    });

    it('takes back the rows that a refused command had written, and nothing of the others', async () => {
      const refusing = async (tx: Tx) => {
        await note(tx, 'refused');
        throw new LibroFirmaError('invalid', 'test.refused', { it: 'No.' });
      };
      const results = await Promise.allSettled([
        start({ write: async (tx: Tx) => void (await note(tx, 'first')) }),
        start({ write: refusing }),
        start({ write: async (tx: Tx) => void (await note(tx, 'third')) }),
      ]);
      expect(results.map(({ status }) => status)).to.deep.equal(['fulfilled', 'rejected', 'fulfilled']);
      expect(await notes()).to.deep.equal(['first', 'third']);
      expect(await house.count('lf_instance')).to.equal(2);
    });

    it('goes on after an error of the database in somebody else’s rows', async () => {
      const results = await Promise.allSettled([
        start({ write: async (tx: Tx) => void (await note(tx, 'same')) }),
        start({ write: async (tx: Tx) => void (await note(tx, 'same')) }),
        start({ write: async (tx: Tx) => void (await note(tx, 'other')) }),
      ]);
      expect(results.map(({ status }) => status)).to.deep.equal(['fulfilled', 'rejected', 'fulfilled']);
      expect(await notes()).to.deep.equal(['other', 'same']);
    });

    it('adds what the write gives to the variables, with the id of the case', async () => {
      const write = async (_tx: Tx, { instanceId }: { instanceId: string }) => ({ own: instanceId });
      const { instanceId } = await start({ variables: { a: 1 }, write });
      expect(await house.variablesOf(instanceId)).to.include({ a: 1, own: instanceId });
    });

    it('gives the same answer to the same command id, within one commit and later', async () => {
      const commandId = 'command-1';
      const [one, two] = await Promise.all([start({ commandId }), start({ commandId })]);
      const three = await start({ commandId });
      expect(two).to.deep.equal(one);
      expect(three).to.deep.equal(one);
      expect(await house.count('lf_instance')).to.equal(1);
    });

    it('gives the same refusal to the same command id', async () => {
      const { instanceId } = await start();
      const taskId = await house.taskAt(instanceId, 'sign');
      const complete = (commandId: string) => house.engine.completeTask({ tenant, taskId, actor: 'worker', commandId });
      await complete('command-1');
      const refused = await complete('command-2').catch((error) => error);
      expect(refused.code).to.equal('engine.task-completed');
      const again = await complete('command-2').catch((error) => error);
      expect([again.code, again.kind, again.text]).to.deep.equal([refused.code, refused.kind, refused.text]);
      expect((await complete('command-1')).rev).to.equal(2);
    });

    it('carries out commands for one case one after the other', async () => {
      const { instanceId } = await start();
      const taskId = await house.taskAt(instanceId, 'sign');
      const request = { tenant, taskId, actor: 'anna' };
      const [claimed, refused, done] = await Promise.allSettled([
        house.engine.claimTask(request),
        house.engine.completeTask({ ...request, actor: 'bruno' }),
        house.engine.completeTask(request),
      ]);
      expect(claimed.status).to.equal('fulfilled');
      expect((refused as PromiseRejectedResult).reason.code).to.equal('engine.task-taken');
      expect((done as PromiseFulfilledResult<{ rev: number }>).value.rev).to.equal(3);
      expect(counted.times('group.committed')).to.equal(2);
    });

    it('never writes what comes and goes within it', async () => {
      const { instanceId } = await start();
      await house.complete(instanceId, 'sign');
      for (const table of ['lf_task_candidate', 'lf_job', 'lf_timer', 'lf_scope']) {
        expect(await house.count(table), table).to.equal(0);
      }
      expect(counted.times('group.committed')).to.equal(2);
    });

    it('is told to other nodes through the outbox, where there may be some', async () => {
      const before = await house.count('lf_outbox');
      await start();
      expect(await house.count('lf_outbox')).to.equal(before + (dialect === 'postgres' ? 1 : 0));
    });

    it('does not let a command that the database refuses sink the others', async () => {
      const starts = Array.from({ length: 6 }, (_, n) =>
        start({ processId: 'parking', variables: { key: `key-${n >> 1}` } }),
      );
      const started = await Promise.all(starts);
      await house.engine.settle();
      const codes = await Promise.all(
        started.map(async ({ instanceId }) => (await house.incidentsOf(instanceId)).map(({ code }) => code)),
      );
      // Two cases want to wait under each key: one of them may, the other is told why not.
      expect(codes.flat()).to.deep.equal(Array.from({ length: 3 }, () => 'engine.commit-failed'));
      await Promise.all(
        ['key-0', 'key-1', 'key-2'].map((correlationKey) => house.engine.resumeStep({ tenant, correlationKey })),
      );
      const states = await Promise.all(started.map(({ instanceId }) => house.stateOf(instanceId)));
      expect(states.filter((state) => state === 'completed')).to.have.length(3);
    });

    it('tells who listens what has changed, after it is durable', async () => {
      const told: string[] = [];
      const end = house.engine.onCommit(({ hints }) => told.push(...hints.map(({ type }) => type)));
      const { instanceId } = await start();
      await house.complete(instanceId, 'sign');
      end();
      await start();
      expect(told).to.deep.equal(['task.opened', 'case.started', 'task.completed', 'case.ended']);
    });

    it('takes no more commands once it stops', async () => {
      await house.engine.stop();
      expect(await codeOf(start())).to.equal('engine.stopping');
    });
  });
}
