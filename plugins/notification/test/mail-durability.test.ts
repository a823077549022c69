import { expect } from 'chai';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beginAttempt, passPointOfNoReturn, settle } from '../src/outbox/attempt.js';
import { messageKey } from '../src/outbox/dispatch.js';
import { listNotices } from '../src/notices/store.js';
import { journalOf, kindOf, mailJob, mailStepOf, RECIPIENTS } from './support/mail-step.js';
import { TestSmtpServer } from './support/smtp-server.js';
import { createWorld, giveBundle, TENANT, type World, DIALECTS } from './support/world.js';

const bare = mailJob({ config: { attach: [] } });
const toAnna = mailJob({ config: { attach: [] }, input: { recipients: RECIPIENTS.slice(0, 1) } });
const states = async (world: World): Promise<Record<string, string>> =>
  Object.fromEntries((await journalOf(world)).map(({ to, state }) => [to.address, state]));

for (const dialect of DIALECTS) {
  describe(`a mail on its way (${dialect})`, () => {
    let world: World;
    let server: TestSmtpServer;
    beforeEach(async () => {
      world = await createWorld({ dialect });
      server = await new TestSmtpServer().start();
    });
    afterEach(async () => {
      await server.stop();
      await world.close();
    });

    it('waits while the server is down and leaves by itself when it is back, once', async () => {
      await server.stop();
      const down = await mailStepOf(world, server.port).execute(bare);
      expect(kindOf(down)).to.equal('failed notification.deferred, again');
      expect(await states(world)).to.deep.equal({ 'anna@example.it': 'queued', 'bruni@example.it': 'queued' });
      await server.start();
      const up = await mailStepOf(world, server.port).execute({ ...bare, attempt: 2 });
      expect(kindOf(up)).to.equal('completed');
      expect(server.received).to.have.length(2);
    });

    it('is repeated only to whom the server put off', async () => {
      server.manners = {
        rcpt: (address) => (address.startsWith('bruni') ? { code: 450, words: '4.2.1 mailbox busy' } : undefined),
      };
      const first = await mailStepOf(world, server.port).execute(bare);
      expect(kindOf(first)).to.equal('failed notification.deferred, again');
      expect(first).to.have.nested.property('message.it').that.contains('450 4.2.1 mailbox busy');
      expect(await states(world)).to.deep.equal({ 'anna@example.it': 'accepted', 'bruni@example.it': 'queued' });
      server.manners = {};
      await mailStepOf(world, server.port).execute({ ...bare, attempt: 2 });
      expect(server.to('anna@example.it')).to.have.length(1);
      expect(server.to('bruni@example.it')).to.have.length(1);
    });

    it('refused for good ends in an error with the server’s words, and the others have theirs', async () => {
      server.manners = {
        rcpt: (address) => (address.startsWith('bruni') ? { code: 550, words: '5.1.1 no such user here' } : undefined),
      };
      const result = await mailStepOf(world, server.port).execute(bare);
      expect(result).to.include({ kind: 'bpmnError', code: 'notification.rejected' });
      expect(result.kind === 'bpmnError' && result.message).to.deep.equal({
        it: 'Il server di posta ha rifiutato 1 di 2 destinatari. bruni@example.it: 550 5.1.1 no such user here',
        en: 'The mail server refused 1 of 2 recipients. bruni@example.it: 550 5.1.1 no such user here',
      });
      expect(await states(world)).to.deep.equal({ 'anna@example.it': 'accepted', 'bruni@example.it': 'failed' });
      const notices = await world.db.read(TENANT, (tx) =>
        listNotices(tx, 'p-1', { after: undefined, limit: 9, unread: true }),
      );
      expect(notices.map(({ kind, text }) => [kind, text])).to.deep.equal([
        ['mail', 'Il server di posta ha rifiutato l’invio a bruni@example.it per «Rifacimento di via Roma».'],
      ]);
    });

    it('goes, after a person corrected the address, to that one alone', async () => {
      server.manners = {
        rcpt: (address) => (address.startsWith('bruni') ? { code: 550, words: '5.1.1 no such user here' } : undefined),
      };
      await mailStepOf(world, server.port).execute(bare);
      const corrected = [
        RECIPIENTS[0],
        { name: 'Ditta Bruni S.r.l.', email: 'info@bruni.example.it' },
      ] as typeof RECIPIENTS;
      const retried = { ...bare, id: 'c1.12', input: { ...bare.input, recipients: corrected } };
      const result = await mailStepOf(world, server.port).execute(retried);
      expect(result).to.have.nested.property('output.mail.accepted', 2);
      expect(server.received.map(({ to }) => to)).to.deep.equal(['anna@example.it', 'info@bruni.example.it']);
      expect(await states(world)).to.include({ 'bruni@example.it': 'failed' });
    });

    it('is tried again after an incident even where it was refused before, with the same Message-ID', async () => {
      server.manners = { rcpt: () => ({ code: 550, words: '5.7.1 blocked' }) };
      await mailStepOf(world, server.port).execute(toAnna);
      const [before] = await journalOf(world);
      server.manners = {};
      expect(kindOf(await mailStepOf(world, server.port).execute({ ...toAnna, id: 'c1.12' }))).to.equal('completed');
      expect(server.received[0]?.parsed.messageId).to.equal(before?.messageId);
    });

    it('lets the route go on where the diagram says so', async () => {
      server.manners = { rcpt: () => ({ code: 550, words: '5.1.1 no' }) };
      const job = mailJob({ config: { attach: [], onRejected: 'continue' } });
      const result = await mailStepOf(world, server.port).execute(job);
      expect(result).to.have.nested.property('output.mail.rejected', 2);
    });

    it('stops with an incident, and not with a verdict on recipients, when the server refuses the sender', async () => {
      server.manners = { mail: () => ({ code: 553, words: '5.7.1 not your address' }) };
      const result = await mailStepOf(world, server.port).execute(bare);
      expect(kindOf(result)).to.equal('failed notification.smtp-refused');
      expect(new Set(Object.values(await states(world)))).to.deep.equal(new Set(['queued']));
    });

    it('is repeated byte for byte under the same Message-ID when the answer to the final dot is lost', async () => {
      const bundle = await giveBundle(world);
      const job = mailJob({ input: { bundle, recipients: RECIPIENTS.slice(0, 1) } });
      server.manners = { data: () => 'cutAfterDot' };
      const lost = await mailStepOf(world, server.port).execute(job);
      expect(kindOf(lost)).to.equal('failed notification.outcome-unknown, again');
      expect(await states(world)).to.deep.equal({ 'anna@example.it': 'unknown' });
      server.manners = {};
      world.clock.advance('5m');
      expect(kindOf(await mailStepOf(world, server.port).execute({ ...job, attempt: 2 }))).to.equal('completed');
      const [first, second] = server.received;
      expect(first?.parsed.messageId).to.match(/^<[0-9a-f]{40}@comune\.example\.it>$/);
      expect(second?.raw.equals(first?.raw ?? Buffer.alloc(0))).to.equal(true);
      expect((await journalOf(world))[0]).to.include({ state: 'accepted', attempts: 2, doubted: true });
    });

    it('is not repeated by itself where the settings ask a person about a lost answer', async () => {
      const ask = { settings: { whenUnknown: 'ask' } };
      server.manners = { data: () => 'cutAfterDot' };
      expect(kindOf(await mailStepOf(world, server.port, ask).execute(toAnna))).to.equal(
        'failed notification.outcome-unknown',
      );
      server.manners = {};
      // The process died before the incident was written: the same job comes back, and still nobody was asked.
      const back = { ...toAnna, attempt: 2 };
      expect(kindOf(await mailStepOf(world, server.port, ask).execute(back))).to.equal(
        'failed notification.outcome-unknown',
      );
      expect(server.received).to.have.length(1);
      expect(kindOf(await mailStepOf(world, server.port, ask).execute({ ...toAnna, id: 'c1.12' }))).to.equal(
        'completed',
      );
      expect(server.received).to.have.length(2);
      expect(server.received[1]?.parsed.messageId).to.equal(server.received[0]?.parsed.messageId);
    });

    it('stays in doubt when a later attempt is put off: the first may have been taken', async () => {
      server.manners = { data: () => 'cutAfterDot' };
      await mailStepOf(world, server.port).execute(toAnna);
      server.manners = { rcpt: () => ({ code: 451, words: '4.7.1 later' }) };
      await mailStepOf(world, server.port).execute({ ...toAnna, attempt: 2 });
      expect(await states(world)).to.deep.equal({ 'anna@example.it': 'unknown' });
    });

    it('is not sent twice when the server took it and the case did not move yet', async () => {
      await mailStepOf(world, server.port).execute(bare);
      const restarted = mailStepOf(world, server.port);
      const again = { ...bare, attempt: 2 };
      expect(await restarted.reconcile?.(again)).to.have.nested.property('output.mail.accepted', 2);
      expect(kindOf(await restarted.execute(again))).to.equal('completed');
      expect(server.received).to.have.length(2);
    });

    it('has nothing to reconcile before anything was written down', async () => {
      expect(await mailStepOf(world, server.port).reconcile?.(bare)).to.equal(undefined);
    });

    it('goes out again in a loop of the route: another activation is another mail', async () => {
      await mailStepOf(world, server.port).execute(toAnna);
      await mailStepOf(world, server.port).execute({ ...toAnna, id: 'c1.30', idempotencyKey: 'c1.29.Send_1.1' });
      const ids = server.received.map(({ parsed }) => parsed.messageId);
      expect(new Set(ids).size).to.equal(2);
    });

    it('is left in the queue by a server that is stopping, and cancelled when its step goes away', async () => {
      const stopping = new AbortController();
      stopping.abort();
      const result = await mailStepOf(world, server.port).execute({ ...bare, signal: stopping.signal });
      expect(kindOf(result)).to.equal('failed notification.deferred, again');
      await mailStepOf(world, server.port).cancel?.(bare);
      expect(new Set(Object.values(await states(world)))).to.deep.equal(new Set(['cancelled']));
      expect(server.received).to.deep.equal([]);
    });

    it('belongs to the attempt that began last: an older one may not send the dot nor write the answer', async () => {
      await server.stop();
      await mailStepOf(world, server.port).execute(toAnna);
      const id = messageKey(toAnna.idempotencyKey, 'anna@example.it');
      const mail = { digest: 'd', size: 1 };
      const write = <T>(work: Parameters<World['db']['write']>[1]): Promise<T> =>
        world.db.write(TENANT, work) as Promise<T>;
      await write((tx) => beginAttempt(tx, id, 'older', 'd1'));
      await write((tx) => beginAttempt(tx, id, 'newer', 'd1'));
      expect(await write((tx) => passPointOfNoReturn(tx, id, 'older', mail))).to.equal(false);
      expect(await write((tx) => passPointOfNoReturn(tx, id, 'newer', mail))).to.equal(true);
      await write((tx) => settle(tx, id, 'older', { kind: 'rejected', code: 550, answer: 'late' }));
      expect(await states(world)).to.deep.equal({ 'anna@example.it': 'unknown' });
      await write((tx) => settle(tx, id, 'newer', { kind: 'accepted', code: 250, answer: '250 ok' }));
      expect(await states(world)).to.deep.equal({ 'anna@example.it': 'accepted' });
    });
  });
}

describe('a large mail on its way', () => {
  let world: World;
  let server: TestSmtpServer;
  beforeEach(async () => {
    world = await createWorld();
    server = await new TestSmtpServer().start();
  });
  afterEach(async () => {
    await server.stop();
    await world.close();
  });

  it('was surely not taken when the connection breaks before the final dot', async () => {
    const bundle = await giveBundle(world, {
      attachments: [{ name: 'grande.bin', bytes: Buffer.alloc(14_000_000, 7) }],
    });
    const job = mailJob({ input: { bundle, recipients: RECIPIENTS.slice(0, 1) } });
    const large = { settings: { maxMessageBytes: 150_000_000 } };
    server.manners = { data: () => 'cutBeforeDot' };
    expect(kindOf(await mailStepOf(world, server.port, large).execute(job))).to.equal(
      'failed notification.deferred, again',
    );
    expect(await states(world)).to.deep.equal({ 'anna@example.it': 'queued' });
    server.manners = {};
    expect(kindOf(await mailStepOf(world, server.port, large).execute({ ...job, attempt: 2 }))).to.equal('completed');
    expect(server.received).to.have.length(1);
  });
});

describe('a mail step whose process is killed (kill -9)', () => {
  let folder: string;
  let server: TestSmtpServer;
  let child: ChildProcess | undefined;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lf-notification-'));
    server = await new TestSmtpServer().start();
  });
  afterEach(async () => {
    child?.kill('SIGKILL');
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const run = (bytes: number): ChildProcess =>
    fork(
      fileURLToPath(new URL('support/mail-child.ts', import.meta.url)),
      [folder, String(server.port), String(bytes)],
      {
        execArgv: ['--import', 'tsx'],
      },
    );
  const killed = async (): Promise<void> => {
    const process = child;
    if (process === undefined || process.exitCode !== null || process.signalCode !== null) return;
    const gone = once(process, 'exit');
    process.kill('SIGKILL');
    await gone;
  };
  const inNewProcess = async (work: (world: World) => Promise<void>): Promise<void> => {
    const world = await createWorld({ folder });
    try {
      await work(world);
    } finally {
      await world.close();
    }
  };
  const job = mailJob({
    config: { attach: ['signedDocument', 'attachments'] },
    input: { recipients: RECIPIENTS.slice(0, 1) },
  });

  it('before the final dot: the journal says so, and the mail arrives once', async function () {
    this.timeout(60_000);
    const dying = new Promise<void>((resolve) => {
      server.manners = {
        data: () => {
          void killed().then(resolve);
          return undefined;
        },
      };
    });
    child = run(14_000_000);
    await dying;
    expect(server.received).to.deep.equal([]);
    server.manners = {};
    await inNewProcess(async (world) => {
      expect((await journalOf(world))[0]).to.include({ state: 'queued', attempts: 1 });
      const step = mailStepOf(world, server.port, { settings: { maxMessageBytes: 150_000_000 } });
      expect(await step.reconcile?.(job)).to.equal(undefined);
      expect(kindOf(await step.execute({ ...job, attempt: 2 }))).to.equal('completed');
      expect(server.received).to.have.length(1);
      expect((await journalOf(world))[0]).to.include({ state: 'accepted', doubted: false });
    });
  });

  it('between the final dot and the answer: the journal says that it is not known, and a copy bears the same Message-ID', async function () {
    this.timeout(60_000);
    const dying = new Promise<void>((resolve) => {
      server.manners = {
        beforeAnswer: async () => {
          await killed();
          resolve();
        },
      };
    });
    child = run(1_000);
    await dying;
    server.manners = {};
    await inNewProcess(async (world) => {
      expect((await journalOf(world))[0]).to.include({ state: 'unknown', attempts: 1 });
      const step = mailStepOf(world, server.port);
      expect(await step.reconcile?.(job)).to.equal(undefined);
      expect(kindOf(await step.execute({ ...job, attempt: 2 }))).to.equal('completed');
      const [first, second] = server.received;
      expect(server.received).to.have.length(2);
      expect(second?.parsed.messageId).to.equal(first?.parsed.messageId);
      expect(second?.raw.equals(first?.raw ?? Buffer.alloc(0))).to.equal(true);
      expect((await journalOf(world))[0]).to.include({ state: 'accepted', doubted: true });
    });
  });
});
