import type { DrawnElement, DrawnRoute, JsonObject } from '@libro-firma/engine/plugin';
import { expect } from 'chai';
import { checkCall, drawnRoute, stepOf, type Facts } from '../../../test/support/drawn-route.js';
import { withoutNumber } from '../src/without-number.js';

const START: Facts = { type: 'startEvent' };

const route = (
  { inizio, ...others }: Readonly<Record<string, Facts>>,
  startableBy = 'role:drafter@*',
  id = 'nota',
): DrawnRoute =>
  drawnRoute(id, { ...(inizio === undefined ? {} : { inizio: { ...START, ...inizio } }), ...others }, { startableBy });

const number = stepOf('protocol.register:1');
const mail = (config: JsonObject = {}, computed: readonly string[] = []): Facts =>
  stepOf('notification.mail:1', { to: 'requester', ...config }, computed);

const told = async (drawn: DrawnRoute, called: readonly DrawnRoute[] = []): Promise<readonly string[]> => {
  const call = checkCall(drawn, called, (gateway) => drawn.elements.get(gateway)?.outgoing ?? []);
  return (await withoutNumber(call)).map(({ severity, elementId = '' }) => `${severity} ${elementId}`);
};

describe('a mail in a drawing that names the number', () => {
  const rejected = (about: Facts): DrawnRoute =>
    route({
      inizio: { to: ['firma'] },
      firma: { to: ['esito'] },
      esito: { type: 'exclusiveGateway', to: ['numero', 'invio'] },
      numero: { ...number, to: ['invio'] },
      invio: about,
    });

  it('is told when it may be reached past the registration, as after a rejection', async () => {
    expect(await told(rejected(mail()))).to.deep.equal(['warning invio']);
    expect(await told(rejected(mail({ to: 'recipients' })))).to.deep.equal(['warning invio']);
  });

  it('is right behind the registration, one in a called route too', async () => {
    const line = (taker: Facts): DrawnRoute =>
      route({ inizio: { to: ['numero'] }, numero: { ...taker, to: ['invio'] }, invio: mail() });
    expect(await told(line(number))).to.deep.equal([]);
    const called = route({ inizio: { to: ['numero'] }, numero: number }, '', 'protocolla');
    expect(await told(line({ type: 'callActivity', calls: 'protocolla' }), [called])).to.deep.equal([]);
    expect(await told(line({ type: 'callActivity', calls: 'altro' }), [called])).to.deep.equal(['warning invio']);
  });

  it('is told where no number could be taken', async () => {
    const drawn = route({
      inizio: { to: ['numero'] },
      numero: { ...number, boundary: ['non_valida'] },
      non_valida: { type: 'boundaryEvent', trigger: 'error', to: ['invio'] },
      invio: mail(),
    });
    expect(await told(drawn)).to.deep.equal(['warning invio']);
  });

  it('may say no number, attach nothing that is made with it, or leave its words to an expression', async () => {
    const words = { subject: 'Respinta: {{oggetto}}', body: 'La richiesta è stata respinta.' };
    expect(await told(rejected(mail(words)))).to.deep.equal([]);
    expect(await told(rejected(mail({ ...words, attach: ['signedDocument'] })))).to.deep.equal([]);
    expect(await told(rejected(mail({ ...words, attach: ['courtesyCopy'] })))).to.deep.equal(['warning invio']);
    expect(await told(rejected(mail({ ...words, body: 'N. {{ numero }}' })))).to.deep.equal(['warning invio']);
    expect(await told(rejected(mail({}, ['subject', 'body'])))).to.deep.equal([]);
  });

  it('is told of a notice, too, when its text names the number', async () => {
    const notice = (text: string, computed: readonly string[] = []): Facts =>
      stepOf('notification.notice:1', { to: 'requester', text }, computed);
    expect(await told(rejected(notice('Preso il n. {{numero}}.')))).to.deep.equal(['warning invio']);
    expect(await told(rejected(notice('Presa in carico: {{oggetto}}.')))).to.deep.equal([]);
    expect(await told(rejected(notice('="N. {{numero}}"', ['text'])))).to.deep.equal([]);
    const behind = { inizio: { to: ['numero'] }, numero: { ...number, to: ['avviso'] }, avviso: notice('{{numero}}') };
    expect(await told(route(behind))).to.deep.equal([]);
  });

  it('waits where ways wait for one another, and is told where they do not', async () => {
    const ways = (type: DrawnElement['type']): DrawnRoute =>
      route({
        inizio: { to: ['parti'] },
        parti: { type: 'parallelGateway', to: ['numero', 'parere'] },
        numero: { ...number, to: ['insieme'] },
        parere: { to: ['insieme'] },
        insieme: { type, to: ['invio'] },
        invio: mail(),
      });
    expect(await told(ways('parallelGateway'))).to.deep.equal([]);
    expect(await told(ways('task'))).to.deep.equal(['warning invio']);
  });

  it('is followed through sub-processes', async () => {
    const drawn = (inside: Facts): DrawnRoute =>
      route({
        inizio: { to: ['parte'] },
        parte: { type: 'subProcess', to: ['invio'] },
        dentro: { type: 'startEvent', container: 'parte', to: ['passo'] },
        passo: { ...inside, container: 'parte' },
        invio: mail(),
      });
    expect(await told(drawn(number))).to.deep.equal([]);
    expect(await told(drawn({}))).to.deep.equal(['warning invio']);
  });

  it('is given its number in a part of other routes', async () => {
    expect(await told(route({ inizio: { to: ['invio'] }, invio: mail() }, ''))).to.deep.equal([]);
  });
});
