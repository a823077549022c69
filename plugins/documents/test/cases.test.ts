import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LibroFirmaError, type JsonObject } from '@libro-firma/engine/plugin';
import { testDialects } from '@libro-firma/engine/testing';
import type { BundleVariable } from '@libro-firma/plugin-documents/ports';
import { expect } from 'chai';
import { readDirectory } from '../src/media/zip-directory.js';
import { ADA, BRUNO, codeOf, House, TENANT } from './support/house.js';
import { simplePdf } from './support/pdf-builder.js';
import { correctionProcess } from './support/process.js';

interface View {
  readonly bundle: {
    readonly main: {
      id: string;
      opened: boolean;
      head: { n: number; name: string };
      versions: { n: number; kind: string; createdBy: { name: string } }[];
    };
    readonly attachments: { id: string; head: { name: string } }[];
    readonly removed: { head: { name: string } }[];
    readonly confidential: boolean;
  } | null;
}

for (const dialect of testDialects()) {
  describe(`documents of a case (${dialect})`, () => {
    let house: House;
    before(async () => {
      house = await House.open({ dialect, settings: { maxAttachments: 3 } });
      await house.engine.deploy({ tenant: TENANT, xml: correctionProcess, actor: ADA, publish: true });
    });
    after(() => house.close());

    const variables = (caseId: string): Promise<JsonObject> => house.read((tx) => house.engine.variables(tx, caseId));
    const bundleOf = async (caseId: string): Promise<BundleVariable> =>
      (await variables(caseId))['bundle'] as BundleVariable;
    const view = async (caseId: string, actor = ADA): Promise<View> =>
      (await house.call('documents.bundle', actor, { params: { caseId } })) as View;
    const taskOf = async (caseId: string): Promise<string> => {
      const [task] = await house.read((tx) => house.engine.openTasks(tx, caseId));
      if (!task) throw new Error('no task');
      return task.id;
    };
    const correct = async (caseId: string, bundle: JsonObject): Promise<unknown> =>
      house.engine.completeTask({ tenant: TENANT, taskId: await taskOf(caseId), actor: ADA, values: { bundle } });

    describe('a request', () => {
      it('binds its uploads to the case in the starting transaction; the variable has digests, never bytes', async () => {
        const main = await house.upload(simplePdf(), 'nota.pdf', 'main');
        const attachment = await house.upload(Buffer.from('a;b\n'), 'dati.csv');
        const caseId = await house.start('correction', { bundle: { main: main.id, attachments: [attachment.id] } });
        const bundle = await bundleOf(caseId);
        expect(bundle.main).to.deep.include({ version: 1, digest: main.digest, name: 'nota.pdf', pages: 1 });
        expect(bundle.attachments).to.have.length(1);
        expect(bundle.attachments[0]).to.include({ version: 1, digest: attachment.digest, name: 'dati.csv' });
        const stored = await house.read((tx) => house.documents.bundleOf(tx, caseId));
        expect(stored).to.deep.include({ id: bundle.id, caseId, mode: 'live', confidential: false, createdBy: ADA });
        expect(stored?.main?.head).to.deep.include({ kind: 'upload', createdBy: ADA, mediaType: 'application/pdf' });
        expect(stored?.main?.head.facts).to.include({ text: true });
      });

      it('without a main document is refused, at the field', async () => {
        const error = await house.start('correction', { bundle: { attachments: [] } }).catch((e: unknown) => e);
        expect(error).to.be.instanceOf(LibroFirmaError);
        expect((error as LibroFirmaError).code).to.equal('documents.main-missing');
        expect((error as LibroFirmaError).details['fields']).to.have.property('bundle');
      });

      const refused = async (bundle: JsonObject): Promise<string> => codeOf(house.start('correction', { bundle }));

      it('takes nobody else’s upload', async () => {
        const { id } = await house.upload(simplePdf(), 'nota.pdf', 'main', BRUNO);
        expect(await refused({ main: id })).to.equal('documents.upload-not-found');
      });

      it('takes no upload twice', async () => {
        const main = await house.upload(simplePdf(), 'nota.pdf', 'main');
        expect(await refused({ main: main.id, attachments: [main.id] })).to.equal('documents.upload-twice');
        await house.start('correction', { bundle: { main: main.id } });
        expect(await refused({ main: main.id })).to.equal('documents.upload-used');
      });

      it('takes only a PDF as main document, and leaves the uploads free when it is refused', async () => {
        const csv = await house.upload(Buffer.from('a;b\n'), 'dati.csv');
        const pdf = await house.upload(simplePdf(), 'nota.pdf');
        expect(await refused({ main: csv.id, attachments: [pdf.id] })).to.equal('documents.not-pdf');
        expect(await refused({ main: pdf.id, attachments: [csv.id] })).to.equal('accepted');
      });

      it('takes so many attachments and no more', async () => {
        const main = await house.upload(simplePdf(), 'nota.pdf');
        const many = await Promise.all([1, 2, 3, 4].map((n) => house.upload(Buffer.from(`a${n}\n`), `${n}.txt`)));
        expect(await refused({ main: main.id, attachments: many.map(({ id }) => id) })).to.equal(
          'documents.too-many-attachments',
        );
      });

      it('keeps the bytes on the disk: each can be read back by its digest', async () => {
        const { main } = await bundleOf(await house.request());
        const stored = await house.read((tx) => house.documents.version(tx, main.documentId, 1));
        const bytes = await house.documents.bytes(TENANT, stored ?? { digest: '', size: 0 });
        expect(createHash('sha256').update(bytes).digest('hex')).to.equal(main.digest);
      });
    });

    describe('a correction', () => {
      const other = simplePdf('/Lang (it)');

      it('gives the main document a new version; the old one stays', async () => {
        const caseId = await house.request();
        const before = await bundleOf(caseId);
        const upload = await house.upload(other, 'nota corretta.pdf', 'main');
        await correct(caseId, { main: upload.id, seen: before.main.digest });
        const after = (await variables(caseId))['bundle'] as BundleVariable & { changes: object };
        expect(after.main).to.deep.include({ documentId: before.main.documentId, version: 2, digest: upload.digest });
        expect(after.changes).to.deep.equal({
          main: { from: 'nota.pdf', to: 'nota corretta.pdf', version: 2 },
          replaced: [],
          added: [],
          removed: [],
        });
        const versions = await house.read((tx) => house.documents.versions(tx, before.main.documentId));
        expect(versions.map(({ n, kind, digest }) => [n, kind, digest])).to.deep.equal([
          [1, 'upload', before.main.digest],
          [2, 'correction', upload.digest],
        ]);
      });

      it('adds, replaces and takes out attachments, and says which', async () => {
        const caseId = await house.request();
        const [old] = (await bundleOf(caseId)).attachments;
        const [fresh, instead] = [
          await house.upload(Buffer.from('nuovo'), 'nuovo.txt'),
          await house.upload(Buffer.from('c;d'), 'dati2.csv'),
        ];
        await correct(caseId, {
          add: [fresh.id],
          replace: [{ documentId: old?.documentId ?? '', upload: instead.id }],
        });
        const bundle = (await variables(caseId))['bundle'] as BundleVariable & { changes: object };
        expect(bundle.attachments.map(({ name, version }) => [name, version])).to.deep.equal([
          ['dati2.csv', 2],
          ['nuovo.txt', 1],
        ]);
        expect(bundle.changes).to.deep.include({ main: null, added: ['nuovo.txt'], replaced: ['dati2.csv'] });
      });

      it('keeps what was taken out readable, though no more in the bundle', async () => {
        const caseId = await house.request();
        const [old] = (await bundleOf(caseId)).attachments;
        await correct(caseId, { remove: [old?.documentId ?? ''] });
        const seen = await view(caseId);
        expect(seen.bundle?.attachments).to.deep.equal([]);
        expect(seen.bundle?.removed.map(({ head }) => head.name)).to.deep.equal(['dati.csv']);
        const given = { params: { caseId, documentId: old?.documentId ?? '', n: '1' } };
        expect((await house.file('documents.content', ADA, given)).bytes.toString()).to.equal('a;b\n1;2\n');
      });

      it('that changes nothing is refused', async () => {
        expect(await codeOf(correct(await house.request(), {}))).to.equal('documents.nothing-changed');
      });

      it('of a document that moved meanwhile is refused', async () => {
        const caseId = await house.request();
        const upload = await house.upload(other, 'nota.pdf', 'main');
        expect(await codeOf(correct(caseId, { main: upload.id, seen: '0'.repeat(64) }))).to.equal(
          'documents.head-moved',
        );
      });

      it('of a document that is being signed is refused, and nothing of it happens', async () => {
        const caseId = await house.request();
        const { main } = await bundleOf(caseId);
        await house.write((tx) =>
          house.documents.lock(tx, {
            documentId: main.documentId,
            expectedHead: main.digest,
            holder: 'signing:1',
            ttlMs: 60_000,
          }),
        );
        const [upload, added] = [
          await house.upload(other, 'nota.pdf', 'main'),
          await house.upload(Buffer.from('x'), 'x.txt'),
        ];
        expect(await codeOf(correct(caseId, { main: upload.id, add: [added.id] }))).to.equal('documents.locked');
        expect((await view(caseId)).bundle?.attachments).to.have.length(1);
        house.clock.advance('61s');
        expect(await codeOf(correct(caseId, { main: upload.id, add: [added.id] }))).to.equal('accepted');
      });
    });

    describe('a version', () => {
      const signed = async (caseId: string, text: string) => {
        const { main } = await bundleOf(caseId);
        const blob = await house.documents.store(TENANT, Buffer.from(text));
        return {
          documentId: main.documentId,
          expectedHead: main.digest,
          blob,
          kind: 'signed' as const,
          createdBy: 'signing',
        };
      };

      it('moves the head by compare-and-set: of two made from the same one, one wins', async () => {
        const caseId = await house.request();
        const [first, second] = [await signed(caseId, 'uno'), await signed(caseId, 'due')];
        const made = await house.write((tx) => house.documents.addVersion(tx, first));
        expect(made).to.include({ n: 2, kind: 'signed', name: 'nota.pdf', mediaType: 'application/pdf', pages: 1 });
        expect(await codeOf(house.write((tx) => house.documents.addVersion(tx, second)))).to.equal(
          'documents.head-moved',
        );
        expect((await view(caseId)).bundle?.main.head.n).to.equal(2);
      });

      it('is added by the holder of the lock only, until the lock ends', async () => {
        const caseId = await house.request();
        const version = await signed(caseId, 'uno');
        const lock = { documentId: version.documentId, expectedHead: version.expectedHead, ttlMs: 60_000 };
        await house.write((tx) => house.documents.lock(tx, { ...lock, holder: 'a' }));
        expect(await codeOf(house.write((tx) => house.documents.lock(tx, { ...lock, holder: 'b' })))).to.equal(
          'documents.locked',
        );
        expect(await codeOf(house.write((tx) => house.documents.addVersion(tx, version)))).to.equal('documents.locked');
        expect(await codeOf(house.write((tx) => house.documents.addVersion(tx, { ...version, holder: 'b' })))).to.equal(
          'documents.locked',
        );
        await house.write((tx) => house.documents.lock(tx, { ...lock, holder: 'a' }));
        await house.write((tx) => house.documents.unlock(tx, version.documentId, 'b'));
        expect(await codeOf(house.write((tx) => house.documents.addVersion(tx, { ...version, holder: 'a' })))).to.equal(
          'accepted',
        );
        await house.write((tx) => house.documents.unlock(tx, version.documentId, 'a'));
        const document = await house.read((tx) => house.documents.document(tx, version.documentId));
        expect(document?.lock).to.equal(undefined);
      });

      it('comes no more once the document is frozen, whoever holds the lock; and the words say why', async () => {
        const caseId = await house.request();
        const version = await signed(caseId, 'uno');
        const { documentId, expectedHead } = version;
        await house.write((tx) =>
          house.documents.lock(tx, { documentId, expectedHead, ttlMs: 60_000, holder: 'signing:1' }),
        );
        const why = { it: 'è registrato con il numero 0000012/2026', en: 'is registered under number 0000012/2026' };
        const freeze = { documentId, expectedHead, by: 'protocol:r1', why };
        await house.write((tx) => house.documents.freeze(tx, freeze));
        const again = await house.write((tx) => house.documents.freeze(tx, { ...freeze, by: 'protocol:r2' }));
        expect(again).to.deep.include({ by: 'protocol:r1', why });
        const late = house.write((tx) => house.documents.addVersion(tx, { ...version, holder: 'signing:1' }));
        const said = (await late.catch((error: unknown) => error)) as LibroFirmaError;
        expect(said).to.include({ code: 'documents.frozen', kind: 'conflict' });
        expect(said.text.it).to.match(/^«nota\.pdf» è registrato con il numero 0000012\/2026: non si può più cambiare/);
        const lock = { documentId, expectedHead, ttlMs: 60_000, holder: 'signing:1' };
        expect(await codeOf(house.write((tx) => house.documents.lock(tx, lock)))).to.equal('documents.frozen');
        expect((await view(caseId)).bundle?.main.head.n).to.equal(1);
      });

      it('is not frozen in a state that is not the present one', async () => {
        const caseId = await house.request();
        const version = await signed(caseId, 'uno');
        await house.write((tx) => house.documents.addVersion(tx, version));
        const freeze = { ...version, by: 'protocol:r1', why: { it: 'è registrato' } };
        expect(await codeOf(house.write((tx) => house.documents.freeze(tx, freeze)))).to.equal('documents.head-moved');
      });

      it('may belong to a document that the product made; there is one main document', async () => {
        const caseId = await house.request();
        const blob = await house.documents.store(TENANT, Buffer.from('<a/>'));
        const made = {
          caseId,
          mode: 'live' as const,
          confidential: false,
          blob,
          kind: 'protocol.segnatura' as const,
          createdBy: 'protocol',
          name: 'segnatura.xml',
          mediaType: 'application/xml',
        };
        const derived = await house.write((tx) => house.documents.addDocument(tx, { ...made, role: 'derived' }));
        expect(derived).to.include({ role: 'derived', position: 1 });
        expect((await house.read((tx) => house.documents.bundleOf(tx, caseId)))?.derived).to.have.length(1);
        expect(await codeOf(house.write((tx) => house.documents.addDocument(tx, { ...made, role: 'main' })))).to.equal(
          'documents.main-exists',
        );
      });
    });

    describe('who reads', () => {
      it('leaves a trace of actor, version and instant before the bytes leave', async () => {
        const caseId = await house.request();
        const { main } = await bundleOf(caseId);
        await house.file('documents.content', ADA, { params: { caseId, documentId: main.documentId, n: '1' } });
        const reads = await house.read((tx) => house.documents.readsOf(tx, main.documentId));
        expect(reads).to.deep.equal([
          {
            actor: ADA,
            documentId: main.documentId,
            version: 1,
            digest: main.digest,
            at: house.clock.now(),
            kind: 'view',
          },
        ]);
      });

      it('has opened exactly these bytes, not the next version', async () => {
        const caseId = await house.request();
        const { main } = await bundleOf(caseId);
        const opened = (actor: string, digest: string) =>
          house.read((tx) => house.documents.hasOpened(tx, actor, main.documentId, digest));
        expect(await opened(ADA, main.digest)).to.equal(false);
        await house.call('documents.archive', ADA, { params: { caseId } });
        expect(await opened(ADA, main.digest), 'an archive is saved, not read').to.equal(false);
        await house.file('documents.content', ADA, { params: { caseId, documentId: main.documentId, n: '1' } });
        expect(await opened(ADA, main.digest)).to.equal(true);
        expect(await opened(BRUNO, main.digest)).to.equal(false);
        expect((await view(caseId)).bundle?.main.opened).to.equal(true);
        const upload = await house.upload(simplePdf('/Lang (it)'), 'nota.pdf', 'main');
        await correct(caseId, { main: upload.id });
        expect(await opened(ADA, upload.digest)).to.equal(false);
        expect((await view(caseId)).bundle?.main.opened).to.equal(false);
      });

      it('must have a part in the case, and names its own case', async () => {
        const [mine, another] = [await house.request(), await house.request()];
        const { main } = await bundleOf(mine);
        const given = { params: { caseId: mine, documentId: main.documentId, n: '1' } };
        expect(await codeOf(house.call('documents.content', BRUNO, given))).to.equal('test.not-admitted');
        expect(await codeOf(house.call('documents.bundle', BRUNO, { params: { caseId: mine } }))).to.equal(
          'test.not-admitted',
        );
        const crossed = { params: { ...given.params, caseId: another } };
        expect(await codeOf(house.call('documents.content', ADA, crossed))).to.equal('documents.not-found');
        const beyond = { params: { ...given.params, n: '2' } };
        expect(await codeOf(house.call('documents.content', ADA, beyond))).to.equal('documents.not-found');
        expect(await house.read((tx) => house.documents.readsOf(tx, main.documentId))).to.deep.equal([]);
      });

      it('sees versions with the names of those who made them', async () => {
        const caseId = await house.request();
        const seen = await view(caseId);
        expect(seen.bundle?.main.versions).to.have.length(1);
        expect(seen.bundle?.main.versions[0]).to.deep.include({
          n: 1,
          kind: 'upload',
          createdBy: { id: ADA, name: 'Ada Rossi' },
        });
      });

      it('is told when the case is confidential', async () => {
        const main = await house.upload(simplePdf(), 'nota.pdf');
        const caseId = await house.start('correction', { bundle: { main: main.id } }, { confidential: true });
        expect((await view(caseId)).bundle?.confidential).to.equal(true);
      });

      it('gets everything in one ZIP file, equal names told apart', async () => {
        const main = await house.upload(simplePdf(), 'nota.pdf');
        const same = await house.upload(simplePdf('/Lang (it)'), 'Nota.pdf');
        const caseId = await house.start('correction', { bundle: { main: main.id, attachments: [same.id] } });
        const { answer, bytes } = await house.file('documents.archive', ADA, { params: { caseId } });
        expect(answer).to.include({ type: 'application/zip', name: 'nota.zip', disposition: 'attachment' });
        const folder = await mkdtemp(join(tmpdir(), 'lf-zip-'));
        try {
          await writeFile(join(folder, 'a.zip'), bytes);
          expect((await readDirectory(join(folder, 'a.zip')))?.names).to.deep.equal(['nota.pdf', 'Nota (2).pdf']);
        } finally {
          await rm(folder, { recursive: true });
        }
        expect(bytes.includes(simplePdf())).to.equal(true);
      });
    });

    it('sees no documents where the case has none', async () => {
      expect(await house.read((tx) => house.documents.bundleOf(tx, 'none'))).to.equal(undefined);
    });
  });
}
