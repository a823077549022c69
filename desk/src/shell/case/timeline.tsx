import type { JSX } from 'preact';
import { Icon } from '../../kit/components/icon.js';
import { formatDateTime } from '../../kit/text/format.js';
import { say } from '../../kit/text/language.js';
import type { HistoryEntry } from './answers.js';
import { entryText, entryTone } from './history-text.js';

/** Entries on the whole of a case or called process. */
const isWhole: ReadonlySet<string> = new Set(['case.started', 'case.ended', 'case.recalled']);

const Entry = ({ entry }: { readonly entry: HistoryEntry }): JSX.Element => {
  const tone = entryTone(entry);
  return (
    <li class={`lf-timeline-entry lf-timeline-${tone.kind}`}>
      <span class="lf-timeline-mark">
        <Icon name={tone.icon} size="xs" />
      </span>
      <div>
        <p class="lf-timeline-text">{entryText(entry)}</p>
        {entry.reason === undefined || entry.reason === '' ? null : (
          <blockquote class="lf-timeline-reason">{entry.reason}</blockquote>
        )}
        <p class="lf-timeline-time">
          <time dateTime={new Date(entry.at).toISOString()}>{formatDateTime(entry.at)}</time>
        </p>
      </div>
    </li>
  );
};

export interface TimelineProps {
  readonly caseId: string;
  /** Oldest first. */
  readonly entries: readonly HistoryEntry[];
}

/** What happened to a case, newest first, in sentences. The start and end of called processes are the engine's business. */
export const Timeline = ({ caseId, entries }: TimelineProps): JSX.Element => {
  const told = entries.filter(({ type, instanceId }) => instanceId === caseId || !isWhole.has(type));
  return told.length === 0 ? (
    <p class="lf-muted">{say('Non è ancora successo nulla.', 'Nothing has happened yet.')}</p>
  ) : (
    <ol class="lf-timeline">
      {[...told].reverse().map((entry) => (
        <Entry key={entry.id} entry={entry} />
      ))}
    </ol>
  );
};
