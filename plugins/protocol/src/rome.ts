/**
 * The calendar and the clock of the register: Europe/Rome, whatever the server's own zone. A year begins at midnight in
 * Rome, an hour or two before UTC does.
 */
const ZONE = 'Europe/Rome';

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
  timeZoneName: 'longOffset',
});

export interface RomeTime {
  readonly year: number;
  /** `2026-03-03` */
  readonly date: string;
  /** `09:00:00` */
  readonly time: string;
  /** `+01:00` */
  readonly offset: string;
}

/** @param at UTC milliseconds */
export const romeTime = (at: number): RomeTime => {
  const found: Record<string, string> = {};
  for (const { type, value } of parts.formatToParts(at)) found[type] = value;
  const { year = '', month = '', day = '', hour = '', minute = '', second = '', timeZoneName = '' } = found;
  return {
    year: Number(year),
    date: `${year}-${month}-${day}`,
    time: `${hour}:${minute}:${second}`,
    offset: timeZoneName.replace('GMT', '') || '+00:00',
  };
};

/** `03/03/2026` */
export const italianDate = (date: string): string => date.split('-').reverse().join('/');
