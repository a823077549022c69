import { expect } from 'chai';
import fc from 'fast-check';
import { easter, isWorkingDay } from '../../src/kit/text/holidays.js';

describe('holidays', () => {
  it('know Easter', () => {
    const days = [1961, 2000, 2008, 2019, 2024, 2025, 2026, 2027, 2038].map(easter);
    expect(days).to.deep.equal([
      '1961-04-02',
      '2000-04-23',
      '2008-03-23',
      '2019-04-21',
      '2024-03-31',
      '2025-04-20',
      '2026-04-05',
      '2027-03-28',
      '2038-04-25',
    ]);
  });

  it('have Easter on a Sunday between 22 March and 25 April, never on the same day two years running', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1583, max: 4099 }), (year) => {
        const day = easter(year);
        expect(new Date(day).getUTCDay(), day).to.equal(0);
        expect(day >= `${year}-03-22` && day <= `${year}-04-25`, day).to.equal(true);
        expect(easter(year + 1).slice(5)).not.to.equal(day.slice(5));
        expect(isWorkingDay(new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10))).to.equal(false);
      }),
    );
  });

  it('are the national ones, Saturdays and Sundays', () => {
    const off: string[] = [];
    for (let at = Date.UTC(2027, 0, 1); at < Date.UTC(2028, 0, 1); at += 86_400_000) {
      const date = new Date(at);
      const day = date.toISOString().slice(0, 10);
      const weekend = date.getUTCDay() === 0 || date.getUTCDay() === 6;
      if (weekend) expect(isWorkingDay(day), day).to.equal(false);
      else if (!isWorkingDay(day)) off.push(day.slice(5));
    }
    // In 2027 1 May, 15 August and 25, 26 December are Saturdays and Sundays.
    expect(off).to.deep.equal(['01-01', '01-06', '03-29', '06-02', '10-04', '11-01', '12-08']);
  });

  it('have San Francesco since 2026', () => {
    expect(isWorkingDay('2024-10-04')).to.equal(true);
    expect(isWorkingDay('2027-10-04')).to.equal(false);
  });

  it('have the patron saint of the town', () => {
    expect(isWorkingDay('2026-07-15')).to.equal(true);
    expect(isWorkingDay('2026-07-15', '07-15')).to.equal(false);
  });
});
