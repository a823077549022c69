import type { DrawnRoute, Form, RouteCheckCall } from '@libro-firma/engine/plugin';
import { expect } from 'chai';
import { begunRoute, type Facts } from '../../../test/support/drawn-route.js';
import { nobodyToWriteTo } from '../src/nobody-to-write-to.js';

const form: Form = { fields: [{ key: 'recipients', label: 'Destinatari', kind: 'notification.recipients' }] };
const given: Facts = { inputs: [{ target: 'recipients', reads: ['recipients'] }] };

const mail = (to: string, facts: Facts = {}, more: Partial<DrawnRoute> = {}): DrawnRoute =>
  begunRoute(
    {
      inizio: { to: ['invio'] },
      invio: { step: { type: 'notification.mail:1', config: { to }, computed: [] }, ...facts },
    },
    more,
  );

const told = async (route: DrawnRoute): Promise<readonly string[]> =>
  (await nobodyToWriteTo({ route } as unknown as RouteCheckCall)).map(
    ({ severity, elementId = '', text }) => `${severity} ${elementId}: ${text.it}`,
  );

describe('a mail to the recipients of the act in a drawing', () => {
  const WARNING =
    'warning invio: «invio» scrive ai destinatari dell’atto, ma la pratica non gliene dà nessuno: non partirebbe nessuna mail.';

  it('is told when nothing gives it any, or the step does not take them', async () => {
    expect(await told(mail('recipients'))).to.deep.equal([WARNING]);
    expect(await told(mail('recipients', given))).to.deep.equal([WARNING]);
    expect(await told(mail('recipients', {}, { startForm: form }))).to.deep.equal([WARNING]);
  });

  it('is right when the request asks for them, or a caller gives them', async () => {
    expect(await told(mail('recipients', given, { startForm: form }))).to.deep.equal([]);
    expect(await told(mail('recipients', given, { properties: {} }))).to.deep.equal([]);
  });

  it('is right when it goes to others', async () => {
    expect(await told(mail('requester'))).to.deep.equal([]);
    expect(await told(mail('groups'))).to.deep.equal([]);
  });
});
