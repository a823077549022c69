import { expect } from 'chai';
import { setConnection } from '../../src/kit/api/connection.js';
import { dueKind, dueText, soonEnds } from '../../src/kit/text/due.js';
import {
  daysFromToday,
  formatBytes,
  formatDateTime,
  formatRelativeDay,
  isoDate,
  plural,
} from '../../src/kit/text/format.js';

describe('words for instants and numbers', () => {
  /** The server's clock says half past eleven in the evening in Rome, when it is still the same day in UTC. */
  before(() => setConnection(undefined, Date.parse('2026-07-10T21:30:00Z')));
  after(() => setConnection(undefined, Date.now()));

  it('are those of Rome, by the server’s clock', () => {
    expect(formatDateTime(Date.parse('2026-07-10T22:30:00Z'))).to.equal('11/07/2026, 00:30');
    expect(isoDate(Date.parse('2026-07-10T22:30:00Z'))).to.equal('2026-07-11');
    expect(daysFromToday(Date.parse('2026-07-10T22:30:00Z'))).to.equal(1);
    expect(formatRelativeDay('2026-07-09')).to.equal('ieri');
  });

  it('say how near a deadline is', () => {
    expect(dueText(Date.parse('2026-07-10T21:45:00Z'))).to.equal('Scade oggi alle 23:45');
    expect(dueKind(Date.parse('2026-07-10T21:29:00Z'))).to.equal('overdue');
    expect(dueText(Date.parse('2026-07-07T10:00:00Z'))).to.equal('Scaduta da 3 giorni');
    expect(dueKind(Date.parse('2026-07-30T10:00:00Z'))).to.equal('later');
    expect(dueKind(undefined)).to.equal('none');
  });

  it('call soon what is due by the next working day: on a Friday, until Monday', () => {
    const kinds = (...days: string[]): string[] => days.map((day) => dueKind(Date.parse(`2026-07-${day}T15:00:00Z`)));
    expect(soonEnds()).to.equal('lunedì');
    expect(kinds('11', '13', '14')).to.deep.equal(['soon', 'soon', 'later']);
    setConnection(undefined, Date.parse('2026-07-14T08:00:00Z'));
    expect(soonEnds()).to.equal('domani');
    expect(kinds('14', '15', '16')).to.deep.equal(['today', 'soon', 'later']);
    setConnection(undefined, Date.parse('2026-07-11T08:00:00Z'));
    expect(soonEnds()).to.equal('lunedì');
    expect(kinds('13', '14')).to.deep.equal(['soon', 'later']);
    setConnection(undefined, Date.parse('2026-07-10T21:30:00Z'));
  });

  it('call soon what is due by the next working day: before a holiday, until the day after', () => {
    const kinds = (...days: string[]): string[] => days.map((day) => dueKind(Date.parse(`2026-12-${day}T15:00:00Z`)));
    setConnection(undefined, Date.parse('2026-12-24T08:00:00Z'));
    expect(soonEnds()).to.equal('lunedì');
    expect(kinds('25', '28', '29')).to.deep.equal(['soon', 'soon', 'later']);
    setConnection(undefined, Date.parse('2026-12-07T08:00:00Z'));
    expect(soonEnds()).to.equal('mercoledì');
    expect(kinds('09', '10')).to.deep.equal(['soon', 'later']);
    setConnection(undefined, Date.parse('2026-07-10T21:30:00Z'));
  });

  it('count in Italian', () => {
    expect(plural(1, 'pratica', 'pratiche')).to.equal('1 pratica');
    expect(plural(12_345, 'pratica', 'pratiche')).to.equal('12.345 pratiche');
    expect([formatBytes(512), formatBytes(34_500), formatBytes(999_999), formatBytes(1_250_000)]).to.deep.equal([
      '512 byte',
      '34,5 kB',
      '1 MB',
      '1,3 MB',
    ]);
  });
});
