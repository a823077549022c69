import type { RouteCheckCall } from '@libro-firma/engine/plugin';
import { expect } from 'chai';
import { begunRoute } from '../../../test/support/drawn-route.js';
import { nothingToSign } from '../src/steps/without-document.js';

describe('a drawing in which there is nothing to sign', () => {
  for (const [type, does] of [
    ['signing.initials:1', 'sigla un documento'],
    ['signing.endorsement:1', 'mette il visto su un documento'],
    ['signing.signature:1', 'firma un documento'],
  ] as const) {
    it(`is told of the step that ${type} is`, async () => {
      const passo = { name: 'Passo', step: { type, config: {}, computed: [] } };
      const route = begunRoute({ inizio: { to: ['passo'] }, passo });
      const call = { route, published: () => Promise.resolve(undefined) } as unknown as RouteCheckCall;
      const found = await nothingToSign(call);
      expect(found.map(({ code, elementId, text }) => [code, elementId, text.it])).to.deep.equal([
        ['signing.without-document', 'passo', `«Passo» ${does}, ma la richiesta non ne chiede nessuno.`],
      ]);
    });
  }
});
