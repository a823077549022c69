import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LibroFirmaError } from '@libro-firma/engine/plugin';
import type { BundleVariable, NewLetter } from '@libro-firma/plugin-documents/ports';
import { expect } from 'chai';
import { PDFDocument } from 'pdf-lib';
import { judge, validator } from '../../../test/support/validators.js';
import { checkPdf } from '../src/check/check.js';
import { defaultLimits } from '../src/check/limits.js';
import type { Letter } from '../src/letter/letter.js';
import { breakLines } from '../src/letter/lines.js';
import { renderLetter, UnwritableText } from '../src/letter/render.js';
import { ADA, House, TENANT } from './support/house.js';
import { letterProcess } from './support/process.js';

const AT = Date.parse('2026-03-03T08:00:00Z');

const letter = (more: Partial<Letter> = {}): Letter => ({
  administration: 'Comune di Palermo',
  office: 'Settore Opere Pubbliche – Ufficio Gare',
  contacts: 'Via Roma 1, 90133 Palermo',
  recipients: [
    { name: 'Ditta Verdi S.r.l.', address: 'Via Libertà 12\n90141 Palermo', email: 'verdi@pec.example.org' },
  ],
  subject: 'Avvio del procedimento',
  body: 'Si comunica l’avvio del procedimento.\n\nSi chiede di trasmettere:\n- il DURC;\n- la dichiarazione.',
  attachments: ['capitolato.pdf'],
  place: 'Palermo',
  date: '3 marzo 2026',
  signers: [{ title: 'Il Dirigente', name: 'Bruno Neri' }],
  trial: false,
  ...more,
});

/** What an independent reader finds, page by page; nothing when it is not installed here. */
const textOf = async (bytes: Uint8Array): Promise<string[] | undefined> => {
  if (!(await validator('pdftotext'))) return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'lf-letter-'));
  try {
    await writeFile(join(folder, 'a.pdf'), bytes);
    const { output } = await judge('pdftotext', ['-layout', join(folder, 'a.pdf'), '-']);
    return output.split('\f').slice(0, -1);
  } finally {
    await rm(folder, { recursive: true });
  }
};

const squeezed = (text: string | undefined): string => (text ?? '').replace(/\s+/g, ' ');

describe('a letter', () => {
  it('says everything that it was given, with the mark where the signature goes', async () => {
    const { bytes, pages } = await renderLetter(letter(), AT);
    expect(pages).to.equal(1);
    const text = await textOf(bytes);
    if (!text) return;
    for (const part of [
      'Comune di Palermo',
      'Settore Opere Pubbliche – Ufficio Gare',
      'Ditta Verdi S.r.l.',
      'Via Libertà 12',
      'verdi@pec.example.org',
      'Oggetto: Avvio del procedimento',
      'Si comunica l’avvio del procedimento.',
      '– il DURC;',
      '1. capitolato.pdf',
      'Palermo, 3 marzo 2026',
      'Il Dirigente',
      'Bruno Neri',
      '{{firma:1}}',
      'Pagina 1 di 1',
    ]) {
      expect(squeezed(text[0])).to.contain(part);
    }
  });

  it('passes the check of documents to be signed, with its fonts inside', async () => {
    const { bytes } = await renderLetter(letter(), AT);
    const report = await checkPdf(bytes, 'main', defaultLimits);
    expect(report).to.include({ ok: true, pages: 1 });
    expect(report.facts.text).to.equal(true);
    const pdf = await PDFDocument.load(bytes);
    expect(pdf.getTitle()).to.equal('Avvio del procedimento');
    expect(pdf.getCreationDate()?.getTime()).to.equal(AT);
  });

  it('goes on over pages, numbers them, and leaves no signature alone on one', async () => {
    const paragraph =
      'Si comunica che il procedimento è stato avviato in data odierna dall’ufficio competente. '.repeat(4);
    for (const count of [7, 8, 9, 10, 24]) {
      const { bytes, pages } = await renderLetter(letter({ body: Array(count).fill(paragraph).join('\n\n') }), AT);
      const text = await textOf(bytes);
      if (!text) return;
      expect(text).to.have.length(pages);
      expect(text.at(-1)).to.contain(`Pagina ${pages} di ${pages}`);
      const last = text.findIndex((page) => page.includes('{{firma:1}}'));
      expect(last).to.equal(pages - 1);
      expect(text[last], `${count} paragraphs`).to.match(/competente|Allegati/);
    }
  });

  it('has a place for each signer, in signing order', async () => {
    const { bytes } = await renderLetter(
      letter({ signers: [{ title: 'Il Responsabile' }, { title: 'Il Dirigente' }, { title: 'Il Segretario' }] }),
      AT,
    );
    const text = await textOf(bytes);
    if (!text) return;
    expect(text.join('').match(/\{\{firma:\d\}\}/g)).to.deep.equal(['{{firma:1}}', '{{firma:2}}', '{{firma:3}}']);
  });

  it('writes the letters of all European languages, also when they come in parts', async () => {
    const names = 'Şükrü Łukasz Pérez Ðorđe Čapek Müller Þór È così: €10 «bene»';
    const { bytes } = await renderLetter(letter({ body: names.normalize('NFD') }), AT);
    const text = await textOf(bytes);
    if (text) expect(squeezed(text[0])).to.contain(names);
  });

  it('refuses what its font cannot write, instead of leaving it out', async () => {
    const error = await renderLetter(letter({ body: 'Gentile 王' }), AT).catch((e: unknown) => e);
    expect(error).to.be.instanceOf(UnwritableText);
    expect((error as UnwritableText).letters).to.deep.equal(['王']);
  });

  it('of a trial case says so on every page', async () => {
    const { bytes } = await renderLetter(letter({ trial: true, body: 'Testo.\n\n'.repeat(60) }), AT);
    const text = await textOf(bytes);
    if (!text) return;
    expect(text.length).to.be.above(1);
    expect(text.every((page) => page.includes('PROVA - SENZA VALORE LEGALE'))).to.equal(true);
  });

  describe('breaks lines', () => {
    const measure = (text: string): number => text.length;
    it('at blanks and after hyphens, never wider than the line', () => {
      expect(breakLines('uno due  tre quattro', 8, measure)).to.deep.equal(['uno due', 'tre', 'quattro']);
      expect(breakLines('socio-economico', 8, measure)).to.deep.equal(['socio-', 'economic', 'o']);
    });
    it('not at no-break spaces, dates and minus signs', () => {
      expect(breakLines('art.\u00a07 c.\u00a02', 7, measure)).to.deep.equal(['art.\u00a07', 'c.\u00a02']);
      expect(breakLines('il 2026-03-03', 10, measure)).to.deep.equal(['il', '2026-03-03']);
    });
    it('within a word that is wider than a line', () => {
      expect(breakLines('abcdefghij', 4, measure)).to.deep.equal(['abcd', 'efgh', 'ij']);
    });
    it('keeps an empty line', () => {
      expect(breakLines('', 4, measure)).to.deep.equal(['']);
    });
  });

  describe('asked for by another plugin', () => {
    let house: House;
    before(async () => {
      house = await House.open({ settings: {} });
    });
    after(() => house.close());

    const certificate = { subject: 'Relata', body: 'Pubblicato.', at: Date.parse('2026-03-19T08:00:00Z') };

    it('is a checked PDF in the store, without a place for signatures', async () => {
      const written = await house.documents.writeLetter(TENANT, {
        ...certificate,
        administration: 'Comune di Palermo',
      });
      expect((await house.documents.check(TENANT, written, 'attachment')).ok).to.equal(true);
      expect(written.pages).to.equal(1);
      const text = await textOf(await house.documents.bytes(TENANT, written));
      if (text) expect(text[0]).to.include('19 marzo 2026').and.not.to.include('firma:');
    });

    it('is refused without an administration, and with letters that the font does not have', async () => {
      const refusal = (letter: NewLetter): Promise<string> =>
        house.documents.writeLetter(TENANT, letter).then(
          () => 'written',
          (error: unknown) => (error as LibroFirmaError).code,
        );
      expect(await refusal(certificate)).to.equal('documents.letterhead-missing');
      const strange = { ...certificate, administration: 'Comune di Palermo', body: 'Gentile 王' };
      expect(await refusal(strange)).to.equal('documents.letter-characters');
    });
  });

  describe('as a step of a route', () => {
    let house: House;
    before(async () => {
      house = await House.open({ settings: { letterhead: { administration: 'Comune di Palermo' } } });
      await house.engine.deploy({ tenant: TENANT, xml: letterProcess, actor: ADA, publish: true });
    });
    after(() => house.close());

    it('becomes the main document of the case', async () => {
      const caseId = await house.start('letter', { subject: 'Avvio', body: 'Si comunica.', office: 'Ufficio Gare' });
      await house.engine.settle();
      const { bundle } = (await house.read((tx) => house.engine.variables(tx, caseId))) as { bundle: BundleVariable };
      expect(bundle.main).to.deep.include({ version: 1, name: 'Comunicazione.pdf', pages: 1 });
      const stored = await house.read((tx) => house.documents.bundleOf(tx, caseId));
      expect(stored?.main?.head).to.include({ kind: 'letter', createdBy: 'documents', digest: bundle.main.digest });
      const bytes = await house.documents.bytes(TENANT, stored?.main?.head ?? { digest: '', size: 0 });
      expect((await checkPdf(bytes, 'main', defaultLimits)).ok).to.equal(true);
      const text = await textOf(bytes);
      if (text)
        expect(text[0]).to.match(
          /Ufficio Gare[\s\S]*Ditta Verdi[\s\S]*Oggetto: Avvio[\s\S]*Palermo, 3 marzo 2026[\s\S]*firma:1[\s\S]*firma:2/,
        );
    });

    it('that cannot be written becomes an incident that says which letters', async () => {
      const caseId = await house.start('letter', { subject: 'Avvio', body: 'Gentile 王', office: 'Ufficio Gare' });
      await house.engine.settle();
      const view = await house.read((tx) => house.engine.case(tx, caseId));
      expect(view?.incidents).to.equal(1);
      expect(await house.read((tx) => house.documents.bundleOf(tx, caseId))).to.equal(undefined);
    });
  });
});
