import { Readable } from 'node:stream';
import { LibroFirmaError } from '@libro-firma/engine/plugin';
import { expect } from 'chai';
import { nodeDisk } from '../src/adapters/disk-operations.js';
import { join } from 'node:path';
import { ADA, BRUNO, codeOf, House, TENANT } from './support/house.js';
import { onePage, PdfBuilder, simplePdf } from './support/pdf-builder.js';

const MB = 1_000_000;

describe('an upload', () => {
  let house: House;
  before(async () => {
    house = await House.open({ settings: { maxMainMb: 1, maxAttachmentMb: 2, maxPages: 3, maxPendingMb: 40 } });
  });
  after(() => house.close());

  const arriving = (): Promise<readonly string[]> =>
    nodeDisk.list(join(house.dataDir, 'plugins', 'documents', 'blobs', TENANT, 'arriving'));

  it('of a PDF is checked, kept by its digest and told', async () => {
    const upload = await house.upload(simplePdf(), 'Nota prot. 12.pdf', 'main');
    expect(upload).to.include({
      name: 'Nota prot. 12.pdf',
      mediaType: 'application/pdf',
      pages: 1,
      size: simplePdf().length,
    });
    const { bytes, answer } = await house.file('documents.uploads.content', ADA, { params: { uploadId: upload.id } });
    expect(bytes.equals(simplePdf())).to.equal(true);
    expect(answer).to.include({ type: 'application/pdf', disposition: 'inline', etag: `"${upload.digest}"` });
  });

  it('belongs to whoever brought it: nobody else sees or removes it', async () => {
    const { id } = await house.upload(simplePdf(), 'nota.pdf', 'main');
    for (const route of ['documents.uploads.read', 'documents.uploads.content', 'documents.uploads.delete']) {
      expect(await codeOf(house.call(route, BRUNO, { params: { uploadId: id } }))).to.equal('test.not-admitted');
    }
    await house.call('documents.uploads.delete', ADA, { params: { uploadId: id } });
    expect(await codeOf(house.call('documents.uploads.read', ADA, { params: { uploadId: id } }))).to.equal(
      'test.not-admitted',
    );
  });

  describe('is refused with a stable code and an Italian sentence', () => {
    const cases: readonly (readonly [string, Buffer, string, 'main' | 'attachment' | undefined, string, RegExp])[] = [
      [
        'a Word file as main document',
        Buffer.from('PK\x03\x04'),
        'nota.pdf',
        'main',
        'documents.not-pdf',
        /Esporta come PDF/,
      ],
      ['nothing', Buffer.alloc(0), 'nota.pdf', 'main', 'documents.empty', /è vuoto/],
      [
        'a script',
        simplePdf('/OpenAction << /S /JavaScript /JS (x) >>'),
        'nota.pdf',
        'main',
        'documents.active-content',
        /script JavaScript/,
      ],
      [
        'a script, as attachment too',
        simplePdf('/OpenAction << /S /JavaScript /JS (x) >>'),
        'nota.pdf',
        'attachment',
        'documents.active-content',
        /script/,
      ],
      [
        'a script, meant for nothing yet',
        simplePdf('/OpenAction << /S /JavaScript /JS (x) >>'),
        'nota.pdf',
        undefined,
        'documents.active-content',
        /script/,
      ],
      ['an encrypted PDF', simplePdf().subarray(0), 'cifrato.pdf', 'main', 'documents.encrypted', /senza protezione/],
      ['a broken PDF', simplePdf().subarray(0, 300), 'rotto.pdf', 'attachment', 'documents.broken-xref', /danneggiato/],
      ['a program', Buffer.from('MZ\x90\0'), 'leggimi.txt', 'attachment', 'documents.program', /programma/],
      ['a program by its name', Buffer.from('ciao'), 'leggimi.bat', 'attachment', 'documents.program', /programma/],
      [
        'a page of HTML',
        Buffer.from('<!doctype html><p>'),
        'a.txt',
        'attachment',
        'documents.unsupported-type',
        /Sono ammessi: PDF/,
      ],
      ['anything unknown', Buffer.from([1, 2, 3, 4]), 'a.bin', 'attachment', 'documents.unsupported-type', /«a.bin»/],
    ];
    for (const [what, bytes, name, as, code, text] of cases) {
      it(what, async () => {
        const content =
          code === 'documents.encrypted'
            ? new PdfBuilder().save(onePage(), { trailer: '/Encrypt << /Filter /Standard >>' }).bytes()
            : bytes;
        const error = await house.upload(content, name, as).catch((e: unknown) => e);
        expect(error).to.be.instanceOf(LibroFirmaError);
        if (!(error instanceof LibroFirmaError)) return;
        expect(error.code).to.equal(code);
        expect(error.text.it).to.match(text);
        expect(await arriving()).to.deep.equal([]);
      });
    }

    it('200 MB, while they arrive', async () => {
      let sent = 0;
      const large = Readable.from(
        (function* () {
          for (; sent < 200 * MB; sent += MB) yield Buffer.alloc(MB, '%PDF-1.7 ');
        })(),
      );
      const error = await house
        .call('documents.uploads.create', ADA, { query: { name: 'grande.pdf', as: 'main' }, stream: large })
        .catch((e: unknown) => e);
      expect(error).to.include({ kind: 'too-large', code: 'documents.too-large' });
      expect((error as LibroFirmaError).text.it).to.match(/«grande.pdf»: il file supera il limite di 1 MB/);
      expect(sent).to.be.below(8 * MB);
      expect(await arriving()).to.deep.equal([]);
    });

    it('too many pages as main document; as attachment they are welcome', async () => {
      const kids = [10, 11, 12, 13];
      const pages = Object.fromEntries(kids.map((num) => [num, '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>']));
      const pdf = simplePdf('', '', {
        2: `<< /Type /Pages /Kids [${kids.map((n) => `${n} 0 R`).join(' ')}] /Count 4 >>`,
        ...pages,
      });
      expect(await codeOf(house.upload(pdf, 'lungo.pdf', 'main'))).to.equal('documents.too-many-pages');
      expect(await house.upload(pdf, 'lungo.pdf', 'attachment')).to.include({ pages: 4 });
      expect((await house.upload(pdf, 'lungo.pdf')).mainProblem?.code).to.equal('documents.too-many-pages');
    });
  });

  it('gets a name that can be shown, saved and mailed', async () => {
    const csv = Buffer.from('a;b\n');
    expect((await house.upload(csv, '../../etc/dati.csv', 'attachment')).name).to.equal('dati.csv');
    expect((await house.upload(csv, 'C:\\Utenti\\Ada\\elenco\u202eVSC.csv', 'attachment')).name).to.equal(
      'elenco VSC.csv',
    );
    expect((await house.upload(simplePdf(), 'relazione.docx', 'attachment')).name).to.equal('relazione.docx.pdf');
    expect((await house.upload(simplePdf(), '...', 'attachment')).name).to.equal('documento.pdf');
  });

  it('is told by its bytes, not by its name', async () => {
    const types: readonly (readonly [Buffer, string, string])[] = [
      [Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'foto.jpg', 'image/png'],
      [Buffer.from('\xff\xd8\xff\xe0', 'latin1'), 'foto', 'image/jpeg'],
      [Buffer.from('<?xml version="1.0"?><a/>'), 'segnatura.xml', 'application/xml'],
      [Buffer.from('From: a@example.org\nSubject: b\n\n'), 'messaggio.eml', 'message/rfc822'],
      [Buffer.from('Perché no, testo'), 'nota.txt', 'text/plain'],
      [Buffer.from('30820a0606092a864886f70d010702a0', 'hex'), 'nota.pdf.p7m', 'application/pkcs7-mime'],
    ];
    for (const [bytes, name, mediaType] of types) {
      expect((await house.upload(bytes, name, 'attachment')).mediaType, name).to.equal(mediaType);
    }
  });

  it('tells its limits to the desk', async () => {
    expect(await house.call('documents.limits', ADA)).to.include({
      maxMainBytes: MB,
      maxAttachmentBytes: 2 * MB,
      maxPages: 3,
    });
  });

  it('is thrown away after a day when no request took it', async () => {
    const { id } = await house.upload(simplePdf(), 'nota.pdf', 'main');
    house.clock.advance('25h');
    expect(await codeOf(house.call('documents.uploads.read', ADA, { params: { uploadId: id } }))).to.equal(
      'test.not-admitted',
    );
  });

  it('is refused when somebody uploads and uploads and uses nothing', async () => {
    const other = await House.open({ settings: { maxPendingMb: 1 } });
    try {
      await other.upload(Buffer.alloc(2 * MB, 'a'), 'a.txt', 'attachment');
      expect(await codeOf(other.upload(simplePdf(), 'nota.pdf', 'main'))).to.equal('documents.too-many-uploads');
      expect(await codeOf(other.upload(simplePdf(), 'nota.pdf', 'main', BRUNO))).to.equal('accepted');
    } finally {
      await other.close();
    }
  });
});
