import { useEffect, useState } from 'preact/hooks';
import { useApi } from '../../kit/api/use-api.js';
import type { Page } from '../../kit/api/client.js';
import { useLive } from '../../kit/live/use-live.js';
import { useLocation } from '../../kit/route/link.js';
import { queueCount } from './queue-count.js';

const gatherMs = 500;

/** Keeps the number in the navigation true on pages other than the queue, which counts by itself. */
export const QueueCount = (): null => {
  const { path } = useLocation();
  const elsewhere = path !== '/';
  const { data, reload } = useApi<Page<unknown>>(elsewhere ? '/tasks?scope=mine&limit=50' : null);
  const [round, setRound] = useState(0);
  useLive(elsewhere ? 'task.*' : null, () => setRound((value) => value + 1));
  useEffect(() => {
    if (round === 0) return;
    const timer = setTimeout(reload, gatherMs);
    return () => clearTimeout(timer);
  }, [round, reload]);
  useEffect(() => {
    if (data !== undefined) queueCount.set({ count: data.items.length, more: data.next !== null });
  }, [data]);
  return null;
};
