import type { HistoryEntry } from '../server/answers.js';

const who = (entry: HistoryEntry): string =>
  entry.onBehalfOf === undefined
    ? (entry.actor?.name ?? 'Il sistema')
    : `${entry.actor?.name ?? 'Il sistema'} (per conto di ${entry.onBehalfOf.name})`;

const step = (entry: HistoryEntry): string => `«${entry.elementName ?? entry.elementId ?? ''}»`;

const outcomes: Readonly<Record<string, string>> = {
  approved: 'ha approvato',
  rejected: 'ha respinto',
  signed: 'ha firmato',
  endorsed: 'ha vistato',
};

const completed = (entry: HistoryEntry): string => {
  if (entry.outcome === undefined) return `${who(entry)} ha completato ${step(entry)}`;
  const known = outcomes[entry.outcome];
  return known === undefined
    ? `${who(entry)} ha concluso ${step(entry)} con esito «${entry.outcome}»`
    : `${who(entry)} ${known}: ${step(entry)}`;
};

/** The sentence for an entry; `undefined` for what only the engine cares about. */
export const entryText = (entry: HistoryEntry): string | undefined => {
  switch (entry.type) {
    case 'instanceStarted':
    case 'case.started':
      return `${who(entry)} ha avviato la richiesta`;
    case 'instanceEnded':
    case 'case.ended':
      return entry.outcome === 'cancelled' || entry.outcome === 'terminated'
        ? 'La pratica è stata interrotta'
        : 'La pratica è conclusa';
    case 'case.recalled':
      return `${who(entry)} ha richiamato la richiesta`;
    case 'taskOpened':
    case 'task.opened':
      return `La pratica è arrivata a ${step(entry)}`;
    case 'taskAssigned':
    case 'task.claimed':
      return `${who(entry)} ha preso in carico ${step(entry)}`;
    case 'task.released':
      return `${who(entry)} ha rilasciato ${step(entry)}`;
    case 'taskCompleted':
    case 'task.completed':
      return completed(entry);
    case 'task.cancelled':
      return `${step(entry)} non serve più`;
    case 'stepCompleted':
    case 'step.completed':
      return `Eseguito ${step(entry)}`;
    case 'incidentOpened':
    case 'incident.opened':
      return `${step(entry)} si è fermato per un problema tecnico`;
    case 'incidentClosed':
    case 'incident.closed':
      return `Il problema di ${step(entry)} è stato risolto`;
    default:
      return undefined;
  }
};

export interface Tone {
  readonly kind: 'plain' | 'good' | 'bad' | 'end';
  readonly icon: string;
}

export const entryTone = (entry: HistoryEntry): Tone => {
  if (entry.type.includes('ncident')) {
    return entry.type.toLowerCase().includes('opened')
      ? { kind: 'bad', icon: 'it-warning' }
      : { kind: 'good', icon: 'it-check' };
  }
  if (entry.outcome === 'rejected' || entry.type === 'case.recalled') return { kind: 'bad', icon: 'it-restore' };
  if (entry.type === 'instanceEnded' || entry.type === 'case.ended') return { kind: 'end', icon: 'it-flag' };
  if (entry.type === 'taskCompleted' || entry.type === 'task.completed') return { kind: 'good', icon: 'it-check' };
  return { kind: 'plain', icon: 'it-arrow-right' };
};
