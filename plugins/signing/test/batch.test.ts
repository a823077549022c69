import { expect } from 'chai';
import { validator } from '../../../test/support/validators.js';
import { codeOf, House, people, PIN, TENANT } from './support/house.js';
import { pdfsig } from './support/judges.js';
import { markOf } from '../src/pdf/place.js';
import { pdfOf } from './support/pdfs.js';

describe('a batch', function () {
  this.timeout(120_000);
  let house: House;
  before(async () => {
    house = await House.open();
  });
  after(() => house.close());

  const ready = async (count: number, route: 'one' | 'two' = 'one') => {
    const cases: string[] = [];
    for (let i = 0; i < count; i += 1) cases.push(await house.start(route));
    const tasks = [];
    for (const caseId of cases) tasks.push(await house.opens(people.director, caseId));
    return { cases, tasks };
  };

  it('signs many documents under one authorisation, each with its own outcome', async () => {
    const { cases, tasks } = await ready(3);
    const before = await house.read((tx) => tx.sql('signing_demo_hashes').distinct('authorisation_id'));
    const { batch, items } = await house.signs(people.director, tasks);
    const after = await house.read((tx) => tx.sql('signing_demo_hashes').distinct('authorisation_id'));
    expect(batch).to.include({ state: 'finished', total: 3 });
    expect(items.map(({ outcome }) => outcome)).to.deep.equal(['signed', 'signed', 'signed']);
    expect(after.length - before.length).to.equal(1);
    for (const caseId of cases) {
      expect((await house.verification.verify(TENANT, await house.bytes(caseId))).valid).to.equal(true);
      expect((await house.main(caseId)).lock).to.equal(undefined);
    }
  });

  it('tells the signer live how far it is', async () => {
    const { tasks } = await ready(2);
    house.events.length = 0;
    const { batch } = await house.signs(people.director, tasks);
    const progress = house.events.filter(({ event }) => event.type === 'signing.batch.progress');
    expect(progress.map(({ to }) => to)).to.deep.include({ actor: people.director });
    expect(progress.at(-1)?.event.data).to.deep.equal({ batchId: batch.id, state: 'finished', total: 2, done: 2 });
  });

  it('puts each stamp at its signer’s mark, found in the child process', async () => {
    const pdf = await pdfOf([
      {
        lines: [
          { text: markOf(1), x: 70, y: 300 },
          { text: markOf(2), x: 320, y: 300 },
        ],
      },
    ]);
    const caseId = await house.start('two', pdf);
    await house.signs(people.director, [await house.opens(people.director, caseId)]);
    await house.signs(people.second, [await house.opens(people.second, caseId)]);
    const signatures = await house.read((tx) => house.signing.signaturesOfCase(tx, caseId));
    expect(signatures.map(({ stampPage }) => stampPage)).to.deep.equal([1, 1]);
    expect((await house.main(caseId)).head.pages).to.equal(1);
  });

  it('of two signers one after the other leaves both signatures valid, for pdfsig too', async () => {
    const caseId = await house.start('two');
    await house.signs(people.director, [await house.opens(people.director, caseId)]);
    const { items } = await house.signs(people.second, [await house.opens(people.second, caseId)]);
    expect(items[0]?.outcome).to.equal('signed');
    const signed = await house.bytes(caseId);
    const report = await house.verification.verify(TENANT, signed);
    expect(report.valid).to.equal(true);
    expect(report.signatures.map(({ signer }) => signer?.name)).to.deep.equal(['Carla Verdi', 'Dario Bruni']);
    if (await validator('pdfsig')) {
      expect(await pdfsig(signed)).to.deep.equal([
        { valid: true, total: false },
        { valid: true, total: true },
      ]);
    }
    const signatures = await house.read((tx) => house.signing.signaturesOfCase(tx, caseId));
    expect(signatures.map(({ version }) => version)).to.deep.equal([2, 3]);
  });

  it('signs what can be signed and says of everything else why not', async () => {
    const { cases, tasks } = await ready(5);
    const [changed, , locked] = cases;
    await house.replaces(changed!, 'Cambiata dal redattore');
    await house.engine.completeTask({
      tenant: TENANT,
      taskId: tasks[1]!.taskId,
      actor: people.director,
      outcome: 'rejected',
      reason: 'Da rifare',
    });
    const document = await house.main(locked!);
    await house.db.write(TENANT, (tx) =>
      house.documents.lock(tx, {
        documentId: document.id,
        expectedHead: document.head.digest,
        holder: 'signing:somebody',
        ttlMs: 60_000,
      }),
    );
    const fresh = await house.start('one');
    const head = (await house.main(fresh)).head.digest;
    const notRead = { taskId: (await house.task(fresh)).id, digest: head };
    const otherOffice = await house.start('byDrafter');
    const notMine = { taskId: (await house.task(otherOffice)).id, digest: (await house.main(otherOffice)).head.digest };
    const { batch, items } = await house.signs(people.director, [...tasks, notRead, notMine]);
    expect(items.map(({ outcome }) => outcome)).to.deep.equal([
      'changed',
      'rejected',
      'locked',
      'signed',
      'signed',
      'notOpened',
      'notYours',
    ]);
    expect(batch.state).to.equal('finished');
    for (const { detail } of items) expect(detail).to.be.a('string').and.not.equal('');
    expect(items.at(-1)).to.include({ title: '', caseId: '', documentName: '' });
  });

  it('leaves out a document that was corrected while the batch was under way, before its hash is signed', async () => {
    const { cases, tasks } = await ready(2);
    const worker = house.worker({
      onStep: (step) => {
        if (step === 'authorised') throw new Error('the process ends here');
      },
    });
    const id = await house.batch(worker, people.director, tasks);
    worker.submit(TENANT, id, PIN);
    await worker.idle();
    const document = await house.main(cases[0]!);
    const { items: before } = await house.state(id);
    await house.db.write(TENANT, (tx) => house.documents.unlock(tx, document.id, `signing:${before[0]!.id}`));
    await house.replaces(cases[0]!, 'Cambiata in corsa');
    const next = house.worker();
    await next.start();
    await next.idle();
    await next.stop();
    const { items } = await house.state(id);
    expect(items.map(({ outcome }) => outcome)).to.deep.equal(['changed', 'signed']);
    expect(items[0]?.signature).to.equal(undefined);
  });

  it('refuses a PDF that cannot be signed with the reason, and signs the others', async () => {
    const broken = Buffer.from(await pdfOf([{}], { table: true }));
    broken.write('0000000007', broken.indexOf(' 00000 n') - 10, 'latin1');
    const bad = await house.start('one', new Uint8Array(broken));
    const { tasks } = await ready(1);
    const { items } = await house.signs(people.director, [await house.opens(people.director, bad), ...tasks]);
    expect(items.map(({ outcome }) => outcome)).to.deep.equal(['notSignable', 'signed']);
    expect(items[0]?.detail).to.match(/danneggiato/);
    expect((await house.main(bad)).lock).to.equal(undefined);
  });

  it('waits with a message after a wrong PIN, signs nothing, frees the documents, and goes on with the right one', async () => {
    const { cases, tasks } = await ready(2);
    const worker = house.worker();
    const wrong = await house.signs(people.director, tasks, '0000', worker);
    expect(wrong.batch.state).to.equal('awaitingPin');
    expect(wrong.batch.problem).to.include({ code: 'signing.wrong-pin', attemptsLeft: 2 });
    expect((await house.main(cases[0]!)).head.n).to.equal(1);
    expect((await house.main(cases[0]!)).lock).to.equal(undefined);
    await worker.retry(TENANT, wrong.batch.id, PIN);
    await worker.idle();
    const { batch, items } = await house.state(wrong.batch.id);
    expect(batch.state).to.equal('finished');
    expect(items.map(({ outcome }) => outcome)).to.deep.equal(['signed', 'signed']);
    expect(await codeOf(worker.retry(TENANT, batch.id, PIN))).to.equal('signing.batch-not-waiting');
  });

  it('ends with credentialLocked for each document when the PIN locks the certificate', async () => {
    const { tasks } = await ready(2);
    const worker = house.worker();
    const { batch } = await house.signs(people.director, tasks, '0000', worker);
    for (const pin of ['0001', '0002']) {
      await worker.retry(TENANT, batch.id, pin);
      await worker.idle();
    }
    const { batch: ended, items } = await house.state(batch.id);
    expect(ended.state).to.equal('finished');
    expect(items.map(({ outcome }) => outcome)).to.deep.equal(['credentialLocked', 'credentialLocked']);
    const body = { tasks, pin: PIN, credentialId: await house.credential(people.director) };
    expect(await codeOf(house.call('signing.batches.open', people.director, { body }))).to.equal(
      'signing.credential-locked',
    );
    const { demoKeys } = house.parts;
    const locked = () => house.read(async (tx) => demoKeys!.locked(tx));
    const id = await house.credential(people.director);
    expect(await locked()).to.deep.equal([{ id, owner: people.director, since: house.clock.now() }]);
    expect(await demoKeys!.unlock(TENANT, id)).to.equal(people.director);
    expect(await locked()).to.deep.equal([]);
  });

  it('can be given up while it waits, and gives up by itself in the end', async () => {
    const { tasks } = await ready(2);
    const worker = house.worker();
    const first = await house.signs(people.director, [tasks[0]!], '0000', worker);
    await worker.abandon(TENANT, first.batch.id);
    expect((await house.state(first.batch.id)).items[0]?.outcome).to.equal('abandoned');
    const second = await house.signs(people.director, [tasks[1]!], '0000', worker);
    house.clock.advance('1h');
    await worker.start();
    await worker.stop();
    const [late] = (await house.state(second.batch.id)).items;
    expect(late).to.include({ outcome: 'authorisationLost' });
    expect(late?.detail).to.match(/PIN non è arrivato in tempo/);
    await house.signs(people.director, tasks);
  });

  it('says until when it waits, and who signed meanwhile when it was oneself', async () => {
    const { tasks } = await ready(1);
    const worker = house.worker();
    const { batch } = await house.signs(people.director, tasks, '0000', worker);
    const params = { batchId: batch.id };
    const view = await house.call('signing.batches.read', people.director, { params });
    expect(view).to.include({ state: 'awaitingPin', pinUntil: batch.updatedAt + worker.pinMs });
    await house.signs(people.director, tasks);
    await worker.retry(TENANT, batch.id, PIN);
    await worker.idle();
    const [item] = (await house.state(batch.id)).items;
    expect(item).to.include({ outcome: 'alreadySigned', detail: 'Lo hai già firmato tu.' });
  });

  it('is opened once for one idempotency key', async () => {
    const { tasks } = await ready(1);
    const body = { tasks, pin: PIN, credentialId: await house.credential(people.director) };
    const first = (await house.call('signing.batches.open', people.director, { body, key: 'k1' })) as { id: string };
    const again = (await house.call('signing.batches.open', people.director, { body, key: 'k1' })) as { id: string };
    await house.parts.worker.idle();
    expect(again.id).to.equal(first.id);
    expect((await house.state(first.id)).items.map(({ outcome }) => outcome)).to.deep.equal(['signed']);
  });

  it('of a delegate signs with the delegate’s own certificate and names both', async () => {
    const caseId = await house.start('one');
    const { items } = await house.signs(people.delegate, [await house.opens(people.delegate, caseId)]);
    expect(items[0]).to.include({ outcome: 'signed', onBehalfOf: people.director, capacity: 'signingDelegation' });
    const [signature] = await house.read((tx) => house.signing.signaturesOfCase(tx, caseId));
    expect(signature).to.include({ actor: people.delegate, onBehalfOf: people.director });
    expect(signature?.certificate.name).to.equal('Elsa Gialli');
    const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
    const pdf = await getDocument({ data: new Uint8Array(await house.bytes(caseId)), verbosity: 0 }).promise;
    const annotations = (await (await pdf.getPage(pdf.numPages)).getAnnotations()) as { alternativeText?: string }[];
    const [stamp] = annotations;
    expect(stamp?.alternativeText).to.include('Firma digitale di Elsa Gialli');
    expect(stamp?.alternativeText).to.include('per delega di Carla Verdi (determina n. 12/2026)');
    expect(stamp?.alternativeText).to.include('PROVA - SENZA VALORE LEGALE');
    await pdf.destroy();
  });

  it('shows its owner, and nobody else, what became of it', async () => {
    house.clock.advance('1s');
    const { tasks } = await ready(1);
    const { batch } = await house.signs(people.director, tasks);
    const params = { batchId: batch.id };
    const view = await house.call('signing.batches.read', people.director, { params });
    expect(view).to.nested.include({ state: 'finished', signed: 1, 'items[0].outcome': 'signed' });
    expect(await codeOf(house.call('signing.batches.read', people.second, { params }))).to.equal('test.no-access');
    const list = (await house.call('signing.batches.list', people.director)) as { items: { id: string }[] };
    expect(list.items[0]?.id).to.equal(batch.id);
    expect(await house.call('signing.batches.list', people.stranger)).to.deep.equal({ items: [], next: null });
  });
});
