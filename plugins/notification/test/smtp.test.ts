import { expect } from 'chai';
import { NotificationSettings } from '../src/settings.js';
import { createSmtpClient, type SmtpClient } from '../src/mail/smtp.js';
import { compose, messageIdOf } from '../src/mail/compose.js';
import { TestSmtpServer } from './support/smtp-server.js';

const settingsFor = (port: number, more: object = {}) =>
  NotificationSettings.parse({
    smtpHost: '127.0.0.1',
    smtpPort: port,
    smtpSecurity: 'none',
    from: 'libro@comune.example.it',
    connectionTimeoutMs: 2_000,
    answerTimeoutMs: 30_000,
    ...more,
  });

const clientFor = (port: number, more: object = {}): SmtpClient =>
  createSmtpClient({ host: '127.0.0.1', port, security: 'none' }, settingsFor(port, more));

const mail = async (to = 'anna@example.it', bytes = 300_000): Promise<Buffer> =>
  compose({
    messageId: messageIdOf('key', to, 'libro@comune.example.it'),
    date: Date.UTC(2026, 2, 1),
    from: { name: 'Città', address: 'libro@comune.example.it' },
    replyTo: undefined,
    to: { name: 'Anna', address: to },
    subject: 'Perché sì',
    text: 'Una riga.\n.\nLa riga dopo il punto.',
    attachments: [{ name: 'atto.pdf', type: 'application/pdf', content: Buffer.alloc(bytes, '\r\n.\r\n') }],
  });

const envelope = { from: 'libro@comune.example.it', to: 'anna@example.it' };
const nothing = async (): Promise<void> => undefined;

describe('the conversation with an SMTP server', () => {
  let server: TestSmtpServer;
  beforeEach(async () => {
    server = await new TestSmtpServer().start();
  });
  afterEach(async () => server.stop());

  it('is accepted with the server’s own words, and the bytes arrive unchanged', async () => {
    const message = await mail();
    const delivery = await clientFor(server.port).deliver(envelope, message, nothing);
    expect(delivery).to.deep.equal({ kind: 'accepted', code: 250, answer: '250 2.0.0 queued as 1' });
    expect(server.received[0]?.raw.equals(message)).to.equal(true);
    expect(server.received[0]?.parsed.text).to.contain('\n.\nLa riga dopo il punto.');
  });

  it('asks before the final dot, when the server has nothing yet, and obeys a refusal', async () => {
    const client = clientFor(server.port);
    let seen = -1;
    await client.deliver(envelope, await mail(), async () => {
      seen = server.received.length;
    });
    expect(seen).to.equal(0);
    const refusal = new Error('somebody else has it');
    const failure = await client
      .deliver(envelope, await mail(), async () => Promise.reject(refusal))
      .then(
        () => undefined,
        (error: unknown) => error,
      );
    expect(failure).to.equal(refusal);
    expect(server.received).to.have.length(1);
  });

  it('tells a recipient refused for good from one refused for now', async () => {
    server.manners = {
      rcpt: (address) =>
        address.startsWith('gone')
          ? { code: 550, words: '5.1.1 no such user' }
          : { code: 451, words: '4.7.1 greylisted' },
    };
    const client = clientFor(server.port);
    expect(await client.deliver({ ...envelope, to: 'gone@example.it' }, await mail(), nothing)).to.deep.equal({
      kind: 'rejected',
      code: 550,
      answer: '550 5.1.1 no such user',
    });
    expect(await client.deliver(envelope, await mail(), nothing)).to.deep.equal({
      kind: 'deferred',
      code: 451,
      answer: '451 4.7.1 greylisted',
      server: false,
    });
  });

  it('tells data refused for good from data refused for now', async () => {
    const client = clientFor(server.port);
    server.manners = { data: () => ({ code: 554, words: '5.7.1 looks like spam' }) };
    expect(await client.deliver(envelope, await mail(), nothing)).to.include({ kind: 'rejected', code: 554 });
    server.manners = { data: () => ({ code: 452, words: '4.3.1 disk full' }) };
    expect(await client.deliver(envelope, await mail(), nothing)).to.include({ kind: 'deferred', code: 452 });
  });

  it('calls a connection cut before the final dot deferred, and after it unknown', async () => {
    const client = clientFor(server.port);
    server.manners = { data: () => 'cutBeforeDot' };
    // More than the sockets between the two can hold, so that the cut comes while bytes are still to be written.
    const large = await mail('anna@example.it', 18_000_000);
    expect(await client.deliver(envelope, large, nothing)).to.include({ kind: 'deferred' });
    server.manners = { data: () => 'cutAfterDot' };
    expect(await client.deliver(envelope, await mail(), nothing)).to.include({ kind: 'unknown' });
  });

  it('waits for a slow answer, and calls it unknown only when the time is over', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    server.manners = { beforeAnswer: () => held };
    const late = await clientFor(server.port, { answerTimeoutMs: 150 }).deliver(envelope, await mail(), nothing);
    expect(late.kind).to.equal('unknown');
    const patient = clientFor(server.port).deliver(envelope, await mail(), nothing);
    release();
    expect((await patient).kind).to.equal('accepted');
  });

  it('calls a server that is down deferred, for all recipients alike', async () => {
    await server.stop();
    expect(await clientFor(server.port).deliver(envelope, await mail(), nothing)).to.include({
      kind: 'deferred',
      server: true,
    });
  });

  it('calls a refused sender, and a mail over the server’s size, by their names', async () => {
    server.manners = { mail: () => ({ code: 553, words: '5.7.1 sender not allowed' }) };
    expect(await clientFor(server.port).deliver(envelope, await mail(), nothing)).to.deep.equal({
      kind: 'refused',
      code: 553,
      answer: '553 5.7.1 sender not allowed',
    });
    const small = await new TestSmtpServer({ maxBytes: 10_000 }).start();
    try {
      expect(await clientFor(small.port).deliver(envelope, await mail(), nothing)).to.include({
        kind: 'rejected',
        code: 552,
      });
      expect(small.received).to.have.length(0);
    } finally {
      await small.stop();
    }
  });

  it('signs in, and says when the password is wrong', async () => {
    const locked = await new TestSmtpServer({ user: 'libro', password: 'giusta' }).start();
    try {
      const right = clientFor(locked.port, { smtpUser: 'libro', smtpPassword: 'giusta' });
      expect((await right.deliver(envelope, await mail(), nothing)).kind).to.equal('accepted');
      expect(await right.check()).to.equal(undefined);
      const wrong = clientFor(locked.port, { smtpUser: 'libro', smtpPassword: 'sbagliata' });
      expect(await wrong.deliver(envelope, await mail(), nothing)).to.include({ kind: 'refused', code: 535 });
      expect(await wrong.check()).to.contain('535');
    } finally {
      await locked.stop();
    }
  });

  it('stops before the final dot when it is told to', async () => {
    const stopping = new AbortController();
    const delivery = await clientFor(server.port).deliver(
      envelope,
      await mail(),
      async () => stopping.abort(),
      stopping.signal,
    );
    expect(delivery.kind).to.equal('deferred');
    expect(server.received).to.have.length(0);
  });
});
