import { useEffect, useRef, useState } from 'preact/hooks';
import { usePages, type LoadedPages } from '../../kit/api/use-api.js';
import type { Task } from '../../kit/contract.js';
import { announce } from '../../kit/feedback/toast.js';
import { useLive } from '../../kit/live/use-live.js';
import { plural } from '../../kit/text/format.js';
import { queueCount } from '../navigation/queue-count.js';

/** Hints come in bursts (a batch of forty signatures): one reading for all of them. */
const gatherMs = 300;

const arrivals = (tasks: readonly Task[]): string =>
  tasks.length === 1
    ? `Nuova attività: ${tasks[0]?.name ?? ''}, ${tasks[0]?.caseTitle ?? ''}`
    : `Sono arrivate ${plural(tasks.length, 'attività nuova', 'attività nuove')}`;

export interface Queue extends LoadedPages<Task> {
  /** Arrived while the page was open. */
  readonly fresh: ReadonlySet<string>;
}

/** My queue, kept up to date by hints; tasks that arrive are announced politely and marked. */
export const useQueue = (search: string): Queue => {
  const query = new URLSearchParams({ scope: 'mine', limit: '50', ...(search === '' ? {} : { q: search }) });
  const pages = usePages<Task>(`/tasks?${query.toString()}`);
  const known = useRef<{ readonly search: string; readonly ids: ReadonlySet<string> } | undefined>(undefined);
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useLive('task.*', () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(pages.reload, gatherMs);
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  const { items, hasMore, loading } = pages;
  useEffect(() => {
    if (items === undefined || loading) return;
    const before = known.current;
    known.current = { search, ids: new Set([...(before?.ids ?? []), ...items.map((task) => task.id)]) };
    if (search === '') queueCount.set({ count: items.length, more: hasMore });
    if (before === undefined || before.search !== search) return;
    const news = items.filter((task) => !before.ids.has(task.id) && task.createdAt > Date.now() - 86_400_000);
    if (news.length === 0) return;
    announce(arrivals(news));
    setFresh((old) => new Set([...old, ...news.map((task) => task.id)]));
  }, [items, loading, hasMore, search]);
  return { ...pages, fresh };
};
