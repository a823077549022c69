import { expect } from 'chai';
import { shared, notRun } from '../../../test/support/shared.js';
import { checkPdf } from '../src/check/check.js';
import { defaultLimits, type CheckLimits } from '../src/check/limits.js';
import type { CheckPurpose, CheckReport } from '../src/ports.js';
import { flate, onePage, PdfBuilder, simplePdf } from './support/pdf-builder.js';

const check = (
  bytes: Uint8Array,
  limits: Partial<CheckLimits> = {},
  purpose: CheckPurpose = 'main',
): Promise<CheckReport> => checkPdf(bytes, purpose, { ...defaultLimits, ...limits });

const codes = (report: CheckReport): string[] => report.problems.map(({ code }) => code);
const SCRIPT = '<< /Type /Action /S /JavaScript /JS (app.alert\\(1\\)) >>';

describe('the check of a PDF', () => {
  describe('on files that offices really upload', () => {
    const accepted = [
      ['libreoffice-6.4.pdf', 1],
      ['libreoffice-7.4.pdf', 1],
      ['openoffice-page-sizes.pdf', 3],
      ['openoffice-rotated-pages.pdf', 1],
      ['word-365-one-page.pdf', 1],
      ['word-365-paragraph.pdf', 1],
      ['word-365-three-pages.pdf', 3],
      ['word-macos-quartz.pdf', 1],
      ['word-pdfmaker-17-pages.pdf', 17],
    ] as const;
    if (!shared.has('pdf')) {
      notRun('checks of PDFs made by Word and LibreOffice (../shared/pdf is missing)');
      return;
    }
    for (const [name, pages] of accepted) {
      it(`accepts ${name}`, async () => {
        const report = await check(shared.read(`pdf/${name}`));
        expect(report.problems).to.deep.equal([]);
        expect(report).to.include({ ok: true, pages });
        expect(report.facts).to.include({ encrypted: false, signatures: 0, text: true });
      });
    }

    it('refuses the encrypted one, and says what to do', async () => {
      const report = await check(shared.read('pdf/libreoffice-encrypted.pdf'));
      expect(report.ok).to.equal(false);
      expect(codes(report)).to.deep.equal(['documents.encrypted']);
      expect(report.problems[0]?.text).to.match(/senza protezione/);
    });

    it('refuses the one with a file inside as the act to be signed, and takes it as an attachment', async () => {
      const bytes = shared.read('pdf/libreoffice-6.3-embedded-file.pdf');
      const act = await check(bytes);
      expect(codes(act)).to.deep.equal(['documents.embedded-file']);
      expect(act.problems[0]?.text).to.match(/«foo\.txt».*non vede\. .*come allegati/);
      const attachment = await checkPdf(bytes, 'attachment', defaultLimits);
      expect(attachment).to.include({ ok: true, pages: 1 });
      expect(attachment.facts.embeddedFiles).to.deep.equal(['foo.txt']);
    });

    it('tells the form and the claim of PDF/A', async () => {
      expect((await check(shared.read('pdf/libreoffice-7.4.pdf'))).facts.form).to.equal(true);
      expect((await check(shared.read('pdf/word-365-paragraph.pdf'))).facts).to.include({ pdfa: '3a', tagged: true });
    });
  });

  it('accepts a plain document and counts its pages', async () => {
    const report = await check(simplePdf());
    expect(report).to.deep.include({ ok: true, pages: 1, problems: [] });
    expect(report.facts).to.include({ version: '1.7', revisions: 1, text: true, form: false });
  });

  it('accepts objects in object streams with a cross-reference stream', async () => {
    const { 4: content, ...rest } = onePage();
    const pdf = new PdfBuilder().savePacked(rest as Record<number, string>, { 4: content ?? '' }).bytes();
    expect(await check(pdf)).to.deep.include({ ok: true, pages: 1 });
  });

  it('follows cross-references that go round in a circle once', async () => {
    const plain = new PdfBuilder().save(onePage()).bytes().toString('latin1');
    const looped = plain.replace('/Root 1 0 R', `/Root 1 0 R /Prev ${/startxref\n(\d+)/.exec(plain)?.[1]}`);
    expect(await check(Buffer.from(looped, 'latin1'))).to.include({ ok: true, pages: 1 });
  });

  describe('refuses what is no readable PDF', () => {
    it('nothing at all', async () => {
      expect(codes(await check(Buffer.alloc(0)))).to.deep.equal(['documents.empty']);
    });

    it('another file with a .pdf name', async () => {
      expect(codes(await check(Buffer.from('PK\x03\x04 a Word file')))).to.deep.equal(['documents.not-pdf']);
    });

    it('a page in front of the header: such a file is two things at once', async () => {
      const polyglot = Buffer.concat([Buffer.from('<html><script>'), simplePdf()]);
      expect(codes(await check(polyglot))).to.deep.equal(['documents.not-pdf']);
    });

    it('a file that was cut off', async () => {
      const pdf = simplePdf();
      expect(codes(await check(pdf.subarray(0, pdf.length - 60)))).to.deep.equal(['documents.broken-xref']);
    });

    it('a startxref that leads nowhere', async () => {
      const pdf = Buffer.from(
        simplePdf()
          .toString('latin1')
          .replace(/startxref\n\d+/, 'startxref\n7'),
        'latin1',
      );
      expect(codes(await check(pdf))).to.deep.equal(['documents.broken-xref']);
    });

    it('a cross-reference whose entry leads to another object', async () => {
      const text = simplePdf().toString('latin1');
      const moved = text.replace(
        /4 1\n(\d{10})/,
        (_all, offset: string) => `4 1\n${String(Number(offset) - 9).padStart(10, '0')}`,
      );
      expect(moved).not.to.equal(text);
      expect(codes(await check(Buffer.from(moved, 'latin1')))).to.deep.equal(['documents.broken-xref']);
    });

    it('a page tree that goes round in a circle', async () => {
      const pdf = simplePdf('', '', { 2: '<< /Type /Pages /Kids [2 0 R] /Count 1 >>' });
      expect(codes(await check(pdf))).to.deep.equal(['documents.broken-xref']);
    });

    it('a document without pages', async () => {
      const pdf = simplePdf('', '', { 2: '<< /Type /Pages /Kids [] /Count 0 >>' });
      expect(codes(await check(pdf))).to.deep.equal(['documents.broken-xref']);
    });

    it('an object that stands again outside the index: two readers would show two documents', async () => {
      const other = flate('BT /F1 12 Tf 72 700 Td (Altro testo) Tj ET');
      const pdf = new PdfBuilder().save({ ...onePage(), 6: '<< >>' });
      pdf.object(4, other);
      const text = pdf.bytes().toString('latin1');
      const start = text.indexOf('startxref');
      pdf.append(text.slice(start, text.indexOf('%%EOF') + 6));
      const report = await check(pdf.bytes());
      expect(codes(report)).to.deep.equal(['documents.broken-xref']);
      expect(report.problems[0]?.where).to.contain('stands again');
    });

    it('arrays nested a thousand deep', async () => {
      const pdf = simplePdf('', '', { 6: `${'['.repeat(1000)}${']'.repeat(1000)}` });
      expect(codes(await check(pdf))).to.deep.equal(['documents.too-expanded']);
    });
  });

  describe('finds active content wherever it hides', () => {
    const refused = async (pdf: Uint8Array, kind: string): Promise<void> => {
      const report = await check(pdf);
      expect(codes(report)).to.deep.equal(['documents.active-content']);
      expect(report.problems[0]?.where).to.contain(kind);
      expect(report.problems[0]?.text).to.match(/PDF\/A/);
    };

    it('in the open action', () => refused(simplePdf(`/OpenAction ${SCRIPT}`), 'JavaScript'));
    it('in the name tree of scripts', () =>
      refused(
        simplePdf(`/Names << /JavaScript << /Names [(a) 6 0 R] >> >>`, '', { 6: '<< /JS (x) >>' }),
        'JavaScript',
      ));
    it('in an annotation of a page', () =>
      refused(simplePdf('', `/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A ${SCRIPT} >>]`), 'JavaScript'));
    it('in additional actions of a form field', () =>
      refused(
        simplePdf(`/AcroForm << /Fields [6 0 R] >>`, '', { 6: `<< /FT /Tx /T (a) /AA << /K ${SCRIPT} >> >>` }),
        'JavaScript',
      ));
    it('in an action that follows a harmless one', () =>
      refused(simplePdf(`/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next [${SCRIPT}] >>`), 'JavaScript'));
    it('in the bookmarks', () =>
      refused(
        simplePdf('/Outlines 6 0 R', '', { 6: '<< /First 7 0 R >>', 7: `<< /Title (a) /Parent 6 0 R /A ${SCRIPT} >>` }),
        'JavaScript',
      ));
    it('under names written in hexadecimal', () =>
      refused(simplePdf('/#4fpenAction << /S /J#61vaScrip#74 /#4AS (app.alert\\(1\\)) >>'), 'JavaScript'));
    it('with the script in a compressed stream', () =>
      refused(simplePdf('/OpenAction << /S /JavaScript /JS 6 0 R >>', '', { 6: flate('app.alert(1)') }), 'JavaScript'));
    it('with the type of the action behind a reference', () =>
      refused(
        simplePdf('/OpenAction 6 0 R', '', { 6: '<< /S 7 0 R /JS 8 0 R >>', 7: '/JavaScript', 8: '(app.alert)' }),
        'JavaScript',
      ));
    it('behind a key that stands twice', () =>
      refused(simplePdf('/OpenAction << /S /JavaScript /JS 6 0 R /S /URI >>', '', { 6: flate('x') }), 'JavaScript'));

    it('inside an object stream', async () => {
      const { 4: content, ...rest } = onePage('/OpenAction 6 0 R');
      const pdf = new PdfBuilder().savePacked({ ...(rest as Record<number, string>), 6: SCRIPT }, { 4: content ?? '' });
      await refused(pdf.bytes(), 'oggetto 6: JavaScript');
    });

    it('in an earlier revision that a later one replaced', async () => {
      const pdf = new PdfBuilder()
        .save({ ...onePage('/OpenAction 6 0 R'), 6: SCRIPT })
        .save({ 1: '<< /Type /Catalog /Pages 2 0 R >>', 6: 'null' });
      await refused(pdf.bytes(), 'oggetto 6: JavaScript');
    });

    it('in an object stream of an earlier revision', async () => {
      const { 4: content, ...rest } = onePage('/OpenAction 6 0 R');
      const pdf = new PdfBuilder()
        .savePacked({ ...(rest as Record<number, string>), 6: SCRIPT }, { 4: content ?? '' })
        .savePacked({ 1: '<< /Type /Catalog /Pages 2 0 R >>', 6: 'null' });
      await refused(pdf.bytes(), 'oggetto 6: JavaScript');
    });

    it('in a revision that the newest index does not lead back to', async () => {
      const pdf = new PdfBuilder().save({ ...onePage(), 9: SCRIPT }).save(onePage(), { prev: false });
      await refused(pdf.bytes(), 'oggetto 9: JavaScript');
    });

    it('in an object that no index names', () =>
      refused(new PdfBuilder().save({ ...onePage(), 9: SCRIPT }, { skip: [9] }).bytes(), 'oggetto 9: JavaScript'));

    const kinds: readonly (readonly [what: string, kind: string, catalog: string, page?: string])[] = [
      ['a program to start', 'Launch', '/OpenAction << /S /Launch /F (cmd.exe) >>'],
      ['data to import', 'ImportData', '/OpenAction << /S /ImportData /F (a.fdf) >>'],
      ['data to send', 'SubmitForm', '/OpenAction << /S /SubmitForm /F (https://example.org) >>'],
      ['layers to switch', 'SetOCGState', '/OpenAction << /S /SetOCGState /State [/OFF 5 0 R] >>'],
      ['a dynamic form', 'XFA', '/AcroForm << /Fields [] /XFA [(template) 4 0 R] >>'],
      ['a multimedia annotation', 'RichMedia', '', '/Annots [<< /Type /Annot /Subtype /RichMedia /Rect [0 0 9 9] >>]'],
      ['a film', 'Movie', '', '/Annots [<< /Subtype /Movie /Rect [0 0 9 9] /Movie << /F (a.avi) >> >>]'],
      ['a 3D model', '3D', '', '/Annots [<< /Type /Annot /Subtype /3D /Rect [0 0 9 9] >>]'],
    ];
    for (const [what, kind, catalog, page] of kinds) it(what, () => refused(simplePdf(catalog, page), kind));

    it('and leaves links, bookmarks, forms and structure alone', async () => {
      const pdf = simplePdf(
        '/OpenAction [3 0 R /Fit] /AcroForm << /Fields [6 0 R] >> /StructTreeRoot 7 0 R',
        '/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://www.comune.example) >> >>]',
        {
          6: '<< /FT /Tx /T (JavaScript) /V (JS) >>',
          7: '<< /Type /StructTreeRoot /K 8 0 R >>',
          8: '<< /S /Sound /P 7 0 R /K 0 >>',
        },
      );
      expect((await check(pdf)).problems).to.deep.equal([]);
    });

    it('and takes the word JavaScript in a text for what it is', async () => {
      const pdf = simplePdf('', '', {
        4: flate('BT /F1 12 Tf 72 700 Td (/S /JavaScript /JS) Tj ET'),
        6: '(/JavaScript)',
      });
      expect((await check(pdf)).ok).to.equal(true);
    });
  });

  describe('looks at the files inside', () => {
    const withFile = (name: string, content: string): Buffer =>
      simplePdf(`/Names << /EmbeddedFiles << /Names [(a) 6 0 R] >> >>`, '', {
        6: `<< /Type /Filespec /F (${name}) /EF << /F 7 0 R >> >>`,
        7: flate(content, '/Type /EmbeddedFile'),
      });

    it('a table is fine where the setting says so', async () => {
      const report = await check(withFile('dati.csv', 'a;b'), { embeddedFiles: 'allow' });
      expect(report.ok).to.equal(true);
      expect(report.facts.embeddedFiles).to.deep.equal(['dati.csv']);
    });
    it('a program is not, by its name', async () => {
      expect(codes(await check(withFile('fattura.pdf.exe', 'x')))).to.deep.equal(['documents.embedded-program']);
    });
    it('a program is not, by its bytes', async () => {
      expect(codes(await check(withFile('fattura.txt', 'MZ\x90\0')))).to.deep.equal(['documents.embedded-program']);
    });
    it('a table is not part of what is signed, unless the setting says so', async () => {
      expect(codes(await check(withFile('dati.csv', 'a;b')))).to.deep.equal(['documents.embedded-file']);
    });
    it('none at all where the setting says so', async () => {
      const closed = { ...defaultLimits, embeddedFiles: 'refuse' } as const;
      expect(codes(await checkPdf(withFile('dati.csv', 'a;b'), 'attachment', closed))).to.deep.equal([
        'documents.embedded-file',
      ]);
    });
    it('a portfolio has its documents inside: refused', async () => {
      expect(codes(await check(simplePdf('/Collection << /View /D >>')))).to.deep.equal(['documents.portfolio']);
    });
  });

  describe('keeps to its limits', () => {
    it('pages, for the document to be signed only', async () => {
      const kids = Array.from({ length: 12 }, (_, i) => `${i + 10} 0 R`).join(' ');
      const pages = Object.fromEntries(
        Array.from({ length: 12 }, (_, i) => [i + 10, '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>']),
      );
      // /Count lies; the leaves are counted.
      const pdf = simplePdf('', '', { 2: `<< /Type /Pages /Kids [${kids}] /Count 1 >>`, ...pages });
      const report = await check(pdf, { maxPages: 10 });
      expect(codes(report)).to.deep.equal(['documents.too-many-pages']);
      expect(report.problems[0]?.text).to.contain('il massimo è 10');
      expect((await check(pdf, { maxPages: 10 }, 'attachment')).ok).to.equal(true);
    });

    it('a page that unpacks to a gigabyte', async () => {
      const bomb = new PdfBuilder().save({ ...onePage(), 4: flate(Buffer.alloc(200 * 1024 * 1024)) }).bytes();
      expect(bomb.length).to.be.below(300_000);
      expect(codes(await check(bomb))).to.deep.equal(['documents.too-expanded']);
    });

    it('an object stream that unpacks to more objects than memory holds', async () => {
      const many = `${'[1 2 3]'.repeat(5_000_000)}`;
      const bomb = new PdfBuilder().savePacked({
        ...(onePage() as Record<number, string>),
        4: '<< >>',
        6: `[${many}]`,
      });
      expect(bomb.length).to.be.below(300_000);
      expect(codes(await check(bomb.bytes()))).to.deep.equal(['documents.too-expanded']);
    });

    it('packing inside packing', async () => {
      const inner = flate(Buffer.alloc(100 * 1024 * 1024)) as { data: Uint8Array };
      const outer = flate(inner.data) as { data: Uint8Array };
      const bomb = simplePdf('', '', { 4: { dict: '/Filter [/FlateDecode /FlateDecode]', data: outer.data } });
      expect(codes(await check(bomb))).to.deep.equal(['documents.too-expanded']);
    });

    it('an image of a million by a million', async () => {
      const pdf = simplePdf('', '', { 6: flate('x', '/Subtype /Image /Width 1000000 /Height 1000000') });
      expect(codes(await check(pdf))).to.deep.equal(['documents.too-expanded']);
    });

    it('objects without number', async () => {
      const pdf = simplePdf('', '', Object.fromEntries(Array.from({ length: 200 }, (_, i) => [i + 10, '<< >>'])));
      expect(codes(await check(pdf, { maxObjects: 100 }))).to.deep.equal(['documents.too-expanded']);
    });
  });

  describe('tells what was signed before', () => {
    const signed = (reference: string): Buffer =>
      new PdfBuilder()
        .save(onePage())
        .save({
          1: '<< /Type /Catalog /Pages 2 0 R /AcroForm << /SigFlags 3 /Fields [6 0 R] >> >>',
          6: '<< /FT /Sig /T (Firma1) /V 7 0 R >>',
          7: `<< /Type /Sig /Filter /Adobe.PPKLite /ByteRange [0 1 2 3] /Contents <00> ${reference} >>`,
        })
        .bytes();

    it('a signature, and that it leaves room for more', async () => {
      const report = await check(signed(''));
      expect(report.ok).to.equal(true);
      expect(report.facts).to.include({ signatures: 1, revisions: 2, form: true });
    });

    it('a certification that allows nothing more is refused as main document', async () => {
      const pdf = signed('/Reference [<< /TransformMethod /DocMDP /TransformParams << /P 1 >> >>]');
      expect(codes(await check(pdf))).to.deep.equal(['documents.certified']);
      expect((await check(pdf, {}, 'attachment')).ok).to.equal(true);
    });

    it('a certification that allows signatures is told', async () => {
      const report = await check(signed('/Reference [<< /TransformMethod /DocMDP /TransformParams << /P 2 >> >>]'));
      expect(report).to.include({ ok: true });
      expect(report.facts.docMdp).to.equal(2);
    });
  });
});
