import { daysFromToday, formatDate, formatTime } from '../../kit/text/format.js';
import type { CaseRetry } from '../server/answers.js';

const MINUTE = 60_000;

/** `alle 10:42`; with its day where that is not today: `domani alle 08:00`, `il 03/12/2026 alle 08:00`. */
const atText = (at: number): string => {
  const time = `alle ${formatTime(at)}`;
  const days = daysFromToday(at);
  if (days === 0) return time;
  return days === 1 ? `domani ${time}` : `il ${formatDate(at)} ${time}`;
};

/** `dalle 10:31`, `da ieri alle 10:31`, `dal 03/12/2026 alle 10:31`. */
const fromText = (since: number): string => {
  const time = formatTime(since);
  const days = daysFromToday(since);
  if (days === 0) return `dalle ${time}`;
  return days === -1 ? `da ieri alle ${time}` : `dal ${formatDate(since)} alle ${time}`;
};

const nextText = (dueAt: number, now: number): string => {
  if (dueAt <= now) return 'Sta riprovando adesso.';
  return dueAt - now < MINUTE
    ? 'Il prossimo tentativo è tra meno di un minuto.'
    : `Prossimo tentativo ${atText(dueAt)}.`;
};

/** What did not succeed yet, since when, and when it is tried again. */
export const retryText = ({ elementName, since, dueAt }: CaseRetry, now: number): string => {
  const what = `«${elementName}» non è ancora riuscito`;
  const trying = since === undefined ? '' : `: il sistema ci prova ${fromText(since)}`;
  return `${what}${trying}. ${nextText(dueAt, now)}`;
};
