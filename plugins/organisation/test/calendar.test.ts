import { expect } from 'chai';
import { dateOf, endOfDay, isCalendarDate, lastDayOf, startOfDay } from '../src/calendar.js';

const HOUR = 3_600_000;

describe('a legal period', () => {
  it('begins and ends at midnight in Rome, in winter and in summer', () => {
    expect(new Date(startOfDay('2026-01-15')).toISOString()).to.equal('2026-01-14T23:00:00.000Z');
    expect(new Date(startOfDay('2026-07-15')).toISOString()).to.equal('2026-07-14T22:00:00.000Z');
  });

  it('counts the day on which clocks change as one day, of 23 or 25 hours', () => {
    expect(endOfDay('2026-03-29') - startOfDay('2026-03-29')).to.equal(23 * HOUR);
    expect(endOfDay('2026-10-25') - startOfDay('2026-10-25')).to.equal(25 * HOUR);
  });

  it('gives its dates back', () => {
    expect(dateOf(startOfDay('2026-03-29'))).to.equal('2026-03-29');
    expect(dateOf(startOfDay('2026-03-29') - 1)).to.equal('2026-03-28');
    expect(lastDayOf(endOfDay('2026-12-31'))).to.equal('2026-12-31');
  });

  it('knows dates that do not exist', () => {
    for (const text of ['2026-02-29', '2026-13-01', '2026-1-1', 'domani', ''])
      expect(isCalendarDate(text), text).to.equal(false);
    for (const text of ['2024-02-29', '2026-12-31']) expect(isCalendarDate(text), text).to.equal(true);
  });
});
