import { expect } from 'chai';
import fc from 'fast-check';
import { overlap, boxToDisplay } from '../src/pdf/geometry.js';
import { openPdf } from '../src/pdf/open.js';
import { markOf } from '../src/pdf/place.js';
import { signaturesOf } from '../src/pdf/signature-dictionaries.js';
import { verifyPdf } from '../src/pdf/verify.js';
import { pdfOf, type PageSpec } from './support/pdfs.js';
import { anchors, signer, signPdf } from './support/signers.js';

/** Longer with LF_PROPERTY_RUNS. */
const numRuns = Number(process.env['LF_PROPERTY_RUNS'] ?? 12);
const people = ['Mario Rossi', 'Anna Verdi', 'Ugo Neri', 'Ida Bruni'];

const page = fc
  .record({
    rotation: fc.constantFrom(0, 90, 180, 270),
    cropped: fc.boolean(),
    marks: fc.array(
      fc.record({
        n: fc.integer({ min: 1, max: 4 }),
        x: fc.integer({ min: 60, max: 400 }),
        y: fc.integer({ min: 100, max: 700 }),
      }),
      { maxLength: 3 },
    ),
  })
  .map(({ rotation, cropped, marks }): PageSpec => ({
    rotation,
    ...(cropped ? { crop: [40, 40, 500, 760] as const } : {}),
    lines: marks.map(({ n, x, y }) => ({ text: markOf(n), x, y, turned: rotation })),
  }));

describe('any number of signers in any order', function () {
  this.timeout(120_000);

  it('on any document: every signature stays valid, the last covers the file, no stamp covers another', async () => {
    const trusted = await anchors();
    await fc.assert(
      fc.asyncProperty(
        fc.array(page, { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        fc.array(fc.record({ who: fc.constantFrom(...people), position: fc.integer({ min: 1, max: 4 }) }), {
          minLength: 1,
          maxLength: 5,
        }),
        async (pages, table, order) => {
          let pdf = await pdfOf(pages, { table });
          for (const { who, position } of order) pdf = await signPdf(pdf, await signer(who), { position });
          const report = verifyPdf(pdf, trusted);
          expect(report.signatures.map(({ problems }) => problems)).to.deep.equal(order.map(() => []));
          expect(report.valid).to.equal(true);
          const stamps = signaturesOf(openPdf(pdf)).flatMap(({ field }) =>
            field.widgets.flatMap(({ page: on, box }) => (box ? [{ on: on.index, box: boxToDisplay(on, box) }] : [])),
          );
          stamps.forEach(({ on, box }, i) => {
            for (const other of stamps.slice(i + 1)) expect(on === other.on && overlap(box, other.box)).to.equal(false);
          });
        },
      ),
      { numRuns, seed: Number(process.env['LF_PROPERTY_SEED'] ?? 20260303) },
    );
  });
});
