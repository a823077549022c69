import { testDialects } from '@libro-firma/engine/testing';
import { expect } from 'chai';
import { bpmn, escape, userTask } from '../../../test/conformance/support/bpmn.js';
import { codeOf, directoryOf, House, tenant } from '../support/house.js';

const version = (name: string, properties = ''): string =>
  bpmn(
    `<startEvent id="start"/>${userTask('sign')}<endEvent id="end" name="${name}"/>`,
    'start -> sign -> end',
  ).replace('<startEvent', `${properties}<startEvent`);
const startableBy = (groups: string): string =>
  `<extensionElements><lf:properties><lf:property name="startableBy" value="${groups}"/></lf:properties></extensionElements>`;

for (const dialect of testDialects()) {
  describe(`a definition on ${dialect}`, () => {
    let house: House;
    beforeEach(async () => {
      house = await House.open({
        dialect,
        directory: directoryOf({ rita: ['role:drafter@gare'], ezio: ['role:director@gare'] }),
      });
    });
    afterEach(() => house.close());

    const deploy = (xml: string, publish = true) =>
      house.engine.deploy({ tenant, xml, actor: 'analyst', publish, reason: 'Prima stesura' });
    const versions = async () =>
      (await house.read((tx) => house.engine.definitions(tx))).map(({ version: n, state }) => `${n} ${state}`);

    it('is the next version of its process; the same diagram again is none', async () => {
      const [one] = await deploy(version('one'));
      expect(one).to.include({ version: 1, state: 'published', publishedBy: 'analyst', reason: 'Prima stesura' });
      const [again] = await deploy(version('one'));
      expect(again?.id).to.equal(one?.id);
      await deploy(version('two'));
      expect(await versions()).to.deep.equal(['2 published', '1 superseded']);
      expect(await house.read((tx) => house.engine.definitionXml(tx, one?.id ?? ''))).to.equal(version('one'));
    });

    it('that calls a part which is not published is told so, and its cases go on once the part is', async () => {
      const caller = bpmn(
        `<startEvent id="start"/>
         <callActivity id="part" name="Parte comune"><extensionElements>
           <lf:calledElement processId="parte-comune"/>
         </extensionElements></callActivity>
         <endEvent id="end"/>`,
        'start -> part -> end',
      );
      const told = async (): Promise<readonly string[]> =>
        (await house.engine.checkDefinition({ tenant, xml: caller }))
          .filter(({ code }) => code === 'called-unpublished')
          .map(({ elementId, text }) => `${elementId ?? ''}: ${text.it}`);
      expect(await told()).to.deep.equal([
        'part: «Parte comune» chiama l’iter «parte-comune», che non è pubblicato: finché non lo è, le pratiche si fermano qui.',
      ]);
      await deploy(caller);
      const id = await house.start();
      await house.engine.settle();
      const [incident] = (await house.read((tx) => house.engine.incidents(tx, { limit: 9 }))).items;
      expect(incident).to.deep.include({
        elementId: 'part',
        message: {
          it: 'La parte «parte-comune» che l’iter chiama non è pubblicata: pubblicarla, poi ritentare.',
          en: 'The part "parte-comune" that the route calls is not published: publish it, then try again.',
        },
      });
      await deploy(
        bpmn(`<startEvent id="start"/><endEvent id="end"/>`, 'start -> end').replaceAll(
          'id="process"',
          'id="parte-comune"',
        ),
      );
      expect(await told()).to.deep.equal([]);
      await house.engine.retryIncident({ tenant, incidentId: incident?.id ?? '', actor: 'analyst' });
      await house.engine.settle();
      expect(await house.stateOf(id)).to.equal('completed');
    });

    it('keeps its cases when a newer one is published', async () => {
      const [one] = await deploy(version('one'));
      const id = await house.start();
      await deploy(version('two'));
      expect((await house.read((tx) => house.engine.case(tx, id)))?.definitionId).to.equal(one?.id);
      await house.complete(id, 'sign');
      expect(await house.stateOf(id)).to.equal('completed');
      const { instanceId } = await house.engine.start({
        tenant,
        processId: 'process',
        version: 1,
        actor: 'a',
        title: 't',
      });
      expect((await house.read((tx) => house.engine.case(tx, instanceId)))?.processVersion).to.equal(1);
    });

    it('that is a draft starts nothing before it is published', async () => {
      const [draft] = await deploy(version('one'), false);
      expect(draft?.state).to.equal('draft');
      expect(await codeOf(house.start())).to.equal('engine.no-such-process');
      const published = await house.engine.publish({ tenant, definitionId: draft?.id ?? '', actor: 'director' });
      expect(published).to.include({ state: 'published', publishedBy: 'director' });
      expect(await house.stateOf(await house.start())).to.equal('running');
      expect(await codeOf(house.engine.publish({ tenant, definitionId: 'unknown', actor: 'x' }))).to.equal(
        'engine.no-such-definition',
      );
    });

    it('with problems is refused with all of them, each at its element', async () => {
      const form = escape(JSON.stringify({ fields: [{ key: 'a', label: 'A', kind: 'fish.trout' }] }));
      const broken = bpmn(
        `<startEvent id="start"/>
         <userTask id="sign" name="Firma"><extensionElements><lf:assignmentDefinition candidateGroups="missing-group"/>
           <lf:userTaskForm>${form}</lf:userTaskForm></extensionElements></userTask><endEvent id="end"/>`,
        'start -> sign -> end',
      );
      const failure = await deploy(broken).catch((error) => error);
      expect(failure.code).to.equal('engine.diagram-invalid');
      expect(failure.where).to.equal('sign');
      expect(failure.text.it).to.include('«Firma»');
      const problems = await house.engine.checkDefinition({ tenant, xml: broken });
      expect(problems.map(({ code, elementId }) => `${code} ${elementId ?? ''}`)).to.have.members([
        'field-unknown sign',
        'group-unknown sign',
        'nobody-starts start',
      ]);
      expect(await codeOf(deploy('this is no xml'))).to.equal('engine.diagram-invalid');
      expect(await versions()).to.deep.equal([]);
    });

    it('may be started by those whom it names', async () => {
      await deploy(version('one', startableBy('role:drafter@*, person:anna')));
      const may = (actor: string) => house.read((tx) => house.engine.mayStart(tx, actor, 'process'));
      expect(await may('rita')).to.equal(true);
      expect(await may('ezio')).to.equal(false);
      const mine = await house.read((tx) => house.engine.startable(tx, 'rita'));
      expect(mine.map(({ processId }) => processId)).to.deep.equal(['process']);
      expect(await house.read((tx) => house.engine.startable(tx, 'ezio'))).to.deep.equal([]);
    });

    it('that names nobody is started by nobody from the desk', async () => {
      await deploy(version('one'));
      expect(await house.read((tx) => house.engine.mayStart(tx, 'rita', 'process'))).to.equal(false);
    });

    it('is not lost to two analysts who publish at once', async () => {
      await Promise.all([deploy(version('one')), deploy(version('two')), deploy(version('three'))]);
      const found = await versions();
      expect(found.filter((line) => line.endsWith('published'))).to.have.length(1);
      expect(found.map((line) => line.split(' ')[0])).to.deep.equal(['3', '2', '1']);
    });

    it('with a timer start makes a case at each of its dates', async () => {
      const cycle = bpmn(
        `<startEvent id="daily"><timerEventDefinition><timeCycle>R2/P1D</timeCycle></timerEventDefinition></startEvent>${userTask('look')}<endEvent id="end"/>`,
        'daily -> look -> end',
        { id: 'reminder' },
      );
      await deploy(cycle);
      const made = async () =>
        (await house.read((tx) => house.engine.cases(tx, { actor: 'x', scope: 'all', processId: 'reminder' }))).items
          .length;
      await house.engine.settle();
      expect(await made()).to.equal(0);
      house.clock.advance('1d');
      await house.engine.settle();
      expect(await made()).to.equal(1);
      house.clock.advance('5d');
      await house.engine.settle();
      expect(await made()).to.equal(2);
    });
  });
}
