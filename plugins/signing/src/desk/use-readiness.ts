import { useApi, useEffect, type Loaded } from '@libro-firma/desk/kit';
import type { Readiness } from './answers.js';
import { readinessPath } from './addresses.js';

/** While something has still to be opened, somebody is just reading it. Milliseconds. */
const LOOK_AGAIN = 2_000;

/** Whether tasks can be signed now; looked at again while a document waits to be opened. */
export const useReadiness = (taskIds: readonly string[]): Loaded<{ readonly items: readonly Readiness[] }> => {
  const loaded = useApi<{ readonly items: readonly Readiness[] }>(readinessPath(taskIds));
  const { reload, data } = loaded;
  const unopened = data?.items.some(({ reason }) => reason?.code === 'notOpened') ?? false;
  useEffect(() => {
    if (!unopened) return undefined;
    const timer = setInterval(reload, LOOK_AGAIN);
    return () => clearInterval(timer);
  }, [unopened, reload]);
  return loaded;
};
