import { formatDateTime, localized, say } from '@libro-firma/desk/kit';
import type { PlayedStep } from '../api/trial-answers.js';

const where = ({ elementName, elementId }: PlayedStep): string =>
  say(`«${elementName ?? elementId ?? 'passo'}»`, `“${elementName ?? elementId ?? 'step'}”`);

const units = [
  { ms: 86_400_000, one: say('giorno', 'day'), many: say('giorni', 'days') },
  { ms: 3_600_000, one: say('ora', 'hour'), many: say('ore', 'hours') },
  { ms: 60_000, one: say('minuto', 'minute'), many: say('minuti', 'minutes') },
] as const;

/** `2 giorni e 3 ore`: the two largest units, from a minute up. */
export const spanText = (ms: number): string => {
  const parts: string[] = [];
  let rest = Math.max(Math.round(ms / 60_000) * 60_000, 60_000);
  for (const { ms: length, one, many } of units) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count > 0 && parts.length < 2) parts.push(`${count} ${count === 1 ? one : many}`);
  }
  return parts.join(say(' e ', ' and '));
};

/** How a task that somebody did is told; the outcome as the form calls it, where it is known. */
const taskText = (step: PlayedStep, outcomeName: (value: string) => string): string => {
  const who = step.as?.name ?? say('Chi prova', 'Whoever tries');
  if (step.outcome === undefined) return say(`${who} completa ${where(step)}`, `${who} completes ${where(step)}`);
  const outcome = outcomeName(step.outcome);
  return say(`${who} conclude ${where(step)}: ${outcome}`, `${who} ends ${where(step)}: ${outcome}`);
};

const known: Readonly<Record<string, string>> = {
  approved: say('approvato', 'approved'),
  rejected: say('respinto', 'rejected'),
  signed: say('firmato', 'signed'),
};

/**
 * One thing that was done in a trial, as a sentence.
 *
 * @param startedAt when the trial began, to tell times as dates; without it they are told as spans after the start
 */
export const playedText = (step: PlayedStep, startedAt?: number): string => {
  switch (step.kind) {
    case 'start':
      return step.as === undefined
        ? say('Parte la richiesta', 'The request is made')
        : say(`${step.as.name} fa la richiesta`, `${step.as.name} makes the request`);
    case 'task':
      return taskText(step, (value) => known[value] ?? `«${value}»`);
    case 'message':
      return say(`Arriva il messaggio per ${where(step)}`, `The message for ${where(step)} comes in`);
    case 'time': {
      const to = step.to ?? 0;
      return startedAt === undefined
        ? say(`Il tempo va a ${spanText(to)} dall’inizio`, `Time goes to ${spanText(to)} after the start`)
        : say(`Il tempo va al ${formatDateTime(startedAt + to)}`, `Time goes to ${formatDateTime(startedAt + to)}`);
    }
  }
};

/** Why something did not work: the server's words, in either language. */
export const reasonText = (text: string | Parameters<typeof localized>[0]): string =>
  typeof text === 'string' ? text : localized(text);
