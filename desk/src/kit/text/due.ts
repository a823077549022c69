import { now } from '../api/connection.js';
import { sessionStore } from '../api/session.js';
import { daysFromToday, formatDate, formatTime, formatWeekday, isoDate } from './format.js';
import { isWorkingDay } from './holidays.js';
import { say } from './language.js';

export type DueKind = 'overdue' | 'today' | 'soon' | 'later' | 'none';

const DAY_MS = 86_400_000;

/** Days from today to the next working day: 1, on Fridays 3, before a holiday more. */
const daysToWorkingDay = (): number => {
  const today = Date.parse(isoDate(now()));
  const patronSaint = sessionStore.get()?.patronSaint;
  let days = 1;
  while (!isWorkingDay(new Date(today + days * DAY_MS).toISOString().slice(0, 10), patronSaint)) days += 1;
  return days;
};

/** The last day of what is due soon, the next working day, as it is said: `domani`, `lunedì`. */
export const soonEnds = (): string => {
  const days = daysToWorkingDay();
  return days === 1 ? say('domani', 'tomorrow') : formatWeekday(now() + days * DAY_MS);
};

/** How near a deadline is, by the server's time and the calendar in Europe/Rome; `soon`: until the next working day. */
export const dueKind = (dueAt: number | undefined): DueKind => {
  if (dueAt === undefined) return 'none';
  if (dueAt < now()) return 'overdue';
  const days = daysFromToday(dueAt);
  if (days <= 0) return 'today';
  return days <= daysToWorkingDay() ? 'soon' : 'later';
};

/** `Scaduta ieri`, `Scade oggi alle 17:00`, `Scade tra 3 giorni`, `Scade il 24/12/2026`. */
export const dueText = (dueAt: number): string => {
  const days = daysFromToday(dueAt);
  if (dueAt < now()) {
    if (days === 0) return say(`Scaduta oggi alle ${formatTime(dueAt)}`, `Overdue since ${formatTime(dueAt)} today`);
    return days === -1
      ? say('Scaduta ieri', 'Overdue since yesterday')
      : say(`Scaduta da ${-days} giorni`, `Overdue for ${-days} days`);
  }
  if (days === 0) return say(`Scade oggi alle ${formatTime(dueAt)}`, `Due today at ${formatTime(dueAt)}`);
  if (days === 1) return say('Scade domani', 'Due tomorrow');
  return days <= 14
    ? say(`Scade tra ${days} giorni`, `Due in ${days} days`)
    : say(`Scade il ${formatDate(dueAt)}`, `Due on ${formatDate(dueAt)}`);
};
