import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDict, PDFDocument, PDFName, PDFString, degrees, StandardFonts } from 'pdf-lib';
import { expect } from 'chai';
import { notRun, shared } from '../../../test/support/shared.js';
import { judge, validator } from '../../../test/support/validators.js';
import { makeCopy } from '../src/courtesy/make.js';
import { Workshop } from '../src/courtesy/workshop.js';
import { voidRegistration } from '../src/store/voidings.js';
import { pdfWith, sha256 } from './support/documents.js';
import { refusal, signedBy, TENANT, World } from './support/world.js';

const notes = { title: 'Copia', header: ['Intestazione'], footer: ['Piede'], at: 1_000_000_000_000 };

describe('a courtesy copy', () => {
  let world: World;
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lf-copy-'));
    world = await World.open();
  });
  afterEach(async () => {
    await world.close();
    await rm(folder, { recursive: true, force: true });
  });

  const textOf = async (pdf: Uint8Array, page: number): Promise<string | undefined> => {
    if (!(await validator('pdftotext'))) return undefined;
    const file = join(folder, 'copy.pdf');
    await writeFile(file, pdf);
    const verdict = await judge('pdftotext', ['-layout', '-f', String(page), '-l', String(page), file, '-']);
    return verdict.output.replace(/\s+/g, ' ');
  };

  it('bears number and date on its first page and says on every page that it is a copy, of which original', async () => {
    const original = await pdfWith('Prima pagina dell’atto', 'Seconda pagina dell’atto');
    world.documents.put('c-1', original);
    world.verification.answer = signedBy('Mario Rossi');
    const { id } = await world.register({ caseId: 'c-1' });
    const copy = await world.protocol.courtesyCopy(TENANT, id);
    expect([copy.name, copy.mediaType]).to.deep.equal(['copia-cortesia-0000001-2026.pdf', 'application/pdf']);
    const [first, second] = [await textOf(copy.bytes, 1), await textOf(copy.bytes, 2)];
    if (first === undefined || second === undefined) return;
    expect(first).to.contain('Comune di Palermo - Registro ufficiale di protocollo');
    expect(first).to.contain('Protocollo n. 0000001/2026 del 03/03/2026');
    expect(first).to.contain('Prima pagina dell’atto');
    for (const page of [first, second]) {
      expect(page).to.contain('PROVA - SENZA VALORE LEGALE - Copia di cortesia, priva di firma digitale');
      expect(page).to.contain('Originale firmato digitalmente da Mario Rossi');
    }
    expect(second).to.contain('Seconda pagina dell’atto').and.to.contain('pagina 2 di 2');
  });

  it('is a new file: the original’s bytes stay, and the same registration gives the same copy', async () => {
    const original = await pdfWith('Atto');
    const before = sha256(original);
    world.documents.put('c-1', original);
    const { id } = await world.register({ caseId: 'c-1' });
    const [one, two] = [await world.protocol.courtesyCopy(TENANT, id), await world.protocol.courtesyCopy(TENANT, id)];
    expect(sha256(one.bytes)).to.equal(sha256(two.bytes));
    expect(sha256(original)).to.equal(before);
    expect(sha256(await world.documents.bytes(TENANT, { digest: before, size: 0 }))).to.equal(before);
  });

  it('of a voided registration says so', async () => {
    world.documents.put('c-1', await pdfWith('Atto'));
    const { id } = await world.register({ caseId: 'c-1' });
    await world.write((tx) => voidRegistration(tx, id, { by: 'p-7', act: 'Det. n. 9/2026', reason: 'Errore' }));
    const text = await textOf((await world.protocol.courtesyCopy(TENANT, id)).bytes, 1);
    expect(text ?? 'REGISTRAZIONE ANNULLATA il 03/03/2026 (Det. n. 9/2026)').to.contain(
      'REGISTRAZIONE ANNULLATA il 03/03/2026 (Det. n. 9/2026)',
    );
  });

  it('of a trial case bears PROVA-n', async () => {
    world.documents.put('c-1', await pdfWith('Atto'));
    const { id } = await world.register({ caseId: 'c-1', mode: 'trial' });
    const text = await textOf((await world.protocol.courtesyCopy(TENANT, id)).bytes, 1);
    expect(text ?? 'Protocollo PROVA-1 del').to.contain('Protocollo PROVA-1 del 03/03/2026');
  });

  it('is refused for what is no PDF, and for a registration that is not there', async () => {
    world.documents.put('c-1', Buffer.from('not a PDF'));
    const { id } = await world.register({ caseId: 'c-1' });
    expect(await refusal(world.protocol.courtesyCopy(TENANT, id))).to.equal('protocol.copy-failed');
    expect(await refusal(world.protocol.courtesyCopy(TENANT, 'nobody'))).to.equal('protocol.not-found');
  });

  it('stops when it takes too long', async () => {
    const entry = new URL('../dist/courtesy/child.js', import.meta.url);
    const workshop = new Workshop({ timeout: 1, maxMemory: 512 * 1024 * 1024, entry });
    expect(await refusal(workshop.make({ original: await pdfWith('x'), notes }))).to.equal('protocol.copy-failed');
  });
});

describe('the pages of a courtesy copy', () => {
  /** A page with a field whose appearance says "timbro", as a visible signature has it. */
  const withStamp = async (): Promise<Uint8Array> => {
    const pdf = await PDFDocument.create();
    const page = pdf.addPage([595, 842]);
    const font = await pdf.embedFont(StandardFonts.Helvetica);
    const appearance = pdf.context.stream('BT /F 10 Tf 5 5 Td (timbro di firma) Tj ET', {
      Type: 'XObject',
      Subtype: 'Form',
      BBox: [0, 0, 100, 20],
      Resources: { Font: { F: font.ref } },
    });
    const widget = pdf.context.obj({
      Type: 'Annot',
      Subtype: 'Widget',
      FT: 'Sig',
      T: 'Firma1',
      Rect: [300, 100, 500, 140],
      AP: { N: pdf.context.register(appearance) },
      V: { Type: 'Sig', Filter: 'Adobe.PPKLite', Contents: PDFString.of('SEGRETO-DELLA-FIRMA') },
    });
    const hidden = pdf.context.obj({
      Type: 'Annot',
      Subtype: 'Widget',
      F: 2,
      Rect: [0, 0, 10, 10],
      AP: { N: pdf.context.register(pdf.context.stream('BT (nascosto) Tj ET', { BBox: [0, 0, 10, 10] })) },
    });
    const link = pdf.context.obj({
      Type: 'Annot',
      Subtype: 'Link',
      Rect: [0, 0, 100, 100],
      A: { S: 'URI', URI: PDFString.of('https://example.org') },
      AA: { E: { S: 'JavaScript', JS: PDFString.of('app.alert(1)') } },
    });
    page.node.set(PDFName.of('Annots'), pdf.context.obj([widget, hidden, link]));
    pdf.catalog.set(PDFName.of('AcroForm'), pdf.context.obj({ Fields: [], SigFlags: 3 }));
    return pdf.save({ useObjectStreams: false });
  };

  it('hold no signature, no form and no action; the stamp stays as a picture and web links stay links', async () => {
    const copy = await makeCopy(await withStamp(), notes);
    const pdf = await PDFDocument.load(copy);
    expect(pdf.catalog.has(PDFName.of('AcroForm'))).to.equal(false);
    const annotations = pdf.getPage(0).node.Annots();
    expect(annotations?.size()).to.equal(1);
    const link = annotations?.lookup(0, PDFDict);
    expect(link?.get(PDFName.of('AA'))).to.equal(undefined);
    const everything = pdf.context
      .enumerateIndirectObjects()
      .map(([, object]) => String(object))
      .join('\n');
    expect(everything).not.to.match(/SEGRETO-DELLA-FIRMA|JavaScript|\/Sig\b/);
  });

  it('keep what the stamp shows', async () => {
    if (!(await validator('pdftotext'))) return;
    const folder = await mkdtemp(join(tmpdir(), 'lf-copy-'));
    try {
      const file = join(folder, 'copy.pdf');
      await writeFile(file, await makeCopy(await withStamp(), notes));
      const { output } = await judge('pdftotext', [file, '-']);
      expect(output).to.contain('timbro di firma').and.not.to.contain('nascosto');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  for (const angle of [0, 90, 180, 270]) {
    it(`shown turned by ${angle} degrees bear the notes upright above and below the content`, async () => {
      if (!(await validator('pdftotext'))) return;
      const pdf = await PDFDocument.create();
      pdf.addPage([400, 600]).setRotation(degrees(angle));
      const folder = await mkdtemp(join(tmpdir(), 'lf-copy-'));
      try {
        const file = join(folder, 'copy.pdf');
        await writeFile(file, await makeCopy(await pdf.save(), notes));
        const { output } = await judge('pdftotext', ['-bbox', file, '-']);
        const top = (word: string): number => Number(new RegExp(`yMin="([\\d.]+)"[^>]*>${word}<`).exec(output)?.[1]);
        const height = angle % 180 === 0 ? 600 : 400;
        expect(top('Intestazione')).to.be.lessThan(28);
        expect(top('Piede')).to.be.greaterThan(height - 28);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    });
  }

  for (const name of [
    'word-365-three-pages',
    'word-pdfmaker-17-pages',
    'word-macos-quartz',
    'libreoffice-7.4',
    'openoffice-page-sizes',
  ]) {
    it(`are all there from ${name}.pdf`, async () => {
      if (!shared.has('pdf')) return notRun('courtesy copies of files from Word and LibreOffice (no ../shared/pdf)');
      const original = shared.read(`pdf/${name}.pdf`);
      const copy = await PDFDocument.load(await makeCopy(original, notes));
      const source = await PDFDocument.load(original, { updateMetadata: false });
      const sizes = (pdf: PDFDocument): unknown => pdf.getPages().map((page) => page.getCropBox());
      expect(sizes(copy)).to.deep.equal(sizes(source));
    });
  }
});
