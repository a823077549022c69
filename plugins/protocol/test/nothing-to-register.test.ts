import type { RouteCheckCall } from '@libro-firma/engine/plugin';
import { expect } from 'chai';
import { begunRoute } from '../../../test/support/drawn-route.js';
import { nothingToRegister } from '../src/nothing-to-register.js';

const step = (type: string) => ({ step: { type, config: {}, computed: [] } });
const told = async (elements: Parameters<typeof begunRoute>[0]): Promise<readonly string[]> => {
  const call = {
    route: begunRoute(elements),
    published: () => Promise.resolve(undefined),
  } as unknown as RouteCheckCall;
  return (await nothingToRegister(call)).map(({ code, elementId = '', text }) => `${code} ${elementId}: ${text.it}`);
};

describe('a number in a drawing whose case has no document', () => {
  it('is told of it', async () => {
    expect(await told({ inizio: { to: ['numero'] }, numero: step('protocol.register:1') })).to.deep.equal([
      'protocol.without-document numero: «numero» registra un documento, ma la richiesta non ne chiede nessuno.',
    ]);
  });

  it('leaves it to the signature before it to tell', async () => {
    const firma = { ...step('signing.signature:1'), to: ['numero'] };
    expect(await told({ inizio: { to: ['firma'] }, firma, numero: step('protocol.register:1') })).to.deep.equal([]);
  });
});
