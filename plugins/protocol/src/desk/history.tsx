import { formatDateTime, Icon, type JSX } from '@libro-firma/desk/kit';
import type { RegistrationDetail } from './answers.js';

interface Entry {
  readonly at: number;
  readonly text: string;
  readonly reason: string | null;
  readonly icon: string;
  readonly kind: 'good' | 'bad' | 'end';
}

const entriesOf = ({ history, voiding, operator, at, label }: RegistrationDetail): readonly Entry[] => {
  const entries: Entry[] = [
    {
      at,
      text: operator.automatic
        ? `Registrata con il numero ${label}: registrazione ${operator.name}`
        : `Registrata da ${operator.name} con il numero ${label}`,
      reason: null,
      icon: 'it-check',
      kind: 'good',
    },
  ];
  for (const change of history.classification.slice(1)) {
    const file = change.caseFile === null ? '' : `, fascicolo ${change.caseFile.code} ${change.caseFile.title}`;
    entries.push({
      at: change.at,
      text: `${change.by.name} ha classificato in ${change.code} ${change.title}${file}`,
      reason: change.reason,
      icon: 'it-folder',
      kind: 'end',
    });
  }
  for (const change of history.assignment.slice(1)) {
    const person = change.person === null ? '' : `, ${change.person.name}`;
    entries.push({
      at: change.at,
      text: `${change.by.name} ha assegnato a ${change.office?.name ?? 'nessun ufficio'}${person}`,
      reason: change.reason,
      icon: 'it-user',
      kind: 'end',
    });
  }
  if (voiding !== null) {
    entries.push({
      at: voiding.at,
      text: `${voiding.by.name} ha annullato la registrazione con l’atto: ${voiding.act}`,
      reason: voiding.reason,
      icon: 'it-close',
      kind: 'bad',
    });
  }
  return entries.sort((a, b) => b.at - a.at);
};

/** What happened to a registration since, newest first. */
export const History = ({ registration }: { readonly registration: RegistrationDetail }): JSX.Element => (
  <ol class="lf-timeline">
    {entriesOf(registration).map((entry, place) => (
      <li key={place} class={`lf-timeline-entry lf-timeline-${entry.kind}`}>
        <span class="lf-timeline-mark">
          <Icon name={entry.icon} size="xs" />
        </span>
        <div>
          <p class="lf-timeline-text">{entry.text}</p>
          {entry.reason === null ? null : <blockquote class="lf-timeline-reason">{entry.reason}</blockquote>}
          <p class="lf-timeline-time">
            <time dateTime={new Date(entry.at).toISOString()}>{formatDateTime(entry.at)}</time>
          </p>
        </div>
      </li>
    ))}
  </ol>
);
