import { say } from '../../kit/text/language.js';
import type { HistoryEntry } from './answers.js';
import { stepName } from './step-name.js';

const who = ({ actor, onBehalfOf }: HistoryEntry): string => {
  const name = actor?.name ?? say('Il sistema', 'The system');
  return onBehalfOf === undefined
    ? name
    : say(`${name} (per conto di ${onBehalfOf.name})`, `${name} (for ${onBehalfOf.name})`);
};

const step = (entry: HistoryEntry): string => say(`«${stepName(entry)}»`, `“${stepName(entry)}”`);

const outcomes: Readonly<Record<string, string>> = {
  approved: say('ha approvato', 'approved'),
  rejected: say('ha respinto', 'rejected'),
  signed: say('ha firmato', 'signed'),
};

/** What approving is called in these steps: sigla and visto are no approval of the act. */
const approvals: Readonly<Record<string, string>> = {
  'signing.initials:1': say('ha siglato', 'initialled'),
  'signing.endorsement:1': say('ha apposto il visto', 'endorsed'),
};

const completed = (entry: HistoryEntry): string => {
  if (entry.outcome === undefined)
    return say(`${who(entry)} ha completato ${step(entry)}`, `${who(entry)} completed ${step(entry)}`);
  const known = (entry.outcome === 'approved' ? approvals[entry.stepType ?? ''] : undefined) ?? outcomes[entry.outcome];
  return known === undefined
    ? say(
        `${who(entry)} ha concluso ${step(entry)} con esito «${entry.outcome}»`,
        `${who(entry)} ended ${step(entry)} with the outcome “${entry.outcome}”`,
      )
    : `${who(entry)} ${known}: ${step(entry)}`;
};

/** The sentence for an entry. */
export const entryText = (entry: HistoryEntry): string => {
  switch (entry.type) {
    case 'case.started':
      return say(`${who(entry)} ha inviato la richiesta`, `${who(entry)} sent the request`);
    case 'case.recalled':
      return say(`${who(entry)} ha richiamato la richiesta`, `${who(entry)} recalled the request`);
    case 'case.ended':
      if (entry.outcome === 'cancelled')
        return say(`${who(entry)} ha interrotto la pratica`, `${who(entry)} stopped the case`);
      return entry.outcome === 'terminated'
        ? say('La pratica è stata chiusa dal suo iter', 'The case was closed by its route')
        : say('La pratica è conclusa', 'The case has ended');
    case 'task.opened':
      return say(`La pratica è arrivata a ${step(entry)}`, `The case came to ${step(entry)}`);
    case 'task.claimed':
      return say(`${who(entry)} ha preso in carico ${step(entry)}`, `${who(entry)} took on ${step(entry)}`);
    case 'task.released':
      return say(`${who(entry)} ha rilasciato ${step(entry)}`, `${who(entry)} released ${step(entry)}`);
    case 'task.completed':
      return completed(entry);
    case 'task.cancelled':
    case 'step.cancelled':
      return say(`${step(entry)} non serve più`, `${step(entry)} is not needed any more`);
    case 'step.completed':
      return say(`Eseguito: ${step(entry)}`, `Done: ${step(entry)}`);
    case 'event':
      return say(`È scattato: ${step(entry)}`, `Came about: ${step(entry)}`);
    case 'incident.opened':
      return say(
        `${step(entry)} si è fermato per un problema tecnico`,
        `${step(entry)} stopped on a technical problem`,
      );
    case 'incident.closed':
      return closed(entry);
  }
};

const closed = (entry: HistoryEntry): string => {
  if (entry.outcome === 'resolved')
    return say(
      `${who(entry)} ha fatto proseguire la pratica oltre ${step(entry)}, senza eseguirlo`,
      `${who(entry)} let the case go on past ${step(entry)}, which was not done`,
    );
  return entry.outcome === 'retried'
    ? say(`${who(entry)} ha fatto ripartire ${step(entry)}`, `${who(entry)} started ${step(entry)} again`)
    : say(`Il problema di ${step(entry)} è stato chiuso`, `The problem of ${step(entry)} was closed`);
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
