import { expect } from 'chai';
import { LibroFirmaError } from '@libro-firma/engine/plugin';
import type { Engine } from '@libro-firma/engine';
import { messagesOfCase } from '../src/outbox/journal.js';
import { listNotices, setMuted } from '../src/notices/store.js';
import { openHouse, process, type House } from './support/engine.js';
import { TestSmtpServer } from './support/smtp-server.js';
import { TENANT } from './support/world.js';

const recipients = [
  { kind: 'person', name: 'Anna Neri', email: 'anna@example.it' },
  { kind: 'company', name: 'Ditta Bruni', email: 'bruni@example.it' },
];

describe('the plugin in an engine', () => {
  let server: TestSmtpServer;
  let house: House;
  const settings = () => ({
    ...{ smtpHost: '127.0.0.1', smtpPort: server.port, smtpSecurity: 'none', from: 'libro@comune.example.it' },
    connectionTimeoutMs: 2_000,
  });
  beforeEach(async () => {
    server = await new TestSmtpServer().start();
  });
  afterEach(async () => {
    await house.close();
    await server.stop();
  });

  const deploy = (engine: Engine, xml = process()) =>
    engine.deploy({ tenant: TENANT, xml, actor: 'p-1', publish: true });
  const start = (engine: Engine, more: object = {}) =>
    engine.start({ tenant: TENANT, processId: 'send', actor: 'p-1', title: 'Nota', values: { recipients }, ...more });
  const messages = (caseId: string) => house.db.read(TENANT, (tx) => messagesOfCase(tx, caseId));
  const notices = (person: string) =>
    house.db.read(TENANT, (tx) => listNotices(tx, person, { after: undefined, limit: 9, unread: false }));

  it('sends what a route says and tells the requester; what the route has just told is the end of the request', async () => {
    house = await openHouse(settings());
    await deploy(house.engine);
    const { instanceId } = await start(house.engine);
    await house.engine.settle();
    expect(server.received.map(({ to, parsed }) => `${to}: ${parsed.subject}`).sort()).to.deep.equal([
      'anna@example.it: Su Nota',
      'bruni@example.it: Su Nota',
    ]);
    expect(await house.db.read(TENANT, (tx) => house.engine.case(tx, instanceId))).to.include({ state: 'completed' });
    await house.restart();
    expect((await notices('p-1')).map(({ kind, text }) => `${kind}: ${text}`)).to.deep.equal([
      'route: Accettate dal server: 2',
    ]);
  });

  it('tells the end of a request to who muted what routes tell', async () => {
    house = await openHouse(settings());
    await house.db.write(TENANT, (tx) => setMuted(tx, 'p-1', 'route', true));
    await deploy(house.engine);
    await start(house.engine);
    await house.engine.settle();
    await house.restart();
    expect((await notices('p-1')).map(({ kind, text }) => `${kind}: ${text}`)).to.have.members([
      'route: Accettate dal server: 2',
      'case: La richiesta «Nota» è conclusa.',
    ]);
  });

  it('goes on by itself when the server is back, without an incident', async () => {
    house = await openHouse(settings());
    await deploy(house.engine);
    await server.stop();
    const { instanceId } = await start(house.engine);
    await house.engine.settle();
    for (let hour = 0; hour < 6; hour += 1) {
      house.clock.advance('1h');
      await house.engine.settle();
    }
    expect((await messages(instanceId)).map(({ state }) => state)).to.deep.equal(['queued', 'queued']);
    expect(await house.db.read(TENANT, (tx) => house.engine.case(tx, instanceId))).to.include({ incidents: 0 });
    await server.start();
    house.clock.advance('30m');
    await house.engine.settle();
    expect(server.received).to.have.length(2);
    expect(await house.db.read(TENANT, (tx) => house.engine.case(tx, instanceId))).to.include({ state: 'completed' });
  });

  it('goes on after a restart where it was', async () => {
    house = await openHouse(settings());
    await deploy(house.engine);
    server.manners = {
      rcpt: (address) => (address.startsWith('bruni') ? { code: 451, words: '4.7.1 later' } : undefined),
    };
    await start(house.engine);
    await house.engine.settle();
    const engine = await house.restart();
    server.manners = {};
    house.clock.advance('1m');
    await engine.settle();
    expect(server.to('anna@example.it')).to.have.length(1);
    expect(server.to('bruni@example.it')).to.have.length(1);
  });

  it('gives a refused recipient to the boundary event that the route drew', async () => {
    house = await openHouse(settings());
    await deploy(house.engine);
    server.manners = { rcpt: () => ({ code: 550, words: '5.1.1 no such user' }) };
    const { instanceId } = await start(house.engine);
    await house.engine.settle();
    const tasks = await house.db.read(TENANT, (tx) => house.engine.openTasks(tx, instanceId));
    expect(tasks.map(({ name }) => name)).to.deep.equal(['Da rivedere']);
    expect((await notices('p-1')).map(({ kind }) => kind)).to.deep.equal(['mail']);
  });

  it('sends to a corrected recipient alone after the incident of a wrong one', async () => {
    house = await openHouse(settings());
    await deploy(house.engine, process(false));
    server.manners = {
      rcpt: (address) => (address.startsWith('bruni@') ? { code: 550, words: '5.1.1 no' } : undefined),
    };
    const { instanceId } = await start(house.engine);
    await house.engine.settle();
    const { items } = await house.db.read(TENANT, (tx) => house.engine.incidents(tx, { limit: 9 }));
    expect(items[0]).to.have.nested.property('message.it').that.contains('bruni@example.it: 550 5.1.1 no');
    const corrected = recipients.map((one) => ({ ...one, email: one.email.replace('bruni@', 'info@bruni.') }));
    await house.engine.retryIncident({
      ...{ tenant: TENANT, incidentId: items[0]?.id ?? '', actor: 'p-1', variables: { recipients: corrected } },
    });
    await house.engine.settle();
    expect(server.received.map(({ to }) => to)).to.deep.equal(['anna@example.it', 'info@bruni.example.it']);
    expect(await house.db.read(TENANT, (tx) => house.engine.case(tx, instanceId))).to.include({ state: 'completed' });
  });

  it('leaves nothing of a trial case but what its starter sees', async () => {
    house = await openHouse(settings());
    await deploy(house.engine);
    const { instanceId } = await start(house.engine, { mode: 'trial' });
    await house.engine.settle();
    expect(server.connections).to.equal(0);
    expect((await messages(instanceId)).map(({ state }) => state)).to.deep.equal(['trial', 'trial']);
    const book = await house.db.read(TENANT, (tx) => tx.sql('notification_address').select('id'));
    expect(book).to.deep.equal([]);
  });

  it('refuses to publish a route with a mail where no server is configured, and says which setting', async () => {
    house = await openHouse({});
    const refusal: unknown = await deploy(house.engine).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(refusal).to.be.instanceOf(LibroFirmaError);
    expect(JSON.stringify((refusal as LibroFirmaError).details)).to.contain('smtpHost');
  });

  it('refuses a route whose template names what does not exist, with the element and the field', async () => {
    house = await openHouse(settings());
    const wrong = process().replace('{{destinatario}}', '{{destinatari}}');
    const refusal: unknown = await deploy(house.engine, wrong).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(JSON.stringify((refusal as LibroFirmaError).details))
      .to.contain('Testo della mail')
      .and.contain('"mail"');
  });

  it('in the demo takes its own mails, with no server configured', async () => {
    house = await openHouse({}, { demo: true });
    await deploy(house.engine);
    const { instanceId } = await start(house.engine);
    await house.engine.settle();
    expect((await messages(instanceId)).map(({ state }) => state)).to.deep.equal(['accepted', 'accepted']);
    const received = await house.db.read(TENANT, (tx) =>
      tx.sql('notification_received').select('to_address', 'subject'),
    );
    expect(received).to.have.deep.members([
      { to_address: 'anna@example.it', subject: 'PROVA - SENZA VALORE LEGALE - Su Nota' },
      { to_address: 'bruni@example.it', subject: 'PROVA - SENZA VALORE LEGALE - Su Nota' },
    ]);
  });

  it('tells in its health that the server cannot be used, and stays in service: mails wait', async () => {
    house = await openHouse(settings());
    await server.stop();
    const { notification } = (await house.engine.health()).plugins;
    expect(notification?.ok).to.equal(true);
    expect(notification?.message?.it).to.match(/^Il server di posta non è utilizzabile, le mail restano in coda/);
  });
});
