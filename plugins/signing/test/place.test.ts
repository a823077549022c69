import { expect } from 'chai';
import { fieldsOf } from '../src/pdf/fields.js';
import { boxToDisplay, overlap } from '../src/pdf/geometry.js';
import { openPdf, type Box } from '../src/pdf/open.js';
import { markOf } from '../src/pdf/place.js';
import { signaturesOf } from '../src/pdf/signature-dictionaries.js';
import { verifyPdf } from '../src/pdf/verify.js';
import { letter, pdfOf, withFields } from './support/pdfs.js';
import { anchors, prepareFor, signer, signPdf } from './support/signers.js';
import { notRun, shared } from '../../../test/support/shared.js';

/** Page (from 1) and displayed box of each stamp. */
const stampsOf = (pdf: Uint8Array): { page: number; box: Box }[] => {
  const opened = openPdf(pdf);
  return signaturesOf(opened).flatMap(({ field }) =>
    field.widgets.flatMap(({ page, box }) => (box ? [{ page: page.index + 1, box: boxToDisplay(page, box) }] : [])),
  );
};

const near = (value: number | undefined, wanted: number, by = 3): boolean => Math.abs((value ?? NaN) - wanted) <= by;

describe('the place of a stamp', () => {
  it('is the mark of the signer in the text, which the stamp covers', async () => {
    const pdf = await pdfOf([
      { lines: [{ text: 'Prima pagina', x: 70, y: 700 }] },
      {
        lines: [
          { text: `Il Dirigente ${markOf(1)}`, x: 70, y: 300 },
          { text: markOf(2), x: 320, y: 300 },
        ],
      },
    ]);
    const first = await signPdf(pdf, await signer('Mario Rossi'));
    const second = await signPdf(first, await signer('Anna Verdi'), { position: 2 });
    const [one, two] = stampsOf(second);
    expect(one?.page).to.equal(2);
    expect(near(one?.box[3], 300 + 11 + 2), 'hangs from the mark’s top').to.equal(true);
    expect(one!.box[0]).to.be.within(120, 140);
    expect(near(two?.box[0], 318)).to.equal(true);
    expect(openPdf(second).pages).to.have.length(2);
  });

  it('is found however a program cuts and writes the mark', async () => {
    const pdf = await pdfOf([
      {
        lines: [
          { text: '{{ Fir', x: 70, y: 300 },
          { text: 'ma : 1 }}', x: 105, y: 300 },
        ],
      },
    ]);
    const prepared = await prepareFor(pdf, await signer('Mario Rossi'));
    expect(prepared.stamp).to.include({ page: 1, by: 'mark' });
  });

  for (const rotation of [0, 90, 180, 270]) {
    it(`is upright and at its mark on a page turned by ${rotation} degrees, within the crop box`, async () => {
      const at = (
        [
          [150, 400],
          [250, 200],
          [400, 300],
          [300, 500],
        ] as const
      )[rotation / 90]!;
      const pdf = await pdfOf([
        { rotation, crop: [50, 60, 480, 700], lines: [{ text: markOf(1), x: at[0], y: at[1], turned: rotation }] },
      ]);
      const signed = await signPdf(pdf, await signer('Mario Rossi'));
      const [page] = openPdf(signed).pages;
      const [stamp] = stampsOf(signed);
      const [width, height] = rotation % 180 === 0 ? [480, 700] : [700, 480];
      expect(stamp!.box[0]).to.be.at.least(0);
      expect(stamp!.box[2]).to.be.at.most(width);
      expect(stamp!.box[3]).to.be.at.most(height);
      expect(stamp!.box[2] - stamp!.box[0], 'wider than high, as it is displayed').to.be.greaterThan(150);
      const mark = boxToDisplay(page!, [at[0], at[1], at[0], at[1]]);
      expect(near(stamp!.box[0], mark[0])).to.equal(true);
      expect(near(stamp!.box[3], mark[1] + 13)).to.equal(true);
    });
  }

  it('is below the phrase that the route names, at its last occurrence', async () => {
    const pdf = await pdfOf([
      {
        lines: [
          { text: 'Il Dirigente rilascia', x: 70, y: 700 },
          { text: 'Il Dirigente', x: 300, y: 250 },
        ],
      },
    ]);
    const by = await signer('Mario Rossi');
    const prepared = await prepareFor(pdf, by, { anchor: { position: 1, phrase: 'il dirigente' } });
    expect(prepared.stamp?.by).to.equal('phrase');
    expect(near(prepared.stamp?.box[0], 300)).to.equal(true);
    expect(prepared.stamp!.box[3]).to.be.below(250);
  });

  for (const [file, phrase] of [
    ['word-365-paragraph.pdf', 'here’s to squashing bugs'],
    ['libreoffice-6.4.pdf', 'Lorem ipsum dolor sit amet'],
  ] as const) {
    it(`is found in the text of ${file}`, async () => {
      if (!shared.has('pdf')) return notRun('a phrase in PDFs of Word and LibreOffice (../shared/pdf)');
      const pdf = new Uint8Array(shared.read(`pdf/${file}`));
      const prepared = await prepareFor(pdf, await signer('Mario Rossi'), { anchor: { position: 1, phrase } });
      expect(prepared.stamp).to.include({ page: 1, by: 'phrase' });
      expect(prepared.addedPage).to.equal(false);
    });
  }

  it('is an empty signature field of the document, which is filled', async () => {
    const by = await signer('Mario Rossi');
    const signed = await signPdf(await withFields(), by, { anchor: { position: 1, field: 'Firma del dirigente' } });
    const fields = fieldsOf(openPdf(signed)).filter(({ type }) => type === 'Sig');
    expect(fields.map(({ name, value }) => [name, value !== undefined])).to.deep.equal([['Firma del dirigente', true]]);
    expect(stampsOf(signed)[0]?.box).to.deep.equal([60, 200, 260, 260]);
    expect(verifyPdf(signed, await anchors()).valid).to.equal(true);
  });

  it('is the place of a text field, which stays as it is', async () => {
    const by = await signer('Mario Rossi');
    const signed = await signPdf(await withFields(), by, { anchor: { position: 1, field: 'luogo' } });
    const box = stampsOf(signed)[0]!.box;
    expect(near(box[0], 300) && near(box[1], 200)).to.equal(true);
    expect(fieldsOf(openPdf(signed)).some(({ name }) => name === 'luogo')).to.equal(true);
  });

  it('is a page for signatures behind the last one where the text has none, with all later stamps on it', async () => {
    let pdf = await letter();
    for (const [i, name] of ['Mario Rossi', 'Anna Verdi', 'Ugo Neri', 'Ida Bruni'].entries()) {
      pdf = await signPdf(pdf, await signer(name), { position: i + 1 });
    }
    const stamps = stampsOf(pdf);
    expect(openPdf(pdf).pages).to.have.length(2);
    expect(stamps.map(({ page }) => page)).to.deep.equal([2, 2, 2, 2]);
    expect(verifyPdf(pdf, await anchors()).valid).to.equal(true);
  });

  it('keeps clear of the stamps before it, even when two signers want the same mark', async () => {
    let pdf = await pdfOf([{ lines: [{ text: markOf(1), x: 70, y: 400 }] }]);
    for (const name of ['Mario Rossi', 'Anna Verdi', 'Ugo Neri', 'Ida Bruni'])
      pdf = await signPdf(pdf, await signer(name));
    const stamps = stampsOf(pdf);
    stamps.forEach(({ box }, i) => {
      for (const other of stamps.slice(i + 1)) expect(overlap(box, other.box)).to.equal(false);
    });
  });

  it('is a free part of the last page when something is signed and no page can be added any more', async () => {
    const pdf = await pdfOf([
      {
        lines: [
          { text: markOf(1), x: 70, y: 400 },
          { text: 'Piè di pagina', x: 70, y: 40 },
        ],
      },
    ]);
    const first = await signPdf(pdf, await signer('Mario Rossi'));
    const by = await signer('Anna Verdi');
    const prepared = await prepareFor(first, by, { anchor: { position: 2 } });
    expect(prepared.stamp).to.include({ page: 1, by: 'freeSpace' });
    expect(prepared.addedPage).to.equal(false);
    const second = await signPdf(first, by, { anchor: { position: 2 } });
    expect(verifyPdf(second, await anchors()).valid).to.equal(true);
  });

  it('shrinks with a page that is smaller than the stamp', async () => {
    const pdf = await pdfOf([{ size: [160, 120], lines: [{ text: markOf(1), x: 10, y: 60 }] }]);
    const prepared = await prepareFor(pdf, await signer('Mario Rossi'));
    const box = prepared.stamp!.box;
    expect(box[0]).to.be.at.least(0);
    expect(box[2]).to.be.at.most(160);
  });
});
