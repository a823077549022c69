import { expect } from 'chai';
import type { FileAnswer } from '@libro-firma/engine/plugin';
import { outboxRoutes } from '../src/outbox/routes.js';
import { journalOf, mailJob, mailStepOf, RECIPIENTS } from './support/mail-step.js';
import { bytesOf, callerOf } from './support/routes.js';
import { TestSmtpServer } from './support/smtp-server.js';
import { createWorld, giveBundle, PDF, type World, DIALECTS } from './support/world.js';

const requester = { id: 'p-1' };
const stranger = { id: 'p-9' };
const registry = { id: 'p-8', permissions: ['notification.outbox.read'] };

for (const dialect of DIALECTS) {
  describe(`the outbox viewer (${dialect})`, () => {
    let world: World;
    let server: TestSmtpServer;
    let call: ReturnType<typeof callerOf>;
    beforeEach(async () => {
      world = await createWorld({ dialect });
      server = await new TestSmtpServer().start();
      call = callerOf(world, outboxRoutes({ cases: world.cases, documents: world.documents }));
    });
    afterEach(async () => {
      await server.stop();
      await world.close();
    });

    const send = async (job: object = {}): Promise<string> => {
      const bundle = await giveBundle(world);
      const input = { bundle, recipients: RECIPIENTS.slice(0, 1) };
      await mailStepOf(world, server.port).execute(mailJob({ input, job }));
      return (await journalOf(world))[0]?.id ?? '';
    };

    it('shows the mails of a case to its people, in words that promise nothing', async () => {
      await send();
      const answer = await call('notification.outbox.case', requester, { params: { caseId: 'c1' } });
      expect(answer).to.have.nested.property('items[0].stateWords', 'accettata dal server');
      expect(answer).to.have.nested.property('items[0].answer').match(/^250 /);
      expect(JSON.stringify(answer)).not.to.match(/consegnat/i);
      expect(await call('notification.outbox.case', stranger, { params: { caseId: 'c1' } })).to.equal(404);
    });

    it('gives text, attachments and the mail as it travelled', async () => {
      const id = await send();
      const detail = (await call('notification.outbox.read', requester, { params: { id } })) as {
        body: string;
        attachments: { n: number; name: string; size: number }[];
      };
      expect(detail.body).to.match(/^Gentile Anna Neri/);
      expect(detail.attachments.map(({ n, name }) => `${n} ${name}`)).to.deep.equal([
        '1 atto firmato.pdf',
        '2 tabella.csv',
        '3 segnatura.xml',
        '4 copia-0000123-2026.pdf',
      ]);
      const file = await call('notification.outbox.attachment', requester, { params: { id, n: '1' } });
      expect((await bytesOf(file)).equals(PDF)).to.equal(true);
      expect(file as FileAnswer).to.include({
        type: 'application/pdf',
        name: 'atto firmato.pdf',
        disposition: 'attachment',
      });
      const source = await bytesOf(await call('notification.outbox.source', requester, { params: { id } }));
      expect(source.equals(server.received[0]?.raw ?? Buffer.alloc(0))).to.equal(true);
    });

    it('is closed to whoever has no role on the case', async () => {
      const id = await send();
      for (const name of ['read', 'source'] as const) {
        expect(await call(`notification.outbox.${name}`, stranger, { params: { id } })).to.equal(404);
      }
      expect(await call('notification.outbox.attachment', stranger, { params: { id, n: 1 } })).to.equal(404);
      expect(await call('notification.outbox.search', stranger)).to.equal(403);
    });

    it('shows every ordinary mail to whoever holds the permission, by state and recipient', async () => {
      const id = await send();
      expect(await call('notification.outbox.search', registry, { query: { to: 'ANNA' } })).to.have.nested.property(
        'items[0].id',
        id,
      );
      expect(await call('notification.outbox.search', registry, { query: { state: 'queued' } })).to.deep.equal({
        items: [],
        next: null,
      });
      expect(await call('notification.outbox.search', registry, { query: { to: '%' } })).to.deep.equal({
        items: [],
        next: null,
      });
      expect(await call('notification.outbox.read', registry, { params: { id } })).to.have.property('id', id);
    });

    it('shows a confidential mail to the people of the case only', async () => {
      const id = await send({ confidential: true });
      expect(await call('notification.outbox.search', registry)).to.deep.equal({ items: [], next: null });
      expect(await call('notification.outbox.read', registry, { params: { id } })).to.equal(404);
      expect(await call('notification.outbox.read', requester, { params: { id } })).to.have.property('id', id);
    });

    it('shows a trial mail to who tries it only, as not sent', async () => {
      const id = await send({ mode: 'trial' });
      expect(await call('notification.outbox.search', registry)).to.deep.equal({ items: [], next: null });
      expect(await call('notification.outbox.read', registry, { params: { id } })).to.equal(404);
      const mine = await call('notification.outbox.read', requester, { params: { id } });
      expect(mine).to.include({ state: 'trial', stateWords: 'prova: non spedita' });
    });
  });
}
