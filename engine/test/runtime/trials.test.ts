import { fold } from '../../src/core/index.js';
import { testDialects } from '@libro-firma/engine/testing';
import { expect } from 'chai';
import { bpmn, escape, userTask } from '../../../test/conformance/support/bpmn.js';
import { codeOf, directoryOf, House, service, tenant, userStep } from '../support/house.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const form = (fields: readonly object[]): string => escape(JSON.stringify({ fields }));

/** A request that its director signs within three days; then the substitute may, and after five the case is closed. */
const drawn = bpmn(
  `<startEvent id="start"><extensionElements><lf:userTaskForm>${form([
    { key: 'subject', label: 'Oggetto', kind: 'text', required: true },
  ])}</lf:userTaskForm></extensionElements></startEvent>
   <userTask id="sign" name="Firma"><extensionElements>
     <lf:assignmentDefinition candidateGroups="director"/>
     <lf:taskSchedule dueDate="=now() + duration(&quot;P2D&quot;)"/></extensionElements></userTask>
   <boundaryEvent id="late" attachedToRef="sign" cancelActivity="false">
     <timerEventDefinition><timeDuration>P3D</timeDuration></timerEventDefinition></boundaryEvent>
   <userTask id="substitute" name="Firma del sostituto"><extensionElements>
     <lf:assignmentDefinition candidateGroups="=[&quot;person:&quot; + case.requester]"/></extensionElements></userTask>
   <intermediateCatchEvent id="pause"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>
   <endEvent id="end"/><endEvent id="done"/>`,
  'start -> sign -> pause -> end; late -> substitute -> done',
  { id: 'process' },
);

for (const dialect of testDialects()) {
  describe(`a trial that somebody plays, on ${dialect}`, () => {
    let house: House;
    const open = async (more: Parameters<typeof House.open>[0] = {}): Promise<void> => {
      house = await House.open({
        dialect,
        directory: directoryOf({
          anna: ['person:anna', 'drafter'],
          dora: ['person:dora', 'director'],
          rita: [{ group: 'director', kind: 'substitute', onBehalfOf: 'dora' }],
          analyst: ['person:analyst'],
        }),
        ...more,
      });
    };
    afterEach(() => house.close());

    const prepare = (xml = drawn) => house.engine.prepareTrial({ tenant, xml, actor: 'analyst' });
    const begin = async (xml = drawn, values: Record<string, string> = { subject: 'Nota' }): Promise<string> => {
      const definition = await prepare(xml);
      const request = { tenant, definition, actor: 'analyst', as: 'anna', title: 'Prova', values };
      const { instanceId } = await house.engine.startTrial(request);
      await house.engine.settle();
      return instanceId;
    };
    const trial = async (caseId: string) => {
      const view = await house.read((tx) => house.engine.trial(tx, caseId));
      if (view === undefined) throw new Error('no trial');
      return view;
    };
    const openTasks = async (caseId: string) => house.read((tx) => house.engine.openTasks(tx, caseId));
    const names = async (caseId: string) => (await openTasks(caseId)).map(({ elementId }) => elementId).sort();
    const play = async (caseId: string, element: string, as: string, more: object = {}) =>
      house.engine.completeTrialTask({
        tenant,
        taskId: await house.taskAt(caseId, element),
        actor: 'analyst',
        as,
        ...more,
      });
    const move = (caseId: string, to?: number) =>
      house.engine.moveTrialClock({ tenant, caseId, actor: 'analyst', ...(to === undefined ? {} : { to }) });
    /** What the journal folds to is what the database holds. */
    const expectTrueHistory = async (caseId: string): Promise<void> => {
      const journal = await house.read((tx) => house.engine.journal(tx, caseId));
      const folded = fold(journal);
      const view = await trial(caseId);
      expect(folded.instance.clock).to.equal(view.clock);
      expect(folded.instance.state).to.equal(await house.stateOf(caseId));
    };

    it('begins as the person that is played, and belongs to whoever plays', async () => {
      await open();
      const caseId = await begin();
      const variables = await house.variablesOf(caseId);
      expect(variables['case']).to.include({ requester: 'anna', mode: 'trial' });
      expect(await house.read((tx) => house.engine.case(tx, caseId))).to.include({
        startedBy: 'analyst',
        mode: 'trial',
      });
    });

    it('stands in no queue and in no list, not even of whoever plays it', async () => {
      await open();
      const caseId = await begin();
      expect(await names(caseId)).to.deep.equal(['sign']);
      for (const actor of ['analyst', 'anna', 'dora', 'rita']) {
        const { items } = await house.read((tx) => house.engine.queue(tx, { actor, scope: 'all' }));
        expect(items, actor).to.deep.equal([]);
        for (const scope of ['mine', 'visible', 'all'] as const) {
          const cases = await house.read((tx) => house.engine.cases(tx, { actor, scope }));
          expect(cases.items, `${scope} of ${actor}`).to.deep.equal([]);
        }
        const taskId = await house.taskAt(caseId, 'sign');
        const right = await house.read((tx) => house.engine.access.mayWork(tx, actor, taskId));
        expect(right, `work of ${actor}`).to.equal(undefined);
      }
      expect(await house.read((tx) => house.engine.definitions(tx))).to.deep.equal([]);
      expect(await house.count('lf_task_candidate')).to.equal(0);
    });

    it('has a time of its own: deadlines, timers and now() go by it', async () => {
      await open();
      const caseId = await begin();
      const start = house.clock.now();
      const [sign] = await openTasks(caseId);
      expect(sign?.dueAt).to.equal(start + 2 * DAY);
      expect((await trial(caseId)).nextTimer).to.include({ at: start + 3 * DAY, elementId: 'late' });
      await move(caseId);
      expect(await names(caseId)).to.deep.equal(['sign', 'substitute']);
      expect((await trial(caseId)).now).to.equal(start + 3 * DAY);
      expect(await house.read((tx) => house.engine.timeIn(tx, caseId))).to.equal(start + 3 * DAY);
      await play(caseId, 'sign', 'dora');
      expect((await trial(caseId)).nextTimer).to.include({ at: start + 3 * DAY + HOUR, elementId: 'pause' });
      await move(caseId, start + 4 * DAY);
      expect((await trial(caseId)).now).to.equal(start + 4 * DAY);
      expect(await names(caseId)).to.deep.equal(['substitute']);
      await expectTrueHistory(caseId);
      const history = await house.read((tx) => house.engine.history(tx, caseId));
      expect(history.find(({ kind }) => kind === 'taskCompleted')).to.include({ at: start + 3 * DAY, actor: 'dora' });
    });

    it('goes on with the clock, too: the hours that pass are not lost', async () => {
      await open();
      const caseId = await begin();
      const start = house.clock.now();
      await move(caseId, start + DAY);
      house.clock.advance('2h');
      expect((await trial(caseId)).now).to.equal(start + DAY + 2 * HOUR);
      house.clock.advance('2d');
      await house.engine.settle();
      expect(await names(caseId)).to.deep.equal(['sign', 'substitute']);
      await expectTrueHistory(caseId);
    });

    it('lets what is due on the way happen in its order and at its time', async () => {
      await open();
      const chain = bpmn(
        `<startEvent id="start"/>
         <intermediateCatchEvent id="one"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></intermediateCatchEvent>
         <intermediateCatchEvent id="two"><timerEventDefinition><timeDuration>P2D</timeDuration></timerEventDefinition></intermediateCatchEvent>
         ${userTask('look')}<endEvent id="end"/>`,
        'start -> one -> two -> look -> end',
      );
      const caseId = await begin(chain, {});
      const start = house.clock.now();
      await move(caseId, start + 30 * DAY);
      const [look] = await openTasks(caseId);
      expect(look?.createdAt).to.equal(start + 3 * DAY);
      expect((await trial(caseId)).now).to.equal(start + 30 * DAY);
      await expectTrueHistory(caseId);
    });

    it('does not go back, and nobody else moves it', async () => {
      await open();
      const caseId = await begin();
      const start = house.clock.now();
      await move(caseId, start + DAY);
      expect(await codeOf(move(caseId, start))).to.equal('engine.clock-fixed');
      const stranger = house.engine.moveTrialClock({ tenant, caseId, actor: 'dora', to: start + 2 * DAY });
      expect(await codeOf(stranger)).to.equal('engine.no-such-case');
    });

    it('of a cycle without end stops on the way', async () => {
      await open();
      const cycle = bpmn(
        `<startEvent id="start"/>${userTask('look')}
         <boundaryEvent id="again" attachedToRef="look" cancelActivity="false"><timerEventDefinition><timeCycle>R/PT1M</timeCycle></timerEventDefinition></boundaryEvent>
         <endEvent id="end"/><endEvent id="end_again"/>`,
        'start -> look -> end; again -> end_again',
      );
      const caseId = await begin(cycle, {});
      const start = house.clock.now();
      await move(caseId, start + DAY);
      expect((await trial(caseId)).now).to.equal(start + 100 * 60_000);
    });

    it('is played by the people who hold its tasks then, each with their right', async () => {
      await open();
      const caseId = await begin();
      expect(await codeOf(play(caseId, 'sign', 'anna'))).to.equal('engine.trial-not-holder');
      expect(await codeOf(play(caseId, 'sign', 'analyst'))).to.equal('engine.trial-not-holder');
      await play(caseId, 'sign', 'rita');
      const history = await house.read((tx) => house.engine.history(tx, caseId));
      expect(history.find(({ kind }) => kind === 'taskCompleted')).to.include({ actor: 'rita', onBehalfOf: 'dora' });
    });

    it('goes on where nobody holds a task: whoever plays does it', async () => {
      await open();
      const caseId = await begin(drawn.replace('"director"', '"nobody"'));
      await play(caseId, 'sign', 'analyst');
      expect((await trial(caseId)).nextTimer).to.include({ elementId: 'pause' });
    });

    it('says to steps and fields who is played and who plays, and lets a step rehearse', async () => {
      const seen: object[] = [];
      const rehearsed: number[] = [];
      await open({
        steps: [
          userStep('test.sign:1', {
            complete: async (_task, { actor, playedBy }, tx) => {
              seen.push({ actor, playedBy, at: tx.now });
            },
            rehearse: async (_task, { outcome, actor, playedBy }, at) => {
              if (outcome !== 'signed') return undefined;
              rehearsed.push(at);
              return { write: async (tx) => ({ signature: `${actor} by ${playedBy} at ${tx.now - at}` }) };
            },
          }),
        ],
      });
      const withStep = drawn.replace(
        '<lf:assignmentDefinition candidateGroups="director"/>',
        '<lf:taskDefinition type="test.sign:1"/><lf:assignmentDefinition candidateGroups="director"/>',
      );
      const first = await begin(withStep);
      const start = house.clock.now();
      await move(first, start + DAY);
      await play(first, 'sign', 'dora', { outcome: 'approved' });
      expect(seen).to.deep.equal([{ actor: 'dora', playedBy: 'analyst', at: start + DAY }]);
      const second = await begin(withStep);
      await play(second, 'sign', 'dora', { outcome: 'signed' });
      expect(rehearsed).to.deep.equal([house.clock.now()]);
      expect(await house.variablesOf(second)).to.include({ signature: 'dora by analyst at 0' });
      expect(seen).to.have.length(1);
    });

    it('calls what is published, and takes its time along', async () => {
      await open();
      await house.deploy(
        bpmn(
          `<startEvent id="in"/>${userTask('inner')}<boundaryEvent id="inner_late" attachedToRef="inner"><timerEventDefinition><timeDuration>P5D</timeDuration></timerEventDefinition></boundaryEvent><endEvent id="out"/><endEvent id="out_late"/>`,
          'in -> inner -> out; inner_late -> out_late',
          { id: 'part' },
        ),
      );
      const caller = bpmn(
        `<startEvent id="start"/>
         <intermediateCatchEvent id="wait"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></intermediateCatchEvent>
         <callActivity id="call"><extensionElements><lf:calledElement processId="part"/></extensionElements></callActivity>
         <endEvent id="end"/>`,
        'start -> wait -> call -> end',
      );
      // A call is a command from one instance to another: only an engine that runs carries it out while the time moves.
      await house.engine.run();
      const caseId = await begin(caller, {});
      const start = house.clock.now();
      await move(caseId);
      expect(await names(caseId)).to.deep.equal(['inner']);
      expect((await trial(caseId)).nextTimer).to.include({ at: start + 6 * DAY, elementId: 'inner_late' });
      await move(caseId);
      expect(await house.stateOf(caseId)).to.equal('completed');
      expect((await trial(caseId)).now).to.equal(start + 6 * DAY);
    });

    it('talks to nobody outside: its messages reach itself, and whoever plays answers what it waits for', async () => {
      await open();
      const talk = bpmn(
        `<startEvent id="start"/>
         <intermediateThrowEvent id="say"><messageEventDefinition messageRef="news"/></intermediateThrowEvent>
         <intermediateCatchEvent id="hear"><messageEventDefinition messageRef="receipt"/></intermediateCatchEvent>
         <endEvent id="end"/>`,
        'start -> say -> hear -> end',
        {
          definitions: `<message id="news" name="news"><extensionElements><lf:subscription correlationKey="=&quot;k&quot;"/></extensionElements></message>
            <message id="receipt" name="receipt"><extensionElements><lf:subscription correlationKey="=&quot;k&quot;"/></extensionElements></message>`,
        },
      );
      const live = bpmn(
        `<startEvent id="start"/><intermediateCatchEvent id="hear"><messageEventDefinition messageRef="news"/></intermediateCatchEvent><endEvent id="end"/>`,
        'start -> hear -> end',
        {
          id: 'listener',
          definitions: `<message id="news" name="news"><extensionElements><lf:subscription correlationKey="=&quot;k&quot;"/></extensionElements></message>`,
        },
      );
      await house.deploy(live);
      const listener = await house.start({}, 'listener');
      const caseId = await begin(talk, {});
      expect(await house.stateOf(listener)).to.equal('running');
      const outside = house.engine.correlate({ tenant, message: 'receipt', correlationKey: 'k' });
      expect(await codeOf(outside)).to.equal('engine.nobody-waits');
      const [waiting] = (await trial(caseId)).waiting;
      expect(waiting).to.include({ elementId: 'hear', message: 'receipt', key: 'k' });
      const give = { tenant, waitingId: waiting?.id ?? '', actor: 'analyst', variables: { found: true } };
      await house.engine.giveTrialMessage(give);
      expect(await house.stateOf(caseId)).to.equal('completed');
      expect(await house.variablesOf(caseId)).to.include({ found: true });
      expect(await codeOf(house.engine.giveTrialMessage(give))).to.equal('engine.no-such-subscription');
    });

    it('runs a drawing that could not be published, as long as it runs at all', async () => {
      await open();
      const rejected = await codeOf(begin(bpmn(`<startEvent id="start"/>`, '')));
      expect(rejected).to.equal('engine.diagram-invalid');
      const caseId = await begin(drawn.replace('"director"', '"missing-group"'));
      expect(await names(caseId)).to.deep.equal(['sign']);
    });

    it('waits for its machine steps, and is forgotten with all its rows', async () => {
      let answer = (): void => undefined;
      const asked = new Promise<void>((resolve) => {
        answer = resolve;
      });
      await open({
        steps: [
          service('test.slow:1', async () => {
            await asked;
            return { kind: 'completed', output: {} };
          }),
        ],
      });
      const slow = bpmn(
        `<startEvent id="start"/><serviceTask id="slow"><extensionElements><lf:taskDefinition type="test.slow:1"/></extensionElements></serviceTask>${userTask('look')}<endEvent id="end"/>`,
        'start -> slow -> look -> end',
      );
      await house.engine.run();
      const definition = await prepare(slow);
      const { instanceId: caseId } = await house.engine.startTrial({
        ...{ tenant, definition, actor: 'analyst', as: 'anna', title: 'Prova', values: {} },
      });
      expect((await trial(caseId)).busy).to.equal(true);
      expect(await house.engine.trialRests({ tenant, caseId, timeoutMs: 1 })).to.equal(false);
      const rests = house.engine.trialRests({ tenant, caseId, timeoutMs: 10_000 });
      answer();
      expect(await rests).to.equal(true);
      expect(await names(caseId)).to.deep.equal(['look']);
      expect(await codeOf(house.engine.forgetTrial({ tenant, caseId, actor: 'dora' }))).to.equal('engine.no-such-case');
      await house.engine.forgetTrial({ tenant, caseId, actor: 'analyst' });
      expect(await house.read((tx) => house.engine.trial(tx, caseId))).to.equal(undefined);
      for (const table of ['lf_instance', 'lf_task', 'lf_journal', 'lf_job', 'lf_definition', 'lf_diagram']) {
        expect(await house.count(table), table).to.equal(0);
      }
    });

    it('of a drawing that went with the last trial of it is not begun', async () => {
      await open();
      const definition = await prepare();
      await house.engine.forgetTrial({ tenant, caseId: await begin(), actor: 'analyst' });
      const request = { tenant, definition, actor: 'analyst', as: 'anna', title: 'Prova', values: { subject: 'Nota' } };
      expect(await codeOf(house.engine.startTrial(request))).to.equal('engine.no-such-definition');
    });

    it('that is forgotten leaves the drawing to whoever stores it at the same time', async () => {
      await open();
      const caseId = await begin();
      let forgotten: Promise<void> | undefined;
      const [view] = await house.engine.deploy({
        tenant,
        xml: drawn,
        actor: 'analyst',
        publish: false,
        write: async () => {
          forgotten = house.engine.forgetTrial({ tenant, caseId, actor: 'analyst' });
          await new Promise((resolve) => setTimeout(resolve, 1_500));
        },
      });
      await forgotten;
      expect(await house.read((tx) => house.engine.definitionXml(tx, view?.id ?? ''))).to.equal(drawn);
    });

    it('keeps what can be submitted again, and marks what needs a sample', async () => {
      await open();
      const fields = { fields: [{ key: 'a', label: 'A', kind: 'text' as const }] };
      expect(house.engine.recordableValues(fields, { a: 'x' })).to.deep.equal({ a: 'x' });
    });
  });
}
