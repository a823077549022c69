import { daysFromToday, formatDate, formatTime } from '@libro-firma/desk/kit';
import type { CaseRetry, Message } from './answers.js';

/** What happened to a mail that the server does not have yet, or will not have; `undefined` where nothing did. */
export const troubleText = ({ state, answer, answerCode = 0 }: Message): string | undefined => {
  if (state === 'failed')
    return answerCode === 552
      ? 'Il server di posta ha rifiutato la mail perché è troppo grande: a questo destinatario non è partita.'
      : 'Il server di posta ha rifiutato la mail per questo indirizzo: a questo destinatario non è partita. Controlla l’indirizzo.';
  if (state === 'unknown')
    return 'Il collegamento con il server di posta è caduto prima della risposta: non si sa se ha preso la mail.';
  if (state !== 'queued' || answer === undefined) return undefined;
  if (answerCode >= 500) return 'Il server di posta non accetta gli invii di questo sistema.';
  return answerCode >= 400
    ? 'Il server di posta per ora non accetta la mail per questo destinatario.'
    : 'Il server di posta non risponde.';
};

const momentText = (at: number): string => {
  const time = `alle ${formatTime(at)}`;
  const days = daysFromToday(at);
  if (days === 0) return time;
  return days === 1 ? `domani ${time}` : `il ${formatDate(at)} ${time}`;
};

/** What happens to it next, of one that is still waiting; `retries`: what the case is trying again, once that is known. */
export const nextText = (
  { state, elementId }: Message,
  retries: readonly CaseRetry[] | undefined,
  now: number,
): string | undefined => {
  if (retries === undefined || (state !== 'queued' && state !== 'unknown')) return undefined;
  const retry = retries.find((one) => one.elementId === elementId);
  if (retry === undefined) return 'L’invio è fermo: se ne occupa chi amministra il sistema.';
  return retry.dueAt <= now
    ? 'Si sta riprovando adesso.'
    : `Si riprova ${momentText(retry.dueAt)}: non devi fare nulla.`;
};
