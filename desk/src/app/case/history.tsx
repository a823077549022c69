import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { useApi } from '../../kit/api/use-api.js';
import { Icon } from '../../kit/components/icon.js';
import { Load } from '../../kit/components/load.js';
import { formatDateTime } from '../../kit/text/format.js';
import type { HistoryEntry } from '../server/answers.js';
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

/** What happened to a case, newest first, in sentences. */
export const History = ({ caseId, refresh }: { readonly caseId: string; readonly refresh: number }): JSX.Element => {
  const history = useApi<{ readonly items: readonly HistoryEntry[] }>(`/cases/${encodeURIComponent(caseId)}/history`);
  const { reload } = history;
  useEffect(() => {
    if (refresh > 0) reload();
  }, [refresh, reload]);
  return (
    <Load from={history}>
      {({ items }) => {
        // The start and end of called processes are the engine's business.
        const told = items.filter(({ type, instanceId }) => instanceId === caseId || !isWhole.has(type));
        return told.length === 0 ? (
          <p class="lf-muted">Non è ancora successo nulla.</p>
        ) : (
          <ol class="lf-timeline">
            {[...told].reverse().map((entry) => (
              <Entry key={entry.id} entry={entry} />
            ))}
          </ol>
        );
      }}
    </Load>
  );
};
