import { definePlugin, following, type RouteCheck } from '@libro-firma/engine/plugin';
import { expect } from 'chai';
import { ContainerModule } from 'inversify';
import { bpmn, userTask } from '../../../test/conformance/support/bpmn.js';
import { House, tenant } from '../support/house.js';

/** A rule over calls: behind a part that somebody closes, nobody reads any more. */
const nothingAfterClosing: RouteCheck = async ({ route, published }) => {
  const problems = [];
  for (const { id, calls } of route.elements.values()) {
    const part = calls === undefined ? undefined : await published(calls);
    if (part?.elements.has('close') !== true || !following(route, id).has('read')) continue;
    problems.push({
      severity: 'error' as const,
      code: 'archive.read-after-closing',
      elementId: id,
      text: { it: 'Dopo la chiusura si legge ancora.', en: 'Somebody still reads after the closing.' },
      doNow: { it: 'Sposta la lettura.', en: 'Move the reading.' },
    });
  }
  return problems;
};

const call = (id: string): string =>
  `<callActivity id="call"><extensionElements><lf:calledElement processId="${id}"/></extensionElements></callActivity>`;
const part = (...tasks: readonly string[]): string =>
  bpmn(
    `<startEvent id="start"/>${tasks.map((id) => userTask(id)).join('')}<endEvent id="end"/>`,
    ['start', ...tasks, 'end'].join(' -> '),
    { id: 'part' },
  );

describe('a route that others call', () => {
  let house: House;
  /** As long as nobody has installed the rule, anything may be published. */
  let ruled: boolean;
  beforeEach(async () => {
    ruled = true;
    const archive = definePlugin({
      manifest: { name: 'archive', version: '1.0.0', label: { it: 'Archivio' }, engine: 1 },
      module: new ContainerModule(() => undefined),
      checks: () => [(asked) => (ruled ? nothingAfterClosing(asked) : Promise.resolve([]))],
    });
    house = await House.open({ dialect: 'sqlite', plugins: [archive] });
    await house.deploy(part('sort'));
    await house.deploy(
      bpmn(
        `<startEvent id="start"/>${call('part')}<endEvent id="end"/>`.replaceAll('id="call"', 'id="inner"'),
        'start -> inner -> end',
        { id: 'between' },
      ),
    );
    await house.deploy(
      bpmn(
        `<startEvent id="start"/>${call('part')}${userTask('read')}<endEvent id="end"/>`,
        'start -> call -> read -> end',
        {
          id: 'caller',
        },
      ).replace('isExecutable', 'name="Lettura" isExecutable'),
    );
  });
  afterEach(() => house.close());

  const told = async (xml: string): Promise<readonly string[]> =>
    (await house.engine.checkDefinition({ tenant, xml }))
      .filter(({ code }) => code === 'archive.read-after-closing')
      .map(({ severity, elementId = '', text, doNow }) => `${severity} ${elementId}: ${text.it} ${doNow.it}`);

  it('may be published when they stay right with it', async () => {
    expect(await told(part('sort', 'count'))).to.deep.equal([]);
    await house.deploy(part('sort', 'count'));
  });

  it('is refused when it makes one of them wrong, by name and with what to do', async () => {
    const closing = part('sort', 'close');
    expect(await told(closing)).to.deep.equal([
      'error : L’iter «Lettura» chiama questo, e così non andrebbe più bene. Dopo la chiusura si legge ancora. ' +
        'Cambia e pubblica prima l’iter «Lettura», oppure disegna questo in un altro modo.',
    ]);
    const [refused] = await Promise.allSettled([house.deploy(closing)]);
    expect(refused).to.include({ status: 'rejected' });
    const stored = await house.read((tx) => house.engine.definitions(tx, 'part'));
    expect(stored).to.have.length(1);
  });

  it('is published together with them when they are changed in the same drawing', async () => {
    const both = part('close').replace(
      '</definitions>',
      `${/<process id="caller"[^]*<\/process>/
        .exec(
          bpmn(`<startEvent id="start"/>${call('part')}<endEvent id="end"/>`, 'start -> call -> end', { id: 'caller' }),
        )![0]
        .replaceAll(/ id="(?!caller")(\w+)"/g, ' id="c_$1"')
        .replaceAll(/(Ref)="(\w+)"/g, '$1="c_$2"')}</definitions>`,
    );
    expect(await told(both)).to.deep.equal([]);
    await house.deploy(both);
  });

  it('is not held against what was wrong before', async () => {
    ruled = false;
    await house.deploy(part('close'));
    ruled = true;
    expect(await told(part('close', 'count'))).to.deep.equal([]);
  });
});
