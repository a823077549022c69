import {
  api,
  ApiError,
  useApi,
  useCallback,
  useEffect,
  useLive,
  useRef,
  useState,
  type Loaded,
  type LoadedPages,
} from '@libro-firma/desk/kit';
import type { WatchAnswer, WatchedCase } from '../api/watch-answers.js';
import { routesApi } from '../api/routes-api.js';
import { useSettled } from './use-settled.js';

export interface Watched extends Loaded<WatchAnswer> {
  /** The running cases, as many as are shown. */
  readonly cases: readonly WatchedCase[];
  readonly more: Pick<LoadedPages<WatchedCase>, 'hasMore' | 'loadMore' | 'loading'> & {
    readonly error: ApiError | undefined;
  };
}

interface Further {
  readonly items: readonly WatchedCase[];
  readonly next: string | null;
}

export const watchPath = (routeId: string, version: number | undefined): string =>
  `${routesApi.path(routeId)}/watch${version === undefined ? '' : `?version=${version}`}`;

const withCursor = (path: string, cursor: string): string =>
  `${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`;

/** The running cases of a route as they stand, read again at every hint; further pages of the list stay as they were read. */
export const useWatch = (routeId: string, version: number | undefined): Watched => {
  // Without a version that was asked for, the one that is shown stays as long as cases run in it: a publication must
  // not take them out of sight.
  const [kept, setKept] = useState<number | undefined>(undefined);
  const path = watchPath(routeId, version ?? kept);
  const read = useApi<WatchAnswer>(path);
  const last = useRef<WatchAnswer | undefined>(undefined);
  if (read.data !== undefined) last.current = read.data;
  const first = { ...read, data: read.data ?? (read.loading ? last.current : undefined) };
  useEffect(() => {
    if (read.data === undefined) return;
    setKept(read.data.running > 0 ? read.data.version : undefined);
  }, [read.data]);
  const [further, setFurther] = useState<Further | undefined>(undefined);
  const [loading, setLoading] = useState(false);
  const [error, setError] = useState<ApiError | undefined>(undefined);
  useLive(`route:${routeId}`, useSettled(first.reload));
  useEffect(() => {
    setFurther(undefined);
    setError(undefined);
  }, [path]);
  const next = further === undefined ? (first.data?.cases.next ?? null) : further.next;
  const loadMore = useCallback(() => {
    if (next === null) return;
    setLoading(true);
    setError(undefined);
    api
      .get<WatchAnswer>(withCursor(path, next))
      .then(
        ({ cases }) =>
          setFurther((before) => ({ items: [...(before?.items ?? []), ...cases.items], next: cases.next })),
        (failure: unknown) => {
          if (failure instanceof ApiError) setError(failure);
          else reportError(failure);
        },
      )
      .finally(() => setLoading(false));
  }, [path, next]);
  const shown = first.data?.cases.items ?? [];
  const known = new Set(shown.map(({ id }) => id));
  return {
    ...first,
    cases: [...shown, ...(further?.items ?? []).filter(({ id }) => !known.has(id))],
    more: { hasMore: next !== null, loadMore, loading, error },
  };
};
