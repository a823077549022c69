import { completed, definePlugin, type ListItem } from '@libro-firma/engine/plugin';
import { expect } from 'chai';
import { ContainerModule } from 'inversify';
import { bpmn, escape, serviceTask } from '../../../test/conformance/support/bpmn.js';
import { testStep } from '../../../test/conformance/support/player.js';
import { House, tenant } from '../support/house.js';

const sending = (headers: Readonly<Record<string, string>>): string => {
  const rows = Object.entries(headers).map(([key, value]) => `<lf:header key="${key}" value="${escape(value)}"/>`);
  return bpmn(
    `<startEvent id="start"/>
     ${serviceTask('send', 'parcels.send:1', `<lf:taskHeaders>${rows.join('')}</lf:taskHeaders>`)}
     <endEvent id="end"/>`,
    'start -> send -> end',
  );
};

describe('a setting that is chosen from a live list', () => {
  let house: House;
  let depots: ListItem[];
  beforeEach(async () => {
    depots = [{ value: 'north', label: 'Nord' }];
    const parcels = definePlugin({
      manifest: { name: 'parcels', version: '1.0.0', label: { it: 'Pacchi' }, engine: 1 },
      module: new ContainerModule(() => undefined),
      lists: () => [
        { name: 'parcels.depots', label: { it: 'Depositi' }, read: () => Promise.resolve(depots) },
        {
          name: 'parcels.myDepots',
          label: { it: 'I miei depositi' },
          read: (_tx, actor) => Promise.resolve(actor === '' ? [] : depots),
        },
      ],
    });
    const depot = (title: string, list: string) => ({ type: 'string', title, 'x-list': list, 'x-feel': 'optional' });
    house = await House.open({
      dialect: 'sqlite',
      plugins: [parcels],
      steps: [
        {
          manifest: testStep('parcels.send:1', {
            config: {
              type: 'object',
              properties: {
                from: { ...depot('Da', 'parcels.depots'), 'x-en': { title: 'From' } },
                mine: depot('Il mio', 'parcels.myDepots'),
                by: { type: 'array', title: 'Passando per', items: { type: 'string', 'x-list': 'parcels.depots' } },
              },
            },
          }),
          handler: { execute: () => Promise.resolve(completed()) },
        },
      ],
    });
  });
  afterEach(() => house.close());

  const told = async (headers: Readonly<Record<string, string>>) =>
    (await house.engine.checkDefinition({ tenant, xml: sending(headers) })).filter(
      ({ code }) => code === 'value-unlisted',
    );

  it('and is not in it is told at its step, with what to do; the route may be published', async () => {
    const [one, more] = await told({ from: 'south' });
    expect(more).to.equal(undefined);
    expect(one).to.deep.include({
      severity: 'warning',
      elementId: 'send',
      text: {
        it: '«Da» indica «south», che oggi non c’è: la pratica si fermerebbe qui.',
        en: '"From" says "south", which does not exist today: the case would stop here.',
      },
    });
    expect(one?.doNow.it).to.include('elenco');
    await house.deploy(sending({ from: 'south' }));
    depots.push({ value: 'south', label: 'Sud' });
    expect(await told({ from: 'south' })).to.deep.equal([]);
  });

  it('is looked up one by one where there are several', async () => {
    expect(
      (await told({ by: '["north","east","west"]' })).map(({ text }) => /«(\w+)»,/.exec(text.it)?.[1]),
    ).to.deep.equal(['east', 'west']);
  });

  it('is left alone where it is computed, where the list depends on who asks, or holds nothing yet', async () => {
    expect(await told({ from: '=depot' })).to.deep.equal([]);
    expect(await told({ mine: 'south' })).to.deep.equal([]);
    depots.length = 0;
    expect(await told({ from: 'south' })).to.deep.equal([]);
  });
});
