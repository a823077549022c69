import { expect } from 'chai';
import { controlCharacter, fiscalCodeProblem } from '../src/fiscal-code.js';

describe('a fiscal code', () => {
  it('is taken when its control character follows from the other fifteen', () => {
    for (const code of ['RSSMRA85T10A562S', 'MRTMTT91D08F205J'])
      expect(fiscalCodeProblem(code), code).to.equal(undefined);
  });

  it('is taken when digits were replaced by letters because two people would have had the same', () => {
    const first15 = 'RSSMRA85T10A56N';
    expect(fiscalCodeProblem(first15 + controlCharacter(first15))).to.equal(undefined);
  });

  it('is refused with the character that was expected when one letter was mistyped', () => {
    const problem = fiscalCodeProblem('RSSMRA85T10A562T');
    expect(problem?.code).to.equal('organisation.fiscal-code-control');
    expect(problem?.message).to.include('«T»').and.include('«S»');
  });

  it('is refused when two neighbours were exchanged', () => {
    expect(fiscalCodeProblem('RSMSRA85T10A562S')?.code).to.equal('organisation.fiscal-code-control');
  });

  it('is refused when it has another shape, or a day that no month has', () => {
    const day = (n: string) => `RSSMRA85T${n}A562` + controlCharacter(`RSSMRA85T${n}A562`);
    for (const code of [
      '',
      'RSSMRA85T10A562',
      'rssmra85t10a562s',
      '12345678901',
      day('00'),
      day('32'),
      day('40'),
      day('72'),
    ]) {
      expect(fiscalCodeProblem(code)?.code, code).to.equal('organisation.fiscal-code-shape');
    }
    for (const code of [day('01'), day('31'), day('41'), day('71')])
      expect(fiscalCodeProblem(code)).to.equal(undefined);
  });
});
