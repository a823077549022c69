import { now } from '../api/connection.js';
import { say } from './language.js';

const zone = 'Europe/Rome';
const locale = say('it-IT', 'en-GB');

const date = new Intl.DateTimeFormat(locale, { timeZone: zone, day: '2-digit', month: '2-digit', year: 'numeric' });
const longDate = new Intl.DateTimeFormat(locale, {
  timeZone: zone,
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
const weekday = new Intl.DateTimeFormat(locale, { timeZone: zone, weekday: 'long' });
const time = new Intl.DateTimeFormat(locale, { timeZone: zone, hour: '2-digit', minute: '2-digit' });
const isoDay = new Intl.DateTimeFormat('en-CA', { timeZone: zone, day: '2-digit', month: '2-digit', year: 'numeric' });
const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });

/** UTC milliseconds, an ISO instant, or a calendar date `2026-11-24` (which has no zone and is shown as it is). */
export type Instant = number | string | Date;

const toDate = (value: Instant): Date => {
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return new Date(`${value}T12:00:00Z`);
  return value instanceof Date ? value : new Date(value);
};

/** `24/11/2026` in Europe/Rome. */
export const formatDate = (value: Instant): string => date.format(toDate(value));

/** `martedì 24 novembre 2026`. */
export const formatLongDate = (value: Instant): string => longDate.format(toDate(value));

/** `martedì`. */
export const formatWeekday = (value: Instant): string => weekday.format(toDate(value));

/** `19:21`. */
export const formatTime = (value: Instant): string => time.format(toDate(value));

/** `24/11/2026, 19:21`. */
export const formatDateTime = (value: Instant): string => `${formatDate(value)}, ${formatTime(value)}`;

/** `2026-11-24`: the calendar day in Europe/Rome, for date fields. */
export const isoDate = (value: Instant): string => isoDay.format(toDate(value));

/** Calendar days from today to the instant's day, in Europe/Rome: 0 today, 1 tomorrow, -1 yesterday. */
export const daysFromToday = (value: Instant): number => {
  const day = (instant: Instant): number => Date.parse(`${isoDate(instant)}T00:00:00Z`) / 86_400_000;
  return day(value) - day(now());
};

/** `oggi`, `domani`, `tra 3 giorni`, `ieri`, `5 giorni fa`. */
export const formatRelativeDay = (value: Instant): string => {
  const days = daysFromToday(value);
  if (days === 0) return say('oggi', 'today');
  if (days === 1) return say('domani', 'tomorrow');
  if (days === -1) return say('ieri', 'yesterday');
  return days > 0 ? say(`tra ${days} giorni`, `in ${days} days`) : say(`${-days} giorni fa`, `${-days} days ago`);
};

/** `512 byte`, `34,5 kB`, `1,2 MB`: thousands, as file managers count. */
export const formatBytes = (bytes: number): string => {
  if (bytes < 1000) return `${bytes} byte`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = -1;
  while (value >= 999.95 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${number.format(value)} ${units[unit] ?? 'TB'}`;
};

export const formatNumber = (value: number): string => new Intl.NumberFormat(locale).format(value);

/** `plural(1, 'pratica', 'pratiche')` is `1 pratica`. */
export const plural = (count: number, one: string, many: string): string =>
  `${formatNumber(count)} ${count === 1 ? one : many}`;
