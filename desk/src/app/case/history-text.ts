import type { HistoryEntry } from '../server/answers.js';

const who = ({ actor, onBehalfOf }: HistoryEntry): string => {
  const name = actor?.name ?? 'Il sistema';
  return onBehalfOf === undefined ? name : `${name} (per conto di ${onBehalfOf.name})`;
};

const step = ({ elementName, elementId }: HistoryEntry): string => `«${elementName ?? elementId ?? 'passo'}»`;

const outcomes: Readonly<Record<string, string>> = {
  approved: 'ha approvato',
  rejected: 'ha respinto',
  signed: 'ha firmato',
};

const completed = (entry: HistoryEntry): string => {
  if (entry.outcome === undefined) return `${who(entry)} ha completato ${step(entry)}`;
  const known = outcomes[entry.outcome];
  return known === undefined
    ? `${who(entry)} ha concluso ${step(entry)} con esito «${entry.outcome}»`
    : `${who(entry)} ${known}: ${step(entry)}`;
};

/** The sentence for an entry. */
export const entryText = (entry: HistoryEntry): string => {
  switch (entry.kind) {
    case 'started':
      return `${who(entry)} ha inviato la richiesta`;
    case 'ended':
      return 'La pratica è conclusa';
    case 'terminated':
      return 'La pratica è stata chiusa dal suo iter';
    case 'cancelled':
      return `${who(entry)} ha fermato la pratica`;
    case 'taskOpened':
      return `La pratica è arrivata a ${step(entry)}`;
    case 'taskClaimed':
      return `${who(entry)} ha preso in carico ${step(entry)}`;
    case 'taskReleased':
      return `${who(entry)} ha rilasciato ${step(entry)}`;
    case 'taskCompleted':
      return completed(entry);
    case 'taskCancelled':
    case 'stepCancelled':
      return `${step(entry)} non serve più`;
    case 'stepDone':
      return `Eseguito: ${step(entry)}`;
    case 'event':
      return `È scattato: ${step(entry)}`;
    case 'incidentOpened':
      return `${step(entry)} si è fermato per un problema tecnico`;
    case 'incidentClosed':
      return `Il problema di ${step(entry)} è stato chiuso`;
  }
};

export interface Tone {
  readonly kind: 'plain' | 'good' | 'bad' | 'end';
  readonly icon: string;
}

const tones: Readonly<Record<HistoryEntry['kind'], Tone>> = {
  started: { kind: 'plain', icon: 'it-arrow-right' },
  ended: { kind: 'end', icon: 'it-flag' },
  terminated: { kind: 'end', icon: 'it-flag' },
  cancelled: { kind: 'bad', icon: 'it-restore' },
  taskOpened: { kind: 'plain', icon: 'it-inbox' },
  taskClaimed: { kind: 'plain', icon: 'it-user' },
  taskReleased: { kind: 'plain', icon: 'it-user' },
  taskCompleted: { kind: 'good', icon: 'it-check' },
  taskCancelled: { kind: 'plain', icon: 'it-minus' },
  stepDone: { kind: 'good', icon: 'it-settings' },
  stepCancelled: { kind: 'plain', icon: 'it-minus' },
  event: { kind: 'plain', icon: 'it-clock' },
  incidentOpened: { kind: 'bad', icon: 'it-warning' },
  incidentClosed: { kind: 'good', icon: 'it-check' },
};

export const entryTone = (entry: HistoryEntry): Tone =>
  entry.kind === 'taskCompleted' && entry.outcome === 'rejected'
    ? { kind: 'bad', icon: 'it-restore' }
    : tones[entry.kind];
