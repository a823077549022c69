import { Temporal } from 'temporal-polyfill';
import type { CalendarDate } from './ports.js';

/** Legal periods are calendar dates here. */
const ZONE = 'Europe/Rome';

const DATE = /^\d{4}-\d{2}-\d{2}$/;

export const isCalendarDate = (text: string): boolean => {
  if (!DATE.test(text)) return false;
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
};

const midnight = (date: Temporal.PlainDate): number => date.toZonedDateTime(ZONE).epochMilliseconds;

/** The first instant of the day, UTC milliseconds. */
export const startOfDay = (date: CalendarDate): number => midnight(Temporal.PlainDate.from(date));

/** The first instant after the day: periods are kept as `from <= at < to`. */
export const endOfDay = (date: CalendarDate): number => midnight(Temporal.PlainDate.from(date).add({ days: 1 }));

/** The day on which an instant falls. */
export const dateOf = (at: number): CalendarDate =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(ZONE).toPlainDate().toString();

/** The last day of a period that ends before the instant. */
export const lastDayOf = (end: number): CalendarDate => dateOf(end - 1);
