import { testDialects } from '@libro-firma/engine/testing';
import { completed, completedWith, type Job, type StepResult } from '@libro-firma/engine/plugin';
import { expect } from 'chai';
import { bpmn, serviceTask, timer, userTask } from '../../../test/conformance/support/bpmn.js';
import { codeOf, House, service, tenant } from '../support/house.js';

const diagram = bpmn(
  `<startEvent id="start"/>${serviceTask('send', 'test.send:1')}<endEvent id="end"/>`,
  'start -> send -> end',
);

/** A handler that answers when the test says so. */
class Gate {
  readonly jobs: Job[] = [];
  private readonly waiting: ((result: StepResult) => void)[] = [];
  private readonly arrivals: (() => void)[] = [];

  readonly execute = (job: Job): Promise<StepResult> => {
    this.jobs.push(job);
    for (const tell of this.arrivals.splice(0)) tell();
    return new Promise((resolve) => this.waiting.push(resolve));
  };

  /** When so many jobs have begun. */
  async begun(count: number): Promise<void> {
    while (this.jobs.length < count) await new Promise<void>((resolve) => this.arrivals.push(resolve));
  }

  answer(result: StepResult = completed()): void {
    this.waiting.shift()?.(result);
  }
}

describe('a lease on SQLite', () => {
  it('ends with its process: the job goes on at once when the engine is opened again', async () => {
    const gate = new Gate();
    const asked: number[] = [];
    const step = service('test.send:1', gate.execute, {
      onUnknownOutcome: 'reconcile',
      reconcile: async (job) => void asked.push(job.attempt) as undefined,
    });
    const house = await House.open({ dialect: 'sqlite', steps: [step], jobs: { graceMs: 50 } });
    await house.deploy(diagram);
    const id = await house.start();
    const dying = house.engine.settle();
    await gate.begun(1);
    // The claim falls when a process dies; here the engine hands it over while its handler never answers.
    const stopped = house.engine.stop();
    await stopped;
    const again = await house.another();
    const settled = again.settle();
    await gate.begun(2);
    gate.answer();
    gate.answer(completed({ second: true }));
    await settled;
    await dying.catch(() => undefined);
    expect(asked, 'it may have happened: asked first').to.deep.equal([2]);
    expect(gate.jobs.map(({ attempt }) => attempt)).to.deep.equal([1, 2]);
    expect(new Set(gate.jobs.map(({ idempotencyKey }) => idempotencyKey)).size).to.equal(1);
    expect(await house.variablesOf(id)).to.include({ second: true });
    await house.close();
  });
});

if (testDialects().includes('postgres')) {
  describe('a lease among nodes on PostgreSQL', () => {
    let house: House;
    afterEach(() => house.close());

    it('that has run out goes to another node, and the late answer of the first counts for nothing', async () => {
      const [slow, quick] = [new Gate(), new Gate()];
      const row = (id: string) =>
        completedWith(async (tx) => {
          await tx
            .sql('lf_message')
            .insert({ tenant, id, message: 'note', corr_key: '', variables: '{}', expires_at: 1e15 });
          return { by: id };
        });
      house = await House.open({ dialect: 'postgres', steps: [service('test.send:1', slow.execute)] });
      await house.deploy(diagram);
      const id = await house.start();
      const first = house.engine.settle();
      await slow.begun(1);
      const other = await house.another({ steps: [service('test.send:1', quick.execute)] });
      await other.settle();
      expect(quick.jobs, 'the lease still holds').to.have.length(0);
      house.clock.advance(30_001);
      const second = other.settle();
      await quick.begun(1);
      quick.answer(row('quick'));
      await second;
      slow.answer(row('slow'));
      await first;
      expect(await house.variablesOf(id)).to.include({ by: 'quick' });
      expect(await house.read((tx) => tx.sql('lf_message').pluck('id'))).to.deep.equal(['quick']);
      expect(house.log.lines.some((line) => line.includes('after its lease had ended'))).to.equal(true);
    });

    it('is given to one node only, whatever both of them look for', async () => {
      const ran = new Map<string, number>();
      const step = service('test.send:1', async (job) => {
        ran.set(job.id, (ran.get(job.id) ?? 0) + 1);
        return completed();
      });
      house = await House.open({ dialect: 'postgres', steps: [step] });
      await house.deploy(diagram);
      const ids = await Promise.all(Array.from({ length: 60 }, () => house.start()));
      const other = await house.another();
      await Promise.all([house.engine.settle(), other.settle()]);
      expect([...ran.values()].every((times) => times === 1)).to.equal(true);
      expect(ran.size).to.equal(60);
      for (const id of ids.slice(0, 5)) expect(await house.stateOf(id)).to.equal('completed');
    });

    it('of a node that keeps its name is over when that node starts again', async () => {
      const gate = new Gate();
      house = await House.open({ dialect: 'postgres', steps: [service('test.send:1', gate.execute)], node: 'one' });
      await house.deploy(diagram);
      const id = await house.start();
      void house.engine.settle().catch(() => undefined);
      await gate.begun(1);
      const again = await house.another({ node: 'one' });
      const settled = again.settle();
      await gate.begun(2);
      gate.answer();
      gate.answer();
      await settled;
      expect(await house.stateOf(id)).to.equal('completed');
    });
  });

  describe('two nodes on one PostgreSQL', () => {
    const waiting = bpmn(
      `<startEvent id="start"/>${userTask('sign')}
       <boundaryEvent id="late" attachedToRef="sign" cancelActivity="false">${timer('Duration', 'P1D')}</boundaryEvent>
       ${userTask('hurry')}<endEvent id="end"/>`,
      `start -> sign -> end
       late -> hurry -> end`,
    );
    let house: House;
    afterEach(() => house.close());

    it('never both complete a task', async () => {
      house = await House.open({ dialect: 'postgres' });
      await house.deploy(waiting);
      const other = await house.another();
      const ids = await Promise.all(Array.from({ length: 30 }, () => house.start()));
      const outcomes = await Promise.all(
        ids.map(async (id) => {
          const taskId = await house.taskAt(id, 'sign');
          const both = [house.engine, other].map((engine, n) =>
            engine.completeTask({ tenant, taskId, actor: `node-${n}` }),
          );
          return (await Promise.allSettled(both)).filter(({ status }) => status === 'fulfilled').length;
        }),
      );
      expect(outcomes.every((done) => done === 1)).to.equal(true);
      expect(await house.stateOf(ids[0] ?? '')).to.equal('completed');
    });

    it('do not refuse what the other has just made possible', async () => {
      house = await House.open({ dialect: 'postgres' });
      await house.deploy(
        bpmn(
          `<startEvent id="start"/>${userTask('endorse')}${userTask('sign')}<endEvent id="end"/>`,
          'start -> endorse -> sign -> end',
        ),
      );
      const other = await house.another();
      const id = await house.start();
      await other.completeTask({ tenant, taskId: await house.taskAt(id, 'endorse'), actor: 'b' });
      // The first node has committed the start a moment ago, and knows nothing of what came then.
      await house.engine.completeTask({ tenant, taskId: await house.taskAt(id, 'sign'), actor: 'a' });
      expect(await house.stateOf(id)).to.equal('completed');
    });

    it('refuse what the other has just done, with the reason of now', async () => {
      house = await House.open({ dialect: 'postgres' });
      await house.deploy(waiting);
      const other = await house.another();
      const id = await house.start();
      const taskId = await house.taskAt(id, 'sign');
      await other.completeTask({ tenant, taskId, actor: 'b' });
      const late = house.engine.completeTask({ tenant, taskId, actor: 'a' });
      expect(await codeOf(late)).to.equal('engine.task-completed');
    });

    it('give one answer to one command id', async () => {
      house = await House.open({ dialect: 'postgres' });
      await house.deploy(waiting);
      const other = await house.another();
      const start = (engine: typeof other, n: number) =>
        engine.start({ tenant, processId: 'process', actor: 'a', title: 't', commandId: `start-${n}` });
      const pairs = await Promise.all(
        Array.from({ length: 20 }, (_, n) => Promise.all([start(house.engine, n), start(other, n)])),
      );
      for (const [one, two] of pairs) expect(two).to.deep.equal(one);
      expect(await house.count('lf_instance')).to.equal(20);
      const taskId = await house.taskAt(pairs[0]?.[0].instanceId ?? '', 'sign');
      const complete = (engine: typeof other) =>
        engine.completeTask({ tenant, taskId, actor: 'a', commandId: 'complete' });
      const [one, two] = await Promise.all([complete(house.engine), complete(other)]);
      expect(two).to.deep.equal(one);
    });

    it('fire a timer once', async () => {
      house = await House.open({ dialect: 'postgres' });
      await house.deploy(waiting);
      const other = await house.another();
      const ids = await Promise.all(Array.from({ length: 20 }, () => house.start()));
      house.clock.advance('1d');
      await Promise.all([house.engine.settle(), other.settle()]);
      for (const id of ids) {
        const open = await house.read((tx) => house.engine.openTasks(tx, id));
        expect(open.map(({ elementId }) => elementId).sort()).to.deep.equal(['hurry', 'sign']);
      }
    });

    it('tell one another what changed', async () => {
      house = await House.open({ dialect: 'postgres', pollMs: 20 });
      await house.deploy(waiting);
      const other = await house.another();
      await other.run();
      const told = new Promise<string>((resolve) => {
        other.onCommit(({ hints }) => {
          for (const hint of hints) if (hint.type === 'task.opened') resolve(hint.instanceId);
        });
      });
      const id = await house.start();
      expect(await told).to.equal(id);
    });
  });
}
