import type { JsonObject, RouteCheckCall } from '@libro-firma/engine/plugin';
import { expect } from 'chai';
import { begunRoute } from '../../../test/support/drawn-route.js';
import { nothingToAttach } from '../src/nothing-to-attach.js';

describe('a mail in a drawing that carries documents', () => {
  const told = async (config: JsonObject, computed: readonly string[] = []): Promise<readonly string[]> => {
    const invio = { step: { type: 'notification.mail:1', config, computed } };
    const route = begunRoute({ inizio: { to: ['invio'] }, invio });
    const call = { route, published: () => Promise.resolve(undefined) } as unknown as RouteCheckCall;
    return (await nothingToAttach(call)).map(({ severity, text }) => `${severity}: ${text.it}`);
  };
  const ERROR = 'error: «invio» allega i documenti della pratica, ma la richiesta non ne chiede nessuno.';

  it('is told where the case has none: the act and its attachments go to the recipients unless others are chosen', async () => {
    expect(await told({ to: 'recipients' })).to.deep.equal([ERROR]);
    expect(await told({ to: 'groups', attach: ['attachments'] })).to.deep.equal([ERROR]);
  });

  it('is right where it carries none of them, or an expression says what', async () => {
    expect(await told({ to: 'requester' })).to.deep.equal([]);
    expect(await told({ to: 'recipients', attach: [] })).to.deep.equal([]);
    expect(await told({ to: 'recipients' }, ['attach'])).to.deep.equal([]);
  });
});
