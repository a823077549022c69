import { expect } from 'chai';
import { simplePdf } from '../../plugins/documents/test/support/pdf-builder.js';
import { DemoServer } from '../support/demo-server.js';
import { notRun } from '../support/shared.js';
import { announce, endless, peakMemory } from './support/large.js';
import { isRefused } from './support/refused.js';
import { plain, twoTasks, wrongDiagrams } from './support/wrong-diagrams.js';
import { encrypted, oncePackedScript, onceWithScript, withScript } from './support/wrong-pdfs.js';
import { signIn, type Reply, type Visitor } from './support/visitor.js';

const PASSWORD = 'libro-firma-demo';

describe('wrong input', function () {
  this.timeout(180_000);
  let server: DemoServer;
  let requester: Visitor;
  let analyst: Visitor;

  before(async () => {
    server = await DemoServer.open('2026-03-03T08:00:00Z');
    requester = await signIn(server.url, 'richiedente', PASSWORD);
    analyst = await signIn(server.url, 'analista', PASSWORD);
  });
  after(() => server?.close());

  describe('in place of a document', () => {
    const upload = (bytes: Uint8Array, name = 'nota.pdf', as = 'main'): Promise<Reply> =>
      requester.ask('POST', `documents/uploads?name=${name}&as=${as}`, { bytes, type: 'application/pdf' });

    it('that is no PDF is refused, whatever its name says', async () => {
      isRefused(
        await upload(Buffer.from('Gentile dottoressa')),
        400,
        'documents.not-pdf',
        /«nota\.pdf».*non è un PDF\. Esporta/,
      );
      isRefused(
        await upload(Buffer.from('PK\x03\x04 word/document.xml')),
        400,
        'documents.not-pdf',
        /Esporta come PDF/,
      );
      isRefused(await upload(Buffer.alloc(0)), 400, 'documents.empty', /è vuoto\. Controlla/);
      isRefused(await upload(simplePdf().subarray(0, 300)), 400, 'documents.broken-xref', /danneggiato/);
    });

    it('that is encrypted is refused', async () => {
      const refused = await upload(encrypted(), 'riservata.pdf');
      isRefused(
        refused,
        400,
        'documents.encrypted',
        /cifrato o protetto da password\. Esportalo di nuovo senza protezione/,
      );
      expect(refused.body['where']).to.equal('riservata.pdf');
    });

    it('that has a script is refused, in its present revision or in one that was replaced', async () => {
      const says = /contiene uno script JavaScript.*nemmeno in una revisione precedente/;
      isRefused(await upload(withScript()), 400, 'documents.active-content', says);
      const replaced = onceWithScript();
      isRefused(await upload(replaced), 400, 'documents.active-content', says);
      isRefused(await upload(replaced, 'nota.pdf', 'attachment'), 400, 'documents.active-content', says);
      isRefused(await upload(oncePackedScript()), 400, 'documents.active-content', says);
    });

    it('of 200 MB is refused before any of it is sent, and while it comes where its size is not said', async () => {
      const path = 'documents/uploads?name=grande.pdf&as=main';
      expect(await announce(requester, path, 200)).to.deep.equal({ status: 413, code: 'documents.too-large' });
      expect(await announce(requester, path, 2_000)).to.deep.equal({ status: 413, code: 'server.too-large' });
      const before = peakMemory(server.pid);
      const { bytes, sent } = endless(200);
      const refused = await requester.ask('POST', path, { bytes, type: 'application/pdf' });
      isRefused(refused, 413, 'documents.too-large', /«grande\.pdf»: il file supera il limite di 50 MB/);
      expect(sent()).to.be.at.most(200_000_000);
      const after = peakMemory(server.pid);
      if (before === undefined || after === undefined) return notRun('memory of a large upload (needs /proc)');
      expect(after - before, 'MB held for it').to.be.lessThan(60);
    });

    it('leaves nothing behind: the next one is taken', async () => {
      const taken = await upload(simplePdf());
      expect(taken.status, taken.text).to.equal(201);
    });
  });

  describe('in place of a diagram', () => {
    const problemsOf = (reply: Reply) =>
      ((reply.body['details'] as { problems?: unknown } | undefined)?.problems ?? reply.body['problems'] ?? []) as {
        code: string;
        elementId?: string;
        text: { it: string };
      }[];

    for (const { what, bytes, code, element, says } of wrongDiagrams)
      it(`${what} is refused, and the check says the same`, async () => {
        const diagram = { bytes, type: 'application/xml' };
        const refused = await analyst.ask('POST', 'definitions', diagram);
        isRefused(refused, 400, 'engine.diagram-invalid', /^Il diagramma non si può/);
        const checked = await analyst.ask('POST', 'definitions/check', diagram);
        expect(checked.body['ok'], checked.text).to.equal(false);
        for (const reply of [refused, checked]) {
          const found = problemsOf(reply).find((problem) => problem.code === code);
          expect(found?.elementId, reply.text).to.equal(element);
          expect(found?.text.it).to.match(says);
        }
        expect(
          (await analyst.want<{ items: unknown[] }>('GET', 'definitions?processId=prova-errata')).items,
        ).to.deep.equal([]);
      });

    it('of another type, in another encoding or too large is refused', async () => {
      const send = (bytes: Uint8Array | string, type = 'application/xml') =>
        analyst.ask('POST', 'definitions', { bytes, type });
      isRefused(
        await send('{}', 'application/json'),
        415,
        'server.media-type',
        /Atteso un contenuto di tipo application\/xml/,
      );
      isRefused(await send(Buffer.from(plain('<!-- perché -->'), 'latin1')), 400, 'server.encoding', /UTF-8/);
      isRefused(await send(`<!--${'x'.repeat(6_000_000)}-->`), 413, 'server.too-large', /supera il massimo di 5 MB/);
    });
  });

  describe('to a task', () => {
    let manager: Visitor;
    let tasks: Readonly<Record<string, string>>;

    before(async () => {
      await analyst.want('POST', 'definitions', { bytes: twoTasks, type: 'application/xml' });
      manager = await signIn(server.url, 'responsabile', PASSWORD);
    });
    beforeEach(async () => {
      const body = { processId: 'prova-attivita', title: 'Una prova' };
      const { caseId } = await requester.want<{ caseId: string }>('POST', 'cases', { body });
      const { steps } = await requester.want<{ steps: { taskId: string; elementId: string }[] }>(
        'GET',
        `cases/${caseId}`,
      );
      tasks = Object.fromEntries(steps.map(({ elementId, taskId }) => [elementId, taskId]));
    });
    const complete = (by: Visitor, element: string, body: object = {}) =>
      by.ask('POST', `tasks/${tasks[element] ?? ''}/complete`, { body });

    it('that was completed already is told so, whoever comes second', async () => {
      expect((await complete(manager, 'uno')).status).to.equal(200);
      isRefused(await complete(manager, 'uno'), 409, 'engine.task-completed', /«Passo uno» è già stata completata/);
      isRefused(
        await manager.ask('POST', `tasks/${tasks['uno'] ?? ''}/claim`),
        409,
        'engine.task-completed',
        /è già stata completata/,
      );
    });

    it('by somebody to whom it was not offered is refused', async () => {
      isRefused(await complete(requester, 'uno'), 403, 'server.forbidden', /ruolo non consente/);
      const stranger = await signIn(server.url, 'ragioneria', PASSWORD);
      isRefused(await complete(stranger, 'uno'), 404, 'server.not-found', /non esiste o non è visibile/);
      expect((await complete(manager, 'uno')).status).to.equal(200);
    });

    it('after the end of its case is told that the case has ended', async () => {
      expect((await complete(manager, 'due')).status).to.equal(200);
      isRefused(
        await complete(manager, 'uno'),
        410,
        'engine.instance-ended',
        /La pratica è conclusa: l’attività «Passo uno» non serve più/,
      );
      isRefused(
        await manager.ask('POST', `tasks/${tasks['uno'] ?? ''}/claim`),
        410,
        'engine.instance-ended',
        /conclusa/,
      );
    });

    it('with an outcome or values that it does not ask for is refused', async () => {
      const outcome = await complete(manager, 'uno', { outcome: 'forse' });
      isRefused(outcome, 400, 'engine.outcome-unknown', /«forse» non è previsto/);
      const values = await complete(manager, 'uno', { values: { importo: 3 } });
      isRefused(values, 400, 'engine.form-invalid', /non fa parte del modulo/);
    });
  });
});
