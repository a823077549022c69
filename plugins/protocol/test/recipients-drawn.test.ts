import type { DrawnRoute, Form, RouteCheckCall } from '@libro-firma/engine/plugin';
import { expect } from 'chai';
import { begunRoute, type Facts } from '../../../test/support/drawn-route.js';
import { recipientsDrawn } from '../src/recipients-drawn.js';
import { World } from './support/world.js';

const form: Form = { fields: [{ key: 'recipients', label: 'Destinatari', kind: 'notification.recipients' }] };
const given: Facts = { inputs: [{ target: 'recipients', reads: ['recipients'] }] };

const outgoing = (config: object, more: Partial<DrawnRoute> = {}, facts: Facts = {}, between: Facts = {}): DrawnRoute =>
  begunRoute(
    {
      inizio: { to: ['mezzo'] },
      mezzo: { ...between, to: ['numero'] },
      numero: {
        name: 'Protocollo',
        step: { type: 'protocol.register:1', config: { direction: 'out', ...config }, computed: [] },
        ...facts,
      },
    },
    more,
  );

describe('an outgoing number in a drawing', () => {
  let world: World;
  before(async () => {
    world = await World.open();
  });
  after(() => world.close());

  const told = (route: DrawnRoute): Promise<readonly string[]> =>
    world.read(async (tx) =>
      (await recipientsDrawn({ tx, route } as unknown as RouteCheckCall)).map(
        ({ severity, code, elementId = '', text }) => `${severity} ${code} ${elementId}: ${text.it}`,
      ),
    );
  const ERROR =
    'error protocol.recipients-missing numero: «Protocollo» registra un atto in uscita, ma la pratica non gli dà nessun destinatario.';
  const general = { register: 'generale' };

  it('is told when nothing gives it recipients, or the step does not take them', async () => {
    expect(await told(outgoing(general))).to.deep.equal([ERROR]);
    expect(await told(outgoing(general, {}, given))).to.deep.equal([ERROR]);
    expect(await told(outgoing(general, { startForm: form }))).to.deep.equal([ERROR]);
    expect(
      await told(outgoing(general, {}, given, { step: { type: 'signing.signature:1', config: {}, computed: [] } })),
    ).to.deep.equal([ERROR]);
  });

  it('is right when the request or a task asks for them', async () => {
    expect(await told(outgoing(general, { startForm: form }, given))).to.deep.equal([]);
    expect(await told(outgoing(general, {}, given, { type: 'userTask', form }))).to.deep.equal([]);
  });

  it('is right where something of which nothing is known may give them', async () => {
    for (const type of ['scriptTask', 'receiveTask', 'callActivity'] as const)
      expect(await told(outgoing(general, {}, given, { type }))).to.deep.equal([]);
    const step = { type: 'anagrafe.ricerca:1', config: {}, computed: [] };
    expect(await told(outgoing(general, {}, given, { step }))).to.deep.equal([]);
  });

  it('needs none in a serial register, in one that only the case knows, or within the house', async () => {
    expect(await told(outgoing({ register: 'determine' }))).to.deep.equal([]);
    expect(await told(outgoing({ register: 'non-esiste' }))).to.deep.equal([]);
    expect(await told(outgoing({}))).to.deep.equal([]);
    expect(await told(outgoing({ ...general, direction: 'internal' }))).to.deep.equal([]);
  });

  it('has those of the callers, in a part that takes them', async () => {
    expect(await told(outgoing(general, { properties: {} }, given))).to.deep.equal([]);
  });
});
