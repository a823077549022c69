import { formatDate, formatRelativeDay } from '../../kit/text/format.js';
import type { CaseAnswer, CaseStep } from '../server/answers.js';

/** `da oggi`, `da ieri`, `dal 3/11/2026`. */
export const sinceText = (since: number): string => {
  const relative = formatRelativeDay(since);
  return relative === 'oggi' || relative === 'ieri' ? `da ${relative}` : `dal ${formatDate(since)}`;
};

/** Who has a step: the person that took it, else whom it belongs to by rule. */
export const holderText = (step: CaseStep): string =>
  step.assignee === undefined ? step.holders.join('; ') : step.assignee.name;

/** One sentence on where a case stands. */
export const whereText = (about: CaseAnswer): string => {
  switch (about.state) {
    case 'completed':
      return `Conclusa${about.endedAt === undefined ? '' : ` il ${formatDate(about.endedAt)}`}`;
    case 'terminated':
      return `Interrotta${about.endedAt === undefined ? '' : ` il ${formatDate(about.endedAt)}`}`;
    case 'cancelled':
      return `${about.recalled ? 'Richiamata' : 'Annullata'}${about.endedAt === undefined ? '' : ` il ${formatDate(about.endedAt)}`}`;
    case 'running':
      break;
  }
  if (about.incidents > 0) return 'Ferma per un problema tecnico: chi amministra il sistema la trova fra le anomalie';
  const [step] = about.steps;
  if (step === undefined) return 'In lavorazione automatica';
  const more = about.steps.length > 1 ? ` (e altri ${about.steps.length - 1} passi insieme)` : '';
  const holder = holderText(step);
  return `${step.name}${holder === '' ? '' : `: ${holder}`}, ${sinceText(step.since)}${more}`;
};
