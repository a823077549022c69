import { now } from '../api/connection.js';
import { daysFromToday, formatDate, formatTime } from './format.js';
import { say } from './language.js';

export type DueKind = 'overdue' | 'today' | 'soon' | 'later' | 'none';

/** Days ahead that count as near. */
const soonDays = 3;

/** How near a deadline is, by the server's time and the calendar in Europe/Rome. */
export const dueKind = (dueAt: number | undefined): DueKind => {
  if (dueAt === undefined) return 'none';
  if (dueAt < now()) return 'overdue';
  const days = daysFromToday(dueAt);
  if (days <= 0) return 'today';
  return days <= soonDays ? 'soon' : 'later';
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
