import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { useApi } from '../../kit/api/use-api.js';
import { Load } from '../../kit/components/load.js';
import type { HistoryEntry } from '../../shell/case/answers.js';
import { Timeline } from '../../shell/case/timeline.js';

/** What happened to a case, newest first, in sentences. */
export const History = ({ caseId, refresh }: { readonly caseId: string; readonly refresh: number }): JSX.Element => {
  const history = useApi<{ readonly items: readonly HistoryEntry[] }>(`/cases/${encodeURIComponent(caseId)}/history`);
  const { reload } = history;
  useEffect(() => {
    if (refresh > 0) reload();
  }, [refresh, reload]);
  return <Load from={history}>{({ items }) => <Timeline caseId={caseId} entries={items} />}</Load>;
};
