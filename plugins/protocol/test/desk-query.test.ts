import { expect } from 'chai';
import { askedIn, nothingAsked, numberProblem, pageOf, requestOf } from '../src/desk/query.js';

describe('the questions of the register page', () => {
  it('stand in the address, and come back from it', () => {
    const asked = { ...nothingAsked, text: 'città & campagna', from: '2026-01-01', state: 'voided' as const };
    const address = pageOf(asked);
    expect(askedIn(new URLSearchParams(address.split('?')[1]))).to.deep.equal(asked);
    expect(pageOf(nothingAsked)).to.equal('/protocollo/registro');
  });

  const numbers: readonly (readonly [string, string])[] = [
    ['123', 'limit=50&number=123'],
    ['0000123', 'limit=50&number=123'],
    [' 0000123/2026 ', 'limit=50&number=123&year=2026'],
    ['', 'limit=50'],
  ];
  for (const [typed, query] of numbers) {
    it(`take "${typed}" for a number`, () => {
      expect(requestOf({ ...nothingAsked, number: typed })).to.equal(`/protocol/registrations?${query}`);
      expect(numberProblem(typed)).to.equal(undefined);
    });
  }

  it('are not sent with a number that cannot be one', () => {
    expect(requestOf({ ...nothingAsked, number: 'dodici' })).to.equal(null);
    expect(numberProblem('dodici')).to.contain('123/2026');
  });

  it('leave out what was not asked, and say whether voided ones are meant', () => {
    const asked = { ...nothingAsked, recipient: 'Rossi', state: 'valid' as const };
    expect(requestOf(asked)).to.equal('/protocol/registrations?limit=50&recipient=Rossi&voided=false');
  });
});
