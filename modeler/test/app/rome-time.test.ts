import { expect } from 'chai';
import { instantInRome } from '../../src/app/trial/rome-time.js';

const at = (day: string, time: string): string | undefined => {
  const instant = instantInRome(day, time);
  return instant === undefined ? undefined : new Date(instant).toISOString();
};

describe('a day and a time by the clock in Rome', () => {
  it('is one hour ahead of UTC in winter, two in summer', () => {
    expect(at('2026-01-15', '9:30')).to.equal('2026-01-15T08:30:00.000Z');
    expect(at('2026-07-15', '09.30')).to.equal('2026-07-15T07:30:00.000Z');
  });

  it('is, in the hour that is left out in March, when the clock has just gone forward', () => {
    expect(at('2026-03-29', '02:30')).to.equal('2026-03-29T01:30:00.000Z');
  });

  it('is, in the hour that comes twice in October, the first of the two', () => {
    expect(at('2026-10-25', '02:30')).to.equal('2026-10-25T00:30:00.000Z');
  });

  it('is nothing for what is no day or no time', () => {
    for (const [day, time] of [
      ['2026-01-15', '25:00'],
      ['2026-01-15', '9'],
      ['15/01/2026', '09:00'],
      ['', '09:00'],
      ['2026-13-40', '09:00'],
    ] as const)
      expect(at(day, time)).to.equal(undefined);
  });
});
