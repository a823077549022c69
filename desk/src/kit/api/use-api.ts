import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { onReconnected } from '../live/live.js';
import { api, newKey, type Page } from './client.js';
import { ApiError, errorText } from './errors.js';

export interface Loaded<T> {
  /** Stays while a reload runs; gone when the path changes. */
  readonly data: T | undefined;
  readonly error: ApiError | undefined;
  readonly loading: boolean;
  readonly reload: () => void;
}

/** Anything but an ApiError is a bug of the page: it is reported in the console and told in general words. */
const asApiError = (error: unknown): ApiError => {
  if (error instanceof ApiError) return error;
  reportError(error);
  return new ApiError({ status: -1, code: 'desk.unexpected', detail: errorText(error) }, { cause: error });
};

interface Held<T> {
  readonly path: string | null;
  readonly data?: T;
  readonly error?: ApiError;
  readonly loading: boolean;
}

/**
 * Reads a path below `/api/v1` when the component appears, when the path changes, on `reload()`, and after the live
 * connection or the session came back. `null` reads nothing.
 */
export const useApi = <T>(path: string | null): Loaded<T> => {
  const [held, setHeld] = useState<Held<T>>({ path, loading: path !== null });
  const [round, setRound] = useState(0);
  const reload = useCallback(() => setRound((value) => value + 1), []);
  useEffect(() => onReconnected(reload), [reload]);
  useEffect(() => {
    if (path === null) return setHeld({ path, loading: false });
    const stop = new AbortController();
    setHeld((before) => (before.path === path ? { ...before, loading: true } : { path, loading: true }));
    api.get<T>(path, { signal: stop.signal }).then(
      (data) => {
        if (!stop.signal.aborted) setHeld({ path, data, loading: false });
      },
      (error: unknown) => {
        if (stop.signal.aborted) return;
        setHeld((before) => ({
          path,
          loading: false,
          error: asApiError(error),
          ...(before.path === path && before.data !== undefined ? { data: before.data } : {}),
        }));
      },
    );
    return () => stop.abort();
  }, [path, round]);
  const current = held.path === path;
  return {
    data: current ? held.data : undefined,
    error: current ? held.error : undefined,
    loading: current ? held.loading : path !== null,
    reload,
  };
};

export interface LoadedPages<T> {
  readonly items: readonly T[] | undefined;
  readonly error: ApiError | undefined;
  readonly loading: boolean;
  readonly hasMore: boolean;
  readonly loadMore: () => void;
  /** Reads again as many entries as are shown. */
  readonly reload: () => void;
}

const join = (path: string, cursor: string | null): string =>
  cursor === null ? path : `${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`;

interface HeldPages<T> {
  readonly path: string | null;
  readonly items?: readonly T[];
  readonly next: string | null;
  readonly error?: ApiError;
  readonly loading: boolean;
}

/** Reads a cursor-paged list: the first page, then further ones with `loadMore()`. */
export const usePages = <T>(path: string | null): LoadedPages<T> => {
  const [held, setHeld] = useState<HeldPages<T>>({ path, next: null, loading: path !== null });
  const [round, setRound] = useState(0);
  const shown = useRef(0);
  const reload = useCallback(() => setRound((value) => value + 1), []);
  useEffect(() => onReconnected(reload), [reload]);
  useEffect(() => {
    if (path === null) return;
    const stop = new AbortController();
    setHeld((before) => {
      if (before.path === path) return { ...before, loading: true };
      shown.current = 0;
      return { path, next: null, loading: true };
    });
    const read = async (): Promise<void> => {
      let items: readonly T[] = [];
      let cursor: string | null = null;
      do {
        const page: Page<T> = await api.get<Page<T>>(join(path, cursor), { signal: stop.signal });
        items = [...items, ...page.items];
        cursor = page.next;
      } while (cursor !== null && items.length < shown.current);
      if (stop.signal.aborted) return;
      shown.current = items.length;
      setHeld({ path, items, next: cursor, loading: false });
    };
    read().catch((error: unknown) => {
      if (!stop.signal.aborted) setHeld((before) => ({ ...before, path, loading: false, error: asApiError(error) }));
    });
    return () => stop.abort();
  }, [path, round]);
  const loadMore = useCallback(() => {
    if (held.path === null || held.next === null || held.loading) return;
    const { path: from, next, items = [] } = held;
    setHeld({ ...held, loading: true });
    api.get<Page<T>>(join(from, next)).then(
      (page) => {
        shown.current = items.length + page.items.length;
        setHeld((before) =>
          before.path === from
            ? { path: from, items: [...items, ...page.items], next: page.next, loading: false }
            : before,
        );
      },
      (error: unknown) =>
        setHeld((before) => (before.path === from ? { ...before, loading: false, error: asApiError(error) } : before)),
    );
  }, [held]);
  const current = held.path === path;
  return {
    items: current ? held.items : undefined,
    error: current ? held.error : undefined,
    loading: current ? held.loading : path !== null,
    hasMore: current && held.next !== null,
    loadMore,
    reload,
  };
};

export interface Action<A extends readonly unknown[], R> {
  /** Does nothing while it is running. Answers `undefined` when it failed; the error is in `error`. */
  readonly run: (...args: A) => Promise<R | undefined>;
  readonly busy: boolean;
  readonly error: ApiError | undefined;
  readonly clear: () => void;
}

/**
 * A write that a button starts: not twice at once, its error kept for the screen. `work` gets an idempotency key that
 * stays the same while the connection fails, so that pressing the button again cannot do the thing twice.
 */
export const useAction = <A extends readonly unknown[], R>(
  work: (key: string, ...args: A) => Promise<R>,
): Action<A, R> => {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | undefined>(undefined);
  const key = useRef<string | undefined>(undefined);
  const running = useRef(false);
  const latest = useRef(work);
  latest.current = work;
  const run = useCallback(async (...args: A): Promise<R | undefined> => {
    if (running.current) return undefined;
    running.current = true;
    key.current ??= newKey();
    setBusy(true);
    setError(undefined);
    try {
      const result = await latest.current(key.current, ...args);
      key.current = undefined;
      return result;
    } catch (failure) {
      const known = asApiError(failure);
      if (!known.isNetwork) key.current = undefined;
      setError(known);
      return undefined;
    } finally {
      running.current = false;
      setBusy(false);
    }
  }, []);
  const clear = useCallback(() => setError(undefined), []);
  return { run, busy, error, clear };
};
