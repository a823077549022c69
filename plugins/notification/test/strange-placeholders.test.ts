import type { JsonObject, RouteCheckCall } from '@libro-firma/engine/plugin';
import { expect } from 'chai';
import { begunRoute } from '../../../test/support/drawn-route.js';
import { strangePlaceholders } from '../src/strange-placeholders.js';

describe('a placeholder in a drawing', () => {
  const told = async (
    type: string,
    config: JsonObject,
    computed: readonly string[] = [],
  ): Promise<readonly string[]> => {
    const route = begunRoute({ inizio: { to: ['avviso'] }, avviso: { step: { type, config, computed } } });
    const found = await strangePlaceholders({ route } as unknown as RouteCheckCall);
    return found.map(({ severity, text }) => `${severity}: ${text.it}`);
  };
  const notice = (text: string, computed: readonly string[] = []) => told('notification.notice:1', { text }, computed);

  it('is told when nothing would be put in its place', async () => {
    expect(await notice('N. {{numero}} di {{pippo}}')).to.deep.equal([
      'warning: «avviso» scrive {{pippo}}, che non è un segnaposto: si leggerebbe così com’è.',
    ]);
    expect(await notice('{{Numero}} {{ }} {{case.title}} {{pippo}} {{pippo}}')).to.deep.equal([
      'warning: «avviso» scrive {{Numero}}, {{ }}, {{case.title}}, {{pippo}}, che non sono segnaposto: si leggerebbero così come sono.',
    ]);
    expect(await told('notification.mail:1', { subject: '{{pippo}}', body: '{{pluto}}' })).to.have.length(1);
  });

  it('is right when it is one, and unknown while an expression makes the text', async () => {
    expect(await notice('{{numero}} {{ oggetto }} {una} {{ {')).to.deep.equal([]);
    expect(await notice('="{{pippo}}"', ['text'])).to.deep.equal([]);
  });

  it('is found in a long text of braces at once', async () => {
    expect(await notice('{'.repeat(200_000))).to.deep.equal([]);
    expect(await notice('{{a'.repeat(60_000))).to.deep.equal([]);
  });
});
