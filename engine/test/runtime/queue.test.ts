import { testDialects } from '@libro-firma/engine/testing';
import { expect } from 'chai';
import { bpmn, userTask } from '../../../test/conformance/support/bpmn.js';
import { codeOf, directoryOf, House, tenant } from '../support/house.js';

const forGroup = (id: string, groups: string, due = ''): string =>
  `<userTask id="${id}" name="${id}"><extensionElements><lf:assignmentDefinition candidateGroups="${groups}"/>${
    due === '' ? '' : `<lf:taskSchedule dueDate="${due}"/>`
  }</extensionElements></userTask>`;

const diagram = bpmn(
  `<startEvent id="start"/>${forGroup('sign', 'role:director@gare', '=due')}${forGroup('number', 'role:registry@gare')}<endEvent id="end"/>`,
  'start -> sign -> number -> end',
);

const directory = directoryOf({
  dario: ['role:director@gare'],
  vera: [{ group: 'role:director@gare', kind: 'substitute', onBehalfOf: 'dario' }],
  rita: ['role:registry@gare'],
  ezio: ['role:director@other'],
});

for (const dialect of testDialects()) {
  describe(`a queue on ${dialect}`, () => {
    let house: House;
    beforeEach(async () => {
      house = await House.open({ dialect, directory });
      await house.deploy(diagram);
    });
    afterEach(() => house.close());

    const start = async (title: string, due: string | null = null, more: object = {}): Promise<string> => {
      house.clock.advance(1_000);
      const request = { tenant, processId: 'process', actor: 'luca', title, variables: { due }, ...more };
      return (await house.engine.start(request)).instanceId;
    };
    const queue = async (actor: string, more: object = {}) => {
      const page = await house.read((tx) => house.engine.queue(tx, { actor, scope: 'mine', ...more }));
      return { titles: page.items.map(({ caseTitle }) => caseTitle), ...page };
    };

    it('holds what the actor’s groups are offered, by deadline, then by age', async () => {
      await start('no date, older');
      await start('late', '2026-04-02');
      await start('soon', '2026-03-05');
      await start('no date, newer');
      expect((await queue('dario')).titles).to.deep.equal(['soon', 'late', 'no date, older', 'no date, newer']);
      expect((await queue('ezio')).titles).to.deep.equal([]);
    });

    it('comes in pages that neither repeat nor lose a task, whatever is added meanwhile', async () => {
      for (let n = 0; n < 7; n += 1) await start(`case ${n}`, n % 2 === 0 ? `2026-04-0${n + 1}` : null);
      const whole = (await queue('dario')).titles;
      const first = await queue('dario', { limit: 3 });
      await start('newest', '2026-03-04');
      const second = await queue('dario', { limit: 3, cursor: first.next });
      const third = await queue('dario', { limit: 3, cursor: second.next });
      expect([...first.titles, ...second.titles, ...third.titles]).to.deep.equal(whole);
      expect(third.next).to.equal(null);
      expect(await codeOf(queue('dario', { cursor: 'nonsense' }))).to.equal('engine.cursor-invalid');
      const beyond = Buffer.from(JSON.stringify([1, 1, 'x', 2 ** 40])).toString('base64url');
      expect(await codeOf(queue('dario', { cursor: beyond }))).to.equal('engine.cursor-invalid');
    });

    it('says by which right: as a substitute, for whom', async () => {
      await start('Nota');
      const [task] = (await queue('vera')).items;
      expect(task?.right).to.deep.equal({ group: 'role:director@gare', kind: 'substitute', onBehalfOf: 'dario' });
      const may = (actor: string) => house.read((tx) => house.engine.access.mayWork(tx, actor, task?.id ?? ''));
      expect(await may('vera')).to.deep.equal({ onBehalfOf: 'dario' });
      expect(await may('dario')).to.deep.equal({});
      expect(await may('rita')).to.equal(undefined);
    });

    it('loses what somebody else has taken, until it is given back', async () => {
      const id = await start('Nota');
      const taskId = await house.taskAt(id, 'sign');
      await house.engine.claimTask({ tenant, taskId, actor: 'vera' });
      expect((await queue('dario')).titles).to.deep.equal([]);
      expect((await queue('dario', { scope: 'all' })).items[0]?.assignee).to.equal('vera');
      expect((await queue('vera')).titles).to.deep.equal(['Nota']);
      expect((await queue('vera', { scope: 'claimed' })).titles).to.deep.equal(['Nota']);
      expect(await codeOf(house.engine.claimTask({ tenant, taskId, actor: 'dario' }))).to.equal('engine.task-taken');
      expect(await codeOf(house.engine.completeTask({ tenant, taskId, actor: 'dario' }))).to.equal('engine.task-taken');
      expect(await house.read((tx) => house.engine.access.mayWork(tx, 'dario', taskId))).to.equal(undefined);
      await house.engine.releaseTask({ tenant, taskId, actor: 'vera' });
      expect((await queue('dario')).titles).to.deep.equal(['Nota']);
      expect((await queue('vera', { scope: 'claimed' })).titles).to.deep.equal([]);
    });

    it('finds by part of a title, without regard to case and accents', async () => {
      await start('Determina per la CITTÀ');
      await start('Nota 100%');
      expect((await queue('dario', { q: 'citta' })).titles).to.deep.equal(['Determina per la CITTÀ']);
      expect((await queue('dario', { q: '0%' })).titles).to.deep.equal(['Nota 100%']);
      expect((await queue('dario', { q: '%' })).titles).to.deep.equal(['Nota 100%']);
      expect((await queue('dario', { q: "'; drop" })).titles).to.deep.equal([]);
    });

    it('of nobody but the starter holds a trial', async () => {
      const id = await start('Prova', null, { mode: 'trial' });
      expect((await queue('dario')).titles).to.deep.equal([]);
      expect((await queue('luca')).titles).to.deep.equal(['Prova']);
      const taskId = await house.taskAt(id, 'sign');
      expect(await house.read((tx) => house.engine.access.mayWork(tx, 'dario', taskId))).to.equal(undefined);
      expect(await house.read((tx) => house.engine.access.maySee(tx, 'dario', id))).to.equal(false);
      expect(await house.read((tx) => house.engine.access.mayWork(tx, 'luca', taskId))).to.deep.equal({});
      const { items } = await house.read((tx) => house.engine.cases(tx, { actor: 'dario', scope: 'all' }));
      expect(items).to.have.length(0);
    });
  });

  describe(`cases on ${dialect}`, () => {
    let house: House;
    beforeEach(async () => {
      house = await House.open({ dialect, directory });
      await house.deploy(diagram);
    });
    afterEach(() => house.close());

    const start = async (title: string, actor: string, confidential = false): Promise<string> => {
      house.clock.advance(1_000);
      const request = { tenant, processId: 'process', actor, title, confidential, variables: { due: null } };
      return (await house.engine.start(request)).instanceId;
    };
    const cases = async (actor: string, scope: 'mine' | 'visible' | 'all', more: object = {}) =>
      (await house.read((tx) => house.engine.cases(tx, { actor, scope, ...more }))).items;

    it('are seen by their requester and by whoever has been on their route', async () => {
      const id = await start('Nota', 'luca');
      const maySee = (actor: string) => house.read((tx) => house.engine.access.maySee(tx, actor, id));
      expect(await maySee('luca')).to.equal(true);
      expect(await maySee('dario')).to.equal(true);
      expect(await maySee('vera')).to.equal(true);
      expect(await maySee('rita'), 'not yet').to.equal(false);
      await house.complete(id, 'sign', { actor: 'dario' });
      expect(await maySee('rita')).to.equal(true);
      expect(await maySee('dario'), 'still').to.equal(true);
      expect(await house.read((tx) => house.engine.access.groupsOn(tx, id))).to.deep.equal([
        'role:director@gare',
        'role:registry@gare',
      ]);
      expect(await maySee('nobody')).to.equal(false);
      expect(await house.read((tx) => house.engine.access.maySee(tx, 'luca', 'unknown'))).to.equal(false);
    });

    it('are listed newest first: mine, those on whose route I am, all of them', async () => {
      await start('one', 'luca');
      await start('two', 'ezio');
      const three = await start('three', 'luca');
      expect((await cases('luca', 'mine')).map(({ title }) => title)).to.deep.equal(['three', 'one']);
      expect((await cases('rita', 'visible')).map(({ title }) => title)).to.deep.equal([]);
      await house.complete(three, 'sign', { actor: 'dario' });
      expect((await cases('rita', 'visible')).map(({ title }) => title)).to.deep.equal(['three']);
      expect((await cases('dario', 'visible')).map(({ title }) => title)).to.deep.equal(['three', 'two', 'one']);
      expect(await cases('nobody', 'all')).to.have.length(3);
      expect((await cases('luca', 'mine', { limit: 1 })).map(({ title }) => title)).to.deep.equal(['three']);
      expect(await cases('luca', 'mine', { state: 'completed' })).to.have.length(0);
    });

    it('that are confidential show what they are about to their route only', async () => {
      await start('Procedimento disciplinare', 'luca', true);
      const [seen] = await cases('dario', 'all');
      expect(seen).to.include({ title: 'Procedimento disciplinare', visible: true });
      const [hidden] = await cases('ezio', 'all');
      expect(hidden).to.include({ title: 'Pratica riservata', visible: false, confidential: true });
      expect(await cases('ezio', 'all', { q: 'disciplinare' })).to.have.length(0);
      expect(await cases('dario', 'all', { q: 'DISCIPLINARE' })).to.have.length(1);
    });

    it('can be recalled by their requester before anybody has worked on them', async () => {
      const [one, two, three] = [await start('1', 'luca'), await start('2', 'luca'), await start('3', 'luca')];
      const recall = (instanceId: string, actor = 'luca') => house.engine.recallCase({ tenant, instanceId, actor });
      expect(await codeOf(recall(one, 'ezio'))).to.equal('engine.recall-forbidden');
      await recall(one);
      expect(await house.stateOf(one)).to.equal('cancelled');
      await house.engine.claimTask({ tenant, taskId: await house.taskAt(two, 'sign'), actor: 'dario' });
      expect(await codeOf(recall(two))).to.equal('engine.recall-late');
      await house.complete(three, 'sign', { actor: 'dario' });
      expect(await codeOf(recall(three))).to.equal('engine.recall-late');
      expect(await codeOf(recall('unknown'))).to.equal('engine.no-such-case');
    });

    it('cannot be recalled once somebody has taken a task of a process that they called', async () => {
      const calling = bpmn(
        `<startEvent id="start"/><callActivity id="call"><extensionElements><lf:calledElement processId="process" propagateAllParentVariables="true"/></extensionElements></callActivity><endEvent id="end"/>`,
        'start -> call -> end',
        { id: 'calling' },
      );
      await house.deploy(calling);
      const request = { tenant, processId: 'calling', actor: 'luca', title: 'Nota', variables: { due: null } };
      const recall = (instanceId: string) => house.engine.recallCase({ tenant, instanceId, actor: 'luca' });
      const begin = async (): Promise<{ readonly id: string; readonly taskId: string; readonly called: string }> => {
        const { instanceId: id } = await house.engine.start(request);
        await house.engine.settle();
        const [task] = await house.read((tx) => house.engine.openTasks(tx, id));
        return { id, taskId: task?.id ?? '', called: task?.instanceId ?? '' };
      };
      const [claimed, signed, free] = [await begin(), await begin(), await begin()];
      await house.engine.claimTask({ tenant, taskId: claimed.taskId, actor: 'dario' });
      expect(await codeOf(recall(claimed.id))).to.equal('engine.recall-late');
      await house.engine.completeTask({ tenant, taskId: signed.taskId, actor: 'dario' });
      expect(await codeOf(recall(signed.id))).to.equal('engine.recall-late');
      expect(await codeOf(recall(free.called)), 'a called instance is no case').to.equal('engine.no-such-case');
      await recall(free.id);
      expect(await house.stateOf(free.id)).to.equal('cancelled');
    });

    it('is recalled or taken, never both, when both come in one commit', async () => {
      const id = await start('Nota', 'luca');
      const taskId = await house.taskAt(id, 'sign');
      const [taken, recalled] = await Promise.all([
        codeOf(house.engine.completeTask({ tenant, taskId, actor: 'dario' })),
        codeOf(house.engine.recallCase({ tenant, instanceId: id, actor: 'luca' })),
      ]);
      expect([taken, recalled]).to.deep.equal(['nothing went wrong', 'engine.recall-late']);
    });

    it('tell their history in the words of their diagram, and where they stand', async () => {
      const id = await start('Nota', 'luca');
      await house.complete(id, 'sign', { actor: 'vera', onBehalfOf: 'dario', reason: 'Va bene' });
      await house.engine.cancelCase({ tenant, instanceId: id, actor: 'admin', reason: 'Non serve più' });
      const history = await house.read((tx) => house.engine.history(tx, id));
      expect(
        history.map(({ kind, elementName, actor, onBehalfOf, reason }) =>
          [kind, elementName, actor, onBehalfOf, reason].filter((fact) => fact !== undefined).join(' '),
        ),
      ).to.deep.equal([
        'started luca',
        'taskOpened sign',
        'taskCompleted sign vera dario Va bene',
        'taskOpened number',
        'taskCancelled number',
        'cancelled admin Non serve più',
      ]);
      const path = await house.read((tx) => house.engine.path(tx, id));
      expect(path.visited).to.deep.equal(['start', 'sign', 'number']);
      expect(path.flows).to.deep.equal(['start_sign', 'sign_number']);
      expect(path.active).to.deep.equal([]);
    });

    it('show every open task, those of called processes too', async () => {
      const calling = bpmn(
        `<startEvent id="start"/><callActivity id="call"><extensionElements><lf:calledElement processId="process" propagateAllParentVariables="true"/></extensionElements></callActivity>${userTask('own')}<parallelGateway id="split"/><endEvent id="end"/>`,
        `start -> split -> call -> end
         split -> own -> end`,
        { id: 'calling' },
      );
      await house.deploy(calling);
      const { instanceId } = await house.engine.start({
        tenant,
        processId: 'calling',
        actor: 'luca',
        title: 'Nota',
        variables: { due: null },
      });
      await house.engine.settle();
      const open = await house.read((tx) => house.engine.openTasks(tx, instanceId));
      expect(open.map(({ elementId }) => elementId).sort()).to.deep.equal(['own', 'sign']);
      expect(open.every(({ caseId }) => caseId === instanceId)).to.equal(true);
      const called = open.find(({ elementId }) => elementId === 'sign');
      expect(await house.read((tx) => house.engine.access.maySee(tx, 'dario', called?.instanceId ?? ''))).to.equal(
        true,
      );
      await house.engine.cancelCase({ tenant, instanceId, actor: 'admin', reason: 'x' });
      await house.engine.settle();
      expect(await house.read((tx) => house.engine.openTasks(tx, instanceId))).to.deep.equal([]);
    });
  });
}
