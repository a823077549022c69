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
  switch (entry.type) {
    case 'case.started':
      return `${who(entry)} ha inviato la richiesta`;
    case 'case.recalled':
      return `${who(entry)} ha richiamato la richiesta`;
    case 'case.ended':
      if (entry.outcome === 'cancelled') return `${who(entry)} ha interrotto la pratica`;
      return entry.outcome === 'terminated' ? 'La pratica è stata chiusa dal suo iter' : 'La pratica è conclusa';
    case 'task.opened':
      return `La pratica è arrivata a ${step(entry)}`;
    case 'task.claimed':
      return `${who(entry)} ha preso in carico ${step(entry)}`;
    case 'task.released':
      return `${who(entry)} ha rilasciato ${step(entry)}`;
    case 'task.completed':
      return completed(entry);
    case 'task.cancelled':
    case 'step.cancelled':
      return `${step(entry)} non serve più`;
    case 'step.completed':
      return `Eseguito: ${step(entry)}`;
    case 'event':
      return `È scattato: ${step(entry)}`;
    case 'incident.opened':
      return `${step(entry)} si è fermato per un problema tecnico`;
    case 'incident.closed':
      return `Il problema di ${step(entry)} è stato chiuso`;
  }
};

export interface Tone {
  readonly kind: 'plain' | 'good' | 'bad' | 'end';
  readonly icon: string;
}

const tones: Readonly<Record<HistoryEntry['type'], Tone>> = {
  'case.started': { kind: 'plain', icon: 'it-arrow-right' },
  'case.ended': { kind: 'end', icon: 'it-flag' },
  'case.recalled': { kind: 'bad', icon: 'it-restore' },
  'task.opened': { kind: 'plain', icon: 'it-inbox' },
  'task.claimed': { kind: 'plain', icon: 'it-user' },
  'task.released': { kind: 'plain', icon: 'it-user' },
  'task.completed': { kind: 'good', icon: 'it-check' },
  'task.cancelled': { kind: 'plain', icon: 'it-minus' },
  'step.completed': { kind: 'good', icon: 'it-settings' },
  'step.cancelled': { kind: 'plain', icon: 'it-minus' },
  event: { kind: 'plain', icon: 'it-clock' },
  'incident.opened': { kind: 'bad', icon: 'it-warning' },
  'incident.closed': { kind: 'good', icon: 'it-check' },
};

export const entryTone = (entry: HistoryEntry): Tone =>
  entry.type === 'task.completed' && entry.outcome === 'rejected'
    ? { kind: 'bad', icon: 'it-restore' }
    : tones[entry.type];
