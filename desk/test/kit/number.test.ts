import { expect } from 'chai';
import fc from 'fast-check';
import { numberText, readNumber } from '../../src/kit/text/number.js';

const amount = { label: 'Quantità', kind: 'number' };

describe('a number as an Italian writes it', () => {
  const read = (typed: readonly string[]): unknown[] => typed.map((text) => readNumber(text));

  it('has points between its thousands or not, and a comma before its decimals', () => {
    expect(read(['24400', '24.400', '24 400', '24.400,00', ' 24\u00a0400,00 ', '€ 24.400', '24.400 €'])).to.deep.equal(
      Array<number>(7).fill(24400),
    );
    expect(read(['24400,5', '24.400,5', '24.400,50'])).to.deep.equal(Array<number>(3).fill(24400.5));
    expect(read(['1.234.567,89', '0', '0,01', '007', '-1.500', '−3,5'])).to.deep.equal([
      1234567.89, 0, 0.01, 7, -1500, -3.5,
    ]);
  });

  it('is not guessed at where comma and points say nothing clear', () => {
    const unclear = [
      '24.4',
      '24.40',
      '24.4000',
      '1,234.56',
      '1.23.456',
      '0.500',
      '1.234 567',
      '1,2,3',
      '5,',
      '24400.000',
    ];
    expect(read(unclear)).to.deep.equal(Array<string>(unclear.length).fill('unclear'));
  });

  it('is nothing else', () => {
    const none = ['', '-', ',5', 'mille', '1e5', '0x10', 'Infinity', 'NaN', '12a', '--1', '1-2', '½', '٣'];
    expect(read(none)).to.deep.equal(Array<string>(none.length).fill('noNumber'));
  });

  it('has no more digits than a JSON number keeps', () => {
    expect(read(['12345678901234567890', '0,12345678901234567890', '9'.repeat(400)])).to.deep.equal(
      Array<string>(3).fill('digits'),
    );
    expect(readNumber('9.007.199.254.740.991')).to.equal(Number.MAX_SAFE_INTEGER);
  });

  it('is understood again as it is shown, whichever it is', () => {
    const decimals = fc.double({ min: -1e15, max: 1e15, noNaN: true }).filter((n) => n === 0 || Math.abs(n) > 1e-4);
    const cents = fc.integer({ min: -1e12, max: 1e12 }).map((n) => n / 100);
    const euro = { label: 'Importo in euro', kind: 'number' };
    fc.assert(fc.property(decimals, (n) => Object.is(readNumber(numberText(amount, n)), n)));
    fc.assert(fc.property(cents, (n) => Object.is(readNumber(numberText(euro, n)), n)));
    fc.assert(
      fc.property(fc.maxSafeInteger(), (n) =>
        Object.is(readNumber(numberText({ label: 'Copie', kind: 'integer' }, n)), n),
      ),
    );
  });

  it('is never read a thousandfold: whatever is typed is refused, or is worth what its digits say', () => {
    const typed = fc.stringMatching(/^-?[0-9., ]{1,12}$/);
    fc.assert(
      fc.property(typed, (text) => {
        const value = readNumber(text);
        const worth = Number(text.trim().replace(/[. ]/g, '').replace(',', '.'));
        return typeof value === 'string' || value === worth;
      }),
      { numRuns: 5000 },
    );
  });
});
