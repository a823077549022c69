import { expect } from 'chai';
import { createHash } from 'node:crypto';
import { listNotices } from '../src/notices/store.js';
import { trial } from '../src/outbox/trial.js';
import { journalOf, kindOf, mailJob, mailStepOf, RECIPIENTS, REGISTRATION } from './support/mail-step.js';
import { TestSmtpServer } from './support/smtp-server.js';
import { ANNEX, CASE, COPY, createWorld, giveBundle, PDF, SEGNATURA, TENANT, type World } from './support/world.js';

describe('the step notification.mail:1', () => {
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

  it('sends each recipient one mail with the signed act, its attachments, the segnatura and the courtesy copy', async () => {
    const bundle = await giveBundle(world);
    const result = await mailStepOf(world, server.port).execute(mailJob({ input: { bundle } }));
    expect(result).to.deep.equal({
      kind: 'completed',
      output: { mail: { accepted: 2, rejected: 0, trial: 0, at: world.clock.now() } },
    });
    expect(server.received.map(({ to }) => to).sort()).to.deep.equal(['anna@example.it', 'bruni@example.it']);
    for (const { parsed } of server.received) {
      expect(parsed.attachments.map(({ filename }) => filename)).to.deep.equal([
        'atto firmato.pdf',
        'tabella.csv',
        'segnatura.xml',
        'copia-0000123-2026.pdf',
      ]);
      const contents = parsed.attachments.map(({ content }) => content);
      for (const [index, bytes] of [PDF, ANNEX, SEGNATURA, COPY].entries()) {
        expect(contents[index]?.equals(bytes), `attachment ${index + 1}`).to.equal(true);
      }
      expect(parsed.subject).to.equal(
        'Comune di Esempio - prot. 0000123/2026 del 03/03/2026 - Rifacimento di via Roma',
      );
      expect(parsed.text)
        .to.contain('n. 0000123/2026 del 03/03/2026 (Registro ufficiale)')
        .and.contain(`- tabella.csv (${ANNEX.length} byte)`);
      expect(parsed.headers.get('auto-submitted')).to.equal('auto-generated');
    }
    expect(server.to('anna@example.it')[0]?.parsed.text).to.match(/^Gentile Anna Neri,/);
  });

  it('writes what the server said into the journal, never that the recipient has it', async () => {
    await mailStepOf(world, server.port).execute(mailJob({ config: { attach: [] } }));
    const [first] = await journalOf(world);
    const received = server.to(first?.to.address ?? '')[0];
    expect(first).to.include({ state: 'accepted', attempts: 1, answerCode: 250, doubted: false });
    expect(first?.answer).to.match(/^250 2\.0\.0 queued as \d$/);
    expect(first?.acceptedAt).to.equal(world.clock.now());
    expect(first?.messageId).to.equal(received?.parsed.messageId);
    expect(first?.digest).to.equal(
      createHash('sha256')
        .update(received?.raw ?? '')
        .digest('hex'),
    );
    expect(world.said.map(({ event }) => event.type)).to.include('notification.message');
  });

  it('tells the requester number and date, and where the case is', async () => {
    await mailStepOf(world, server.port).execute(mailJob({ config: { to: 'requester' } }));
    const [mail] = server.received;
    expect(mail?.to).to.equal('rosa.verdi@comune.example.it');
    expect(mail?.parsed.subject).to.equal('Protocollo 0000123/2026 del 03/03/2026 - Rifacimento di via Roma');
    expect(mail?.parsed.text).to.contain('https://libro.example.it/pratiche/c1');
    expect(mail?.parsed.attachments).to.deep.equal([]);
  });

  it('leaves a notice in the desk of a requester who has no e-mail', async () => {
    world.people[0] = { id: 'p-1', name: 'Rosa Verdi', email: undefined };
    const result = await mailStepOf(world, server.port).execute(mailJob({ config: { to: 'requester' } }));
    expect(kindOf(result)).to.equal('completed');
    const notices = await world.db.read(TENANT, (tx) =>
      listNotices(tx, 'p-1', { after: undefined, limit: 9, unread: true }),
    );
    expect(notices[0]?.text).to.contain('n. 0000123/2026 del 03/03/2026');
  });

  it('writes to whoever holds a group today, each address once', async () => {
    world.people.push(
      { id: 'p-2', name: 'Ugo', email: 'ugo@comune.example.it', groups: ['role:registry@u1'] },
      { id: 'p-3', name: 'Ada', email: 'UGO@comune.example.it', groups: ['role:registry@u1', 'role:registry@u2'] },
      { id: 'p-4', name: 'Ivo', email: 'ivo@comune.example.it', groups: ['role:registry@u2'] },
    );
    const groups = ['role:registry@u1', 'role:registry@u2'];
    await mailStepOf(world, server.port).execute(mailJob({ config: { to: 'groups', groups } }));
    expect(server.received.map(({ to }) => to).sort()).to.deep.equal([
      'ivo@comune.example.it',
      'ugo@comune.example.it',
    ]);
  });

  it('fills the placeholders of the route’s own templates', async () => {
    const config = {
      subject: 'Atto {{ numero }}',
      body: 'Per {{destinatario}} da {{richiedente}} ({{ente}})\n{{allegati}}',
      attach: [],
    };
    await mailStepOf(world, server.port).execute(mailJob({ config }));
    const [mail] = server.to('anna@example.it');
    expect(mail?.parsed.subject).to.equal('Atto 0000123/2026');
    expect(mail?.parsed.text?.trim()).to.equal('Per Anna Neri da Rosa Verdi (Comune di Esempio)\nnessuno');
  });

  it('says which input the diagram does not give, and sends nothing', async () => {
    const step = mailStepOf(world, server.port);
    const without = await step.execute(mailJob({}));
    expect(kindOf(without)).to.equal('failed notification.input-missing');
    expect(without).to.have.nested.property('message.it').that.contains('«bundle»');
    expect(without).to.have.nested.property('message.en').that.contains('attaches the signed act');
    const unregistered = mailJob({ config: { attach: [] } });
    const empty = await step.execute({ ...unregistered, input: { recipients: RECIPIENTS } });
    expect(kindOf(empty)).to.equal('failed notification.placeholder-empty');
    expect(server.received).to.deep.equal([]);
    expect(await journalOf(world)).to.deep.equal([]);
  });

  it('attaches nothing of another case, whatever the variable says', async () => {
    const bundle = await giveBundle(world);
    const other = { ...bundle, main: { ...bundle.main, digest: '0'.repeat(64) } };
    const result = await mailStepOf(world, server.port).execute(mailJob({ input: { bundle: other } }));
    expect(kindOf(result)).to.equal('failed notification.attachment-missing');
    const foreign = { registration: { ...REGISTRATION, id: 'r-2' } };
    const unknown = await mailStepOf(world, server.port).execute(mailJob({ config: { attach: [] }, input: foreign }));
    expect(kindOf(unknown)).to.equal('failed notification.registration-missing');
    expect(server.received).to.deep.equal([]);
  });

  it('refuses an address that would write its own SMTP commands', async () => {
    const recipients = [{ name: 'X', email: 'x@example.it>\r\nRCPT TO:<y@example.it' }];
    const result = await mailStepOf(world, server.port).execute(
      mailJob({ config: { attach: [] }, input: { recipients } }),
    );
    expect(kindOf(result)).to.equal('failed notification.recipient-invalid');
    expect(server.connections).to.equal(0);
  });

  it('keeps names out of the headers where they could do harm', async () => {
    const recipients = [{ name: 'Zoë "Z", Bianchi', email: 'zoe@example.it' }];
    await mailStepOf(world, server.port).execute(mailJob({ config: { attach: [] }, input: { recipients } }));
    const to = server.received[0]?.parsed.to;
    expect(Array.isArray(to) ? [] : to?.value).to.deep.equal([{ address: 'zoe@example.it', name: 'Zoë "Z", Bianchi' }]);
  });

  it('sends nothing that is larger than the settings allow, and says how large it is', async () => {
    const bundle = await giveBundle(world);
    const small = { settings: { maxMessageBytes: 100_000 } };
    const result = await mailStepOf(world, server.port, small).execute(mailJob({ input: { bundle } }));
    expect(kindOf(result)).to.equal('failed notification.too-large');
    expect(result).to.have.nested.property('message.it').that.contains('100 kB');
    expect(server.connections).to.equal(0);
  });

  it('without a server configured raises an incident that names the setting', async () => {
    const result = await mailStepOf(world, undefined).execute(mailJob({ config: { attach: [] } }));
    expect(kindOf(result)).to.equal('failed notification.smtp-missing');
  });

  it('keeps addresses and subjects out of the log', async () => {
    await mailStepOf(world, server.port).execute(mailJob({ config: { attach: [] } }));
    expect(world.logged).to.have.length(2);
    expect(world.logged.join('\n')).not.to.match(/example\.it|via Roma/);
  });

  describe('of a trial case', () => {
    it('mails to the outbox viewer only, and says that it has no legal value', async () => {
      const bundle = await giveBundle(world);
      const result = await mailStepOf(world, server.port).execute(
        mailJob({ input: { bundle }, job: { mode: 'trial' } }),
      );
      expect(result).to.have.nested.property('output.mail.trial', 2);
      expect(server.connections).to.equal(0);
      const [message] = await journalOf(world);
      expect(message).to.include({ state: 'trial', attempts: 0 });
      expect(message?.subject).to.match(/^PROVA - SENZA VALORE LEGALE - /);
      expect(message?.body).to.match(/^PROVA - SENZA VALORE LEGALE\n/);
    });

    it('bears the time of the trial', async () => {
      world.trialAhead.ms = 30 * 86_400_000;
      const at = world.clock.now() + world.trialAhead.ms;
      const result = await mailStepOf(world, undefined).execute(
        mailJob({ config: { attach: ['courtesyCopy'] }, job: { mode: 'trial' } }),
      );
      expect(result).to.have.nested.property('output.mail.at', at);
      expect((await journalOf(world)).map(({ queuedAt }) => queuedAt)).to.deep.equal([at, at]);
      const traces = await world.db.read(TENANT, async (tx) => trial.traces?.(undefined, tx, CASE));
      expect(traces?.map((trace) => trace.at)).to.deep.equal([at, at]);
    });

    it('needs no SMTP server', async () => {
      const job = mailJob({ config: { attach: [] }, job: { mode: 'trial' } });
      expect(kindOf(await mailStepOf(world, undefined).execute(job))).to.equal('completed');
    });
  });

  it('says in demo mode, and of acts sealed with demo keys, that they have no legal value', async () => {
    await mailStepOf(world, server.port, { demo: true }).execute(mailJob({ config: { attach: [] } }));
    world.registered.demo = true;
    const again = mailJob({ config: { attach: [] }, job: { id: 'c1.20', idempotencyKey: 'c1.19.Send_1.1' } });
    await mailStepOf(world, server.port).execute(again);
    expect(server.received).to.have.length(4);
    for (const { parsed } of server.received) {
      expect(parsed.subject).to.match(/^PROVA - SENZA VALORE LEGALE - /);
      expect(parsed.text).to.match(/^PROVA - SENZA VALORE LEGALE\n/);
    }
  });

  describe('of a confidential case', () => {
    const confidential = { confidential: true };

    it('says nothing of the act in the subject, whatever the route’s template says', async () => {
      const config = { subject: 'Su {{oggetto}}', attach: [] };
      await mailStepOf(world, server.port).execute(mailJob({ config, job: confidential }));
      const [mail] = server.to('anna@example.it');
      expect(mail?.parsed.subject).to.equal(
        'Comune di Esempio - comunicazione riservata, prot. 0000123/2026 del 03/03/2026',
      );
      expect(mail?.parsed.text).to.contain('Rifacimento di via Roma');
      expect(mail?.raw.subarray(0, mail.raw.indexOf('\r\n\r\n')).toString()).not.to.contain('via Roma');
    });

    it('tells people of a group not even in the text what it is about', async () => {
      world.people.push({ id: 'p-2', name: 'Ugo', email: 'ugo@comune.example.it', groups: ['role:registry@*'] });
      const config = { to: 'groups', groups: ['role:registry@*'], body: 'Su {{oggetto}}' } as const;
      await mailStepOf(world, server.port).execute(mailJob({ config, job: confidential }));
      expect(server.received[0]?.parsed.text).to.contain('atto riservato').and.not.contain('via Roma');
    });

    it('gives people of a group no files, whatever the route attaches', async () => {
      world.people.push({ id: 'p-2', name: 'Ugo', email: 'ugo@comune.example.it', groups: ['role:registry@*'] });
      const config = { to: 'groups', groups: ['role:registry@*'], attach: ['signedDocument'] } as const;
      const input = { bundle: await giveBundle(world) };
      await mailStepOf(world, server.port).execute(mailJob({ config, input, job: confidential }));
      const again = { id: 'c1.20', idempotencyKey: 'c1.19.Send_1.1' };
      await mailStepOf(world, server.port).execute(mailJob({ config, input, job: again }));
      expect(server.received.map(({ parsed }) => parsed.attachments.length)).to.deep.equal([0, 1]);
    });

    it('tells the requester the number and where the case is, not what it is about', async () => {
      const config = { to: 'requester', body: 'Su {{oggetto}}' } as const;
      await mailStepOf(world, server.port).execute(mailJob({ config, job: confidential }));
      const [mail] = server.received;
      expect(mail?.parsed.text)
        .to.contain('atto riservato')
        .and.contain('0000123/2026')
        .and.contain('/pratiche/')
        .and.not.contain('via Roma');
    });

    it('tells the requester of a refused recipient without naming them', async () => {
      server.manners = {
        rcpt: (address) => (address === 'anna@example.it' ? { code: 550, words: '5.1.1 unknown' } : undefined),
      };
      await mailStepOf(world, server.port).execute(mailJob({ config: { attach: [] }, job: confidential }));
      const said = await world.db.read(TENANT, (tx) =>
        listNotices(tx, 'p-1', { after: undefined, limit: 50, unread: false }),
      );
      expect(said.map(({ text }) => text)).to.deep.equal([
        'Il server di posta ha rifiutato un invio di un atto riservato. A chi, è nella pratica.',
      ]);
    });
  });
});
