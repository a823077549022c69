import { expect } from 'chai';
import { testDialects } from '@libro-firma/engine/testing';
import { simplePdf } from '../../plugins/documents/test/support/pdf-builder.js';
import { postgresSchema } from '../../server/test/support/server.js';
import { DemoServer } from '../support/demo-server.js';
import { isRefused } from './support/refused.js';
import { ended, finished, keyOf, openMain, startNote, taskAt, type Batch } from './support/requests.js';
import { numberAtOnce, oneForTwo, signatureByEither } from './support/rush.js';
import { signIn, type Reply, type Visitor } from './support/visitor.js';

const PASSWORD = 'libro-firma-demo';
const DRAWN = [oneForTwo, signatureByEither, numberAtOnce];

for (const dialect of testDialects())
  describe(`two at the same instant, on ${dialect}`, function () {
    this.timeout(300_000);
    let server: DemoServer;
    let drop: () => Promise<void> = () => Promise.resolve();
    let requester: Visitor;
    let one: Visitor;
    let other: Visitor;

    before(async () => {
      const settings: Record<string, string> = {};
      if (dialect === 'postgres') {
        const url = process.env['LF_TEST_POSTGRES'] ?? '';
        const schema = await postgresSchema(url);
        drop = schema.drop;
        Object.assign(settings, { LF_DATABASE_URL: url, LF_DATABASE_SCHEMA: schema.database.schema });
      }
      server = await DemoServer.open('2026-03-03T08:00:00Z', settings);
      const analyst = await signIn(server.url, 'analista', PASSWORD);
      for (const bytes of DRAWN) await analyst.want('POST', 'definitions', { bytes, type: 'application/xml' });
      requester = await signIn(server.url, 'richiedente', PASSWORD);
      one = await signIn(server.url, 'dirigente1', PASSWORD);
      other = await signIn(server.url, 'dirigente2', PASSWORD);
    });
    after(async () => {
      await server?.close();
      await drop();
    });

    const opinion = async (): Promise<string> => {
      const body = { processId: 'prova-parere', title: 'Un parere' };
      const { caseId } = await requester.want<{ caseId: string }>('POST', 'cases', { body });
      return (await taskAt(requester, caseId, 'parere')).id;
    };

    /** One did it, all others were told why not. */
    const oneWins = (replies: readonly Reply[], code: string, says: RegExp): void => {
      const lost = replies.filter(({ status }) => status >= 300);
      expect(replies.length - lost.length, replies.map(({ text }) => text).join('\n')).to.equal(1);
      for (const reply of lost) isRefused(reply, 409, code, says);
    };

    it('claim a task: it is one person’s, and the other is told', async () => {
      for (let round = 0; round < 5; round += 1) {
        const task = await opinion();
        const replies = await Promise.all([one, other].map((by) => by.ask('POST', `tasks/${task}/claim`)));
        oneWins(replies, 'engine.task-taken', /presa in carico da un’altra persona/);
      }
    });

    it('complete a task: it is done once, by one of two people or by one who pressed twice', async () => {
      for (const both of [
        [one, other],
        [one, one],
        [other, one, other, one],
      ]) {
        const task = await opinion();
        const replies = await Promise.all(both.map((by) => by.ask('POST', `tasks/${task}/complete`, { body: {} })));
        oneWins(replies, 'engine.task-completed', /«Parere» è già stata completata/);
      }
    });

    it('send one completion twice, as after a lost answer: both get the same answer', async () => {
      const task = await opinion();
      const headers = { 'idempotency-key': 'premuto-due-volte' };
      const complete = () => one.ask('POST', `tasks/${task}/complete`, { body: {}, headers });
      const [first, second] = await Promise.all([complete(), complete()]);
      expect(first?.status, first?.text).to.equal(200);
      expect(second?.body).to.deep.equal(first?.body);
    });

    const toSign = async (): Promise<{ readonly caseId: string; readonly taskId: string }> => {
      const main = { name: 'nota.pdf', bytes: simplePdf() };
      const caseId = await startNote(requester, { processId: 'prova-firma', title: 'Da firmare', main, values: {} });
      return { caseId, taskId: (await taskAt(requester, caseId, 'firma')).id };
    };
    const batchOf = async (by: Visitor, { caseId, taskId }: { caseId: string; taskId: string }) => ({
      tasks: [{ taskId, digest: await openMain(by, caseId) }],
      ...(await keyOf(by)),
    });
    /** @returns what became of it, and the sentence about it */
    const sign = async (by: Visitor, body: object): Promise<{ outcome: string; detail: string }> => {
      const reply = await by.ask('POST', 'signing/batches', { body });
      if (reply.status >= 300) throw new Error(reply.text);
      const [item] = (await finished(by, (reply.body as unknown as Batch).id)).items;
      return { outcome: item?.outcome ?? '', detail: item?.detail ?? '' };
    };
    const signaturesOn = async (caseId: string): Promise<number> => {
      const { signatures } = await requester.want<{ signatures: readonly unknown[] }>(
        'GET',
        `signing/cases/${caseId}/verification`,
      );
      return signatures.length;
    };

    for (const [who, pair] of [
      ['two people', () => [one, other]],
      ['the same person twice', () => [one, one]],
    ] as const)
      it(`sign a document, ${who}: it bears one signature, and the other is told why not`, async () => {
        const note = await toSign();
        const bodies = await Promise.all(pair().map((by) => batchOf(by, note)));
        const outcomes = await Promise.all(pair().map((by, index) => sign(by, bodies[index] ?? {})));
        const lost = outcomes.filter(({ outcome }) => outcome !== 'signed');
        expect(lost.length, JSON.stringify(outcomes)).to.equal(1);
        expect(lost[0]?.outcome).to.be.oneOf(['locked', 'alreadySigned', 'gone', 'changed', 'notYours']);
        expect(lost[0]?.detail).to.match(/^[A-ZÈ][^]+\.$/);
        expect(await signaturesOn(note.caseId)).to.equal(1);
      });

    it('sign and reject: either it is signed and goes on, or it is rejected and bears no signature', async () => {
      const note = await toSign();
      const body = await batchOf(one, note);
      const rejection = { body: { outcome: 'rejected', reason: 'Manca un allegato.' } };
      const [signed, rejected] = await Promise.all([
        sign(one, body),
        other.ask('POST', `tasks/${note.taskId}/complete`, rejection),
      ]);
      const told = `${JSON.stringify(signed)} ${rejected.text}`;
      expect(rejected.status < 300, told).to.equal(signed.outcome !== 'signed');
      if (signed.outcome === 'signed') isRefused(rejected, 409, rejected.code);
      else expect(signed.outcome, told).to.be.oneOf(['rejected', 'gone', 'locked']);
      expect(await signaturesOn(note.caseId), told).to.equal(signed.outcome === 'signed' ? 1 : 0);
    });

    it('and fifty that take a number: 50 numbers, one each, without a gap', async () => {
      const main = { name: 'promemoria.pdf', bytes: simplePdf() };
      const started = await Promise.all(
        Array.from({ length: 50 }, (_none, n) =>
          startNote(requester, { processId: 'prova-numero', title: `Promemoria ${n}`, main, values: {} }),
        ),
      );
      const numbers: number[] = [];
      for (const caseId of started) {
        await ended(requester, caseId);
        const path = `protocol/cases/${caseId}/registrations`;
        const { items } = await requester.want<{ items: readonly { number: number }[] }>('GET', path);
        numbers.push(...items.map(({ number }) => number));
      }
      expect(numbers.sort((a, b) => a - b)).to.deep.equal(Array.from({ length: 50 }, (_none, index) => index + 1));
    });

    it('void a registration: it is voided once, for the reason of whoever came first', async () => {
      const clerk = await signIn(server.url, 'protocollo', PASSWORD);
      const { items } = await clerk.want<{ items: readonly { id: string }[] }>('GET', 'protocol/registrations?limit=1');
      const id = items[0]?.id ?? '';
      const reasons = ['Registrata due volte.', 'Destinatario sbagliato.'];
      const replies = await Promise.all(
        reasons.map((reason) =>
          clerk.ask('POST', `protocol/registrations/${id}/voiding`, { body: { act: 'Disposizione 7/2026', reason } }),
        ),
      );
      oneWins(replies, 'protocol.already-voided', /già annullata/);
      const won = reasons[replies.findIndex(({ status }) => status < 300)];
      const read = await clerk.want<{ voiding: { reason: string } }>('GET', `protocol/registrations/${id}`);
      expect(read.voiding.reason).to.equal(won);
    });
  });
