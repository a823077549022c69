import { expect } from 'chai';
import { checkPdf } from '../src/check/check.js';
import { defaultLimits } from '../src/check/limits.js';
import { onePage, PdfBuilder, simplePdf } from './support/pdf-builder.js';

/** mulberry32: the same seed gives the same mutations. */
const random = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
};

const mutate = (original: Buffer, next: () => number): Buffer => {
  const bytes = Buffer.from(original);
  const at = (): number => Math.floor(next() * bytes.length);
  for (let i = 0; i < 1 + next() * 6; i++) {
    const kind = next();
    if (kind < 0.5) bytes[at()] = Math.floor(next() * 256);
    else if (kind < 0.8) bytes.copy(bytes, at(), at(), at());
    else return Buffer.concat([bytes.subarray(0, at()), bytes.subarray(at())]);
  }
  return bytes;
};

describe('the check of a PDF that was damaged at random', () => {
  const { 4: content, ...rest } = onePage('/OpenAction 6 0 R');
  const script = '<< /S /JavaScript /JS (app.alert) >>';
  const originals: readonly (readonly [string, Buffer])[] = [
    ['a plain one', simplePdf()],
    [
      'a packed one',
      new PdfBuilder()
        .savePacked({ ...(rest as Record<number, string>), 6: '<< /S /GoTo >>' }, { 4: content ?? '' })
        .bytes(),
    ],
    [
      'one with two revisions',
      new PdfBuilder()
        .save({ ...onePage('/OpenAction 6 0 R'), 6: script })
        .save({ 6: 'null' })
        .bytes(),
    ],
  ];
  for (const [what, original] of originals) {
    it(`answers with a report, whatever was damaged: ${what}`, async () => {
      const seed = Number(process.env['LF_TEST_SEED'] ?? Date.now() % 1_000_000);
      const next = random(seed);
      for (let run = 0; run < 300; run++) {
        const bytes = mutate(original, next);
        const report = await checkPdf(bytes, 'main', defaultLimits);
        expect(report.ok, `seed ${seed}, run ${run}`).to.equal(report.problems.length === 0);
        for (const problem of report.problems)
          expect(problem.code, `seed ${seed}, run ${run}`).to.match(/^documents\.[a-z-]+$/);
      }
    });
  }
});
