import { testDialects } from '@libro-firma/engine/testing';
import {
  bpmnError,
  completed,
  completedWith,
  failed,
  LibroFirmaError,
  StepFailure,
  waiting,
  type Job,
  type StepResult,
  type Tx,
} from '@libro-firma/engine/plugin';
import { expect } from 'chai';
import { bpmn, serviceTask, timer, userTask } from '../../../test/conformance/support/bpmn.js';
import { codeOf, House, service, tenant } from '../support/house.js';

const diagram = bpmn(
  `<startEvent id="start"/>${serviceTask('send', 'test.send:1')}<endEvent id="end"/>`,
  'start -> send -> end',
);
const withDeadline = bpmn(
  `<startEvent id="start"/>${serviceTask('send', 'test.send:1')}
   <boundaryEvent id="late" attachedToRef="send">${timer('Duration', 'P1D')}</boundaryEvent>
   ${userTask('repair')}<endEvent id="end"/>`,
  `start -> send -> end
   late -> repair -> end`,
);
const uncaught = bpmn(
  `<startEvent id="start"/>${serviceTask('send', 'test.send:1')}
   <boundaryEvent id="refused" attachedToRef="send"><errorEventDefinition errorRef="refusedError"/></boundaryEvent>
   ${userTask('repair')}<endEvent id="end"/>`,
  `start -> send -> end
   refused -> repair -> end`,
  { definitions: '<error id="refusedError" errorCode="refused"/>' },
);

for (const dialect of testDialects()) {
  describe(`a job on ${dialect}`, () => {
    let house: House;
    let jobs: Job[];
    afterEach(() => house.close());

    type Execute = (job: Job, tx?: Tx) => StepResult<never> | StepResult | Promise<StepResult | StepResult<never>>;
    const open = async (execute: Execute, more: Parameters<typeof service>[2] = {}, xml = diagram): Promise<string> => {
      jobs = [];
      const step = service(
        'test.send:1',
        async (job) => {
          jobs.push(job);
          return execute(job);
        },
        more,
      );
      house = await House.open({ dialect, steps: [step] });
      await house.deploy(xml);
      const id = await house.start({ to: 'Rossi' });
      await house.engine.settle();
      return id;
    };

    it('sees its case and only what the mapping gave; its output becomes variables', async () => {
      const id = await open(() => completed({ receipt: 7 }));
      expect(await house.stateOf(id)).to.equal('completed');
      expect(await house.variablesOf(id)).to.include({ to: 'Rossi', receipt: 7 });
      const [job] = jobs;
      expect(job).to.include({ tenant, caseId: id, instanceId: id, elementId: 'send', mode: 'live', attempt: 1 });
      expect(job?.input).to.deep.equal({});
      expect(job?.idempotencyKey).to.match(new RegExp(`^${id}\\.\\d+\\.send\\.1$`));
    });

    it('that fails comes again later and later, under the same key, then is an incident', async () => {
      const id = await open(() => failed('test.down', 'The server is down.'));
      expect(jobs).to.have.length(1);
      house.clock.advance(999);
      await house.engine.settle();
      expect(jobs, 'not before its time').to.have.length(1);
      house.clock.advance(1);
      await house.engine.settle();
      expect(jobs).to.have.length(2);
      house.clock.advance(2_000);
      await house.engine.settle();
      expect(jobs.map(({ attempt }) => attempt)).to.deep.equal([1, 2, 3]);
      expect(new Set(jobs.map(({ idempotencyKey }) => idempotencyKey)).size).to.equal(1);
      expect(await house.incidentsOf(id)).to.have.length(1);
      house.clock.advance('30d');
      await house.engine.settle();
      expect(jobs).to.have.length(3);
    });

    it('that is tried again is told with what failed and when the next attempt is made, until it is over', async () => {
      let broken = true;
      const id = await open(() => (broken ? failed('test.down', 'The server is down.') : completed()));
      const begun = house.clock.now();
      const retries = () => house.read((tx) => house.engine.retries(tx, { caseId: id }));
      const [first, more] = await retries();
      expect(more).to.equal(undefined);
      expect(first).to.deep.include({
        caseId: id,
        elementId: 'send',
        attempt: 2,
        attempts: 3,
        code: 'test.down',
        message: 'The server is down.',
        since: begun,
      });
      const [definition] = await house.read((tx) => house.engine.definitions(tx));
      expect(await house.read((tx) => house.engine.retries(tx, { definitionId: definition?.id ?? '' }))).to.have.length(
        1,
      );
      house.clock.advance(1_000);
      await house.engine.settle();
      const [second] = await retries();
      expect(second).to.include({ attempt: 3, since: begun });
      expect((second?.dueAt ?? 0) - (first?.dueAt ?? 0)).to.equal(2_000);
      broken = false;
      house.clock.advance(2_000);
      await house.engine.settle();
      expect(await house.stateOf(id)).to.equal('completed');
      expect(await retries()).to.deep.equal([]);
    });

    it('of a called route is told to whoever watches the route that calls it, while it is tried again and when it stops', async () => {
      house = await House.open({
        dialect,
        steps: [service('test.send:1', async () => failed('test.down', 'The server is down.'))],
      });
      await house.deploy(diagram);
      const [called] = await house.read((tx) => house.engine.definitions(tx));
      await house.deploy(
        bpmn(
          `<startEvent id="start"/><callActivity id="dispatch"><extensionElements><lf:calledElement processId="${called?.processId}"/></extensionElements></callActivity><endEvent id="end"/>`,
          'start -> dispatch -> end',
          { id: 'caller' },
        ),
      );
      const caller = (await house.read((tx) => house.engine.definitions(tx))).find(
        ({ processId }) => processId === 'caller',
      );
      const caseId = await house.start({}, 'caller');
      await house.engine.settle();
      const watched = { definitionId: caller?.id ?? '' };
      const told = await house.read((tx) => house.engine.retries(tx, watched));
      expect(told.map((retry) => [retry.caseId, retry.elementId])).to.deep.equal([[caseId, 'send']]);
      house.clock.advance('30d');
      await house.engine.settle();
      house.clock.advance('30d');
      await house.engine.settle();
      const { items } = await house.read((tx) => house.engine.incidents(tx, watched));
      expect(items.map((incident) => [incident.caseId, incident.elementId])).to.deep.equal([[caseId, 'send']]);
    });

    it('that cannot succeed is an incident at once; a person tries again, or goes on behind it', async () => {
      let broken = true;
      const id = await open(() =>
        broken ? failed('test.address', 'No such address.', false) : completed({ sent: 1 }),
      );
      const [incident] = await house.incidentsOf(id);
      expect(incident).to.include({ code: 'test.address', elementId: 'send', caseTitle: 'Una pratica' });
      broken = false;
      const reason = 'Indirizzo corretto.';
      await house.engine.retryIncident({ tenant, incidentId: incident?.id ?? '', actor: 'admin', reason });
      await house.engine.settle();
      expect(await house.stateOf(id)).to.equal('completed');
      const history = await house.read((tx) => house.engine.history(tx, id));
      expect(history.find(({ kind }) => kind === 'incidentClosed')).to.include({ actor: 'admin', reason });
      expect(
        await codeOf(house.engine.retryIncident({ tenant, incidentId: incident?.id ?? '', actor: 'admin' })),
      ).to.equal('engine.no-such-incident');
    });

    it('that throws, or writes what the database refuses, has failed', async () => {
      let turn = 0;
      const id = await open(() => {
        turn += 1;
        if (turn === 1) throw new Error('unexpected');
        return turn === 2 ? completedWith((tx) => tx.sql.raw('select * from no_such_table')) : completed();
      });
      for (let times = 0; times < 2; times += 1) {
        house.clock.advance('1h');
        await house.engine.settle();
      }
      expect(jobs).to.have.length(3);
      expect(await house.stateOf(id)).to.equal('completed');
    });

    it('that refuses within the transaction stops with the sentence of the refusal, in both languages', async () => {
      const text = { it: 'Il registro è chiuso.', en: 'The register is closed.' };
      const id = await open(() =>
        completedWith(() => Promise.reject(new LibroFirmaError('conflict', 'test.closed', text))),
      );
      const [incident] = await house.incidentsOf(id);
      expect(incident).to.deep.include({ code: 'test.closed', message: text });
    });

    it('writes its rows in the transaction that records it, or neither', async () => {
      const row = (tx: Tx, id: string) =>
        tx.sql('lf_message').insert({ tenant, id, message: 'note', corr_key: '', variables: '{}', expires_at: 1e15 });
      const id = await open(({ attempt }) =>
        completedWith(async (tx) => {
          await row(tx, `attempt-${attempt}`);
          if (attempt === 1) throw new StepFailure(failed('test.again', 'Once more.'));
          return { written: attempt };
        }),
      );
      house.clock.advance('1h');
      await house.engine.settle();
      expect(await house.read((tx) => tx.sql('lf_message').pluck('id'))).to.deep.equal(['attempt-2']);
      expect(await house.variablesOf(id)).to.include({ written: 2 });
    });

    it('that ends with an error that is drawn goes that way', async () => {
      const id = await open(() => bpmnError('refused', 'Not wanted.'), {}, uncaught);
      expect(await house.taskAt(id, 'repair')).to.be.a('string');
    });

    it('that waits goes on when the outside answers, once, with rows of whoever brings the answer', async () => {
      const id = await open(({ idempotencyKey }) => waiting(idempotencyKey));
      await house.engine.settle();
      const correlationKey = jobs[0]?.idempotencyKey ?? '';
      const write = (tx: Tx) =>
        tx
          .sql('lf_message')
          .insert({ tenant, id: 'r', message: 'note', corr_key: '', variables: '{}', expires_at: 1e15 });
      const answer = {
        tenant,
        correlationKey,
        output: { receipt: 'ok' },
        write: async (tx: Tx) => void (await write(tx)),
      };
      expect(await codeOf(house.engine.resumeStep({ tenant, correlationKey: 'other' }))).to.equal(
        'engine.nobody-waits',
      );
      await house.engine.resumeStep(answer);
      expect(await house.stateOf(id)).to.equal('completed');
      expect(await house.variablesOf(id)).to.include({ receipt: 'ok' });
      expect(await codeOf(house.engine.resumeStep(answer))).to.equal('engine.nobody-waits');
      expect(await house.count('lf_message')).to.equal(1);
    });

    it('that waits in vain is told that its token was taken away, until it has heard', async () => {
      const cancelled: string[] = [];
      const id = await open(
        () => waiting('key'),
        {
          cancel: async (job) => {
            cancelled.push(job.idempotencyKey);
            if (cancelled.length === 1) throw new Error('not now');
          },
        },
        withDeadline,
      );
      house.clock.advance('1d');
      await house.engine.settle();
      expect(await house.taskAt(id, 'repair')).to.be.a('string');
      expect(cancelled).to.have.length(1);
      house.clock.advance('1h');
      await house.engine.settle();
      expect(cancelled).to.deep.equal([jobs[0]?.idempotencyKey, jobs[0]?.idempotencyKey]);
      expect(await house.count('lf_job')).to.equal(0);
      expect(await codeOf(house.engine.resumeStep({ tenant, correlationKey: 'key' }))).to.equal('engine.nobody-waits');
    });

    it('that does not answer in time is told to stop, and comes again', async () => {
      const stopped: boolean[] = [];
      const id = await open(
        ({ attempt, signal }) =>
          attempt > 1
            ? completed()
            : new Promise(() => signal.addEventListener('abort', () => stopped.push(signal.aborted))),
        { timeoutMs: 50 },
      );
      expect(stopped).to.deep.equal([true]);
      house.clock.advance('1h');
      await house.engine.settle();
      expect(await house.stateOf(id)).to.equal('completed');
    });

    it('that may have had its effect is not repeated where only a person can know', async () => {
      const id = await open(() => Promise.reject(new Error('connection reset')), { onUnknownOutcome: 'incident' });
      expect((await house.incidentsOf(id)).map(({ code }) => code)).to.deep.equal(['engine.unknown-outcome']);
      expect(jobs).to.have.length(1);
    });

    it('is asked first whether it happened already, before it is repeated', async () => {
      const asked: number[] = [];
      const id = await open(() => Promise.reject(new Error('connection reset after the effect')), {
        onUnknownOutcome: 'reconcile',
        reconcile: async (job) => {
          asked.push(job.attempt);
          return asked.length === 1 ? undefined : completed({ found: true });
        },
      });
      for (let times = 0; times < 2; times += 1) {
        house.clock.advance('1h');
        await house.engine.settle();
      }
      expect(asked).to.deep.equal([2, 3]);
      expect(jobs).to.have.length(2);
      expect(await house.variablesOf(id)).to.include({ found: true });
    });

    it('whose input does not fit the manifest is an incident and is not run', async () => {
      const id = await open(() => completed(), {
        input: { type: 'object', required: ['recipients'], properties: { recipients: { type: 'array' } } },
      });
      const [incident] = await house.incidentsOf(id);
      expect(incident?.code).to.equal('engine.input-invalid');
      const why = 'recipients: Instance does not have required property "recipients".';
      expect(incident?.message).to.deep.equal({
        it: `Ciò che arriva al passo non va bene per «test.send:1»: ${why}`,
        en: `What arrives at the step does not fit "test.send:1": ${why}`,
      });
      expect(jobs).to.have.length(0);
    });

    it('declared inline runs within the commit, a chain of them too', async () => {
      const chain = bpmn(
        `<startEvent id="start"/>${[1, 2, 3].map((n) => serviceTask(`s${n}`, 'test.send:1')).join('')}<endEvent id="end"/>`,
        'start -> s1 -> s2 -> s3 -> end',
      );
      const id = await open(() => completed({ n: jobs.length }), { inline: true }, chain);
      expect(await house.stateOf(id)).to.equal('completed');
      expect(await house.variablesOf(id)).to.include({ n: 3 });
      expect(await house.count('lf_journal')).to.equal(1);
      expect((await house.read((tx) => house.engine.journal(tx, id))).length).to.equal(4);
    });

    it('declared inline that fails is left to the worker, with its retries', async () => {
      const id = await open(() => (jobs.length === 1 ? failed('test.down', 'Down.') : completed()), { inline: true });
      expect(await house.stateOf(id)).to.equal('completed');
      expect(jobs).to.have.length(2);
    });
  });
}
