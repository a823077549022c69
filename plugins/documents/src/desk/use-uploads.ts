import {
  announce,
  api,
  ApiError,
  errorText,
  formatBytes,
  say,
  useCallback,
  useEffect,
  useRef,
  useState,
} from '@libro-firma/desk/kit';
import { uploadPath } from './addresses.js';
import type { UploadView } from './answers.js';
import { inTurn } from './send-queue.js';

/** A file of the form, on its way or there. */
export type Item = { readonly key: string; readonly name: string; readonly size: number } & (
  | { readonly state: 'sending'; readonly fraction: number }
  | { readonly state: 'done'; readonly upload: UploadView }
  | {
      readonly state: 'failed';
      readonly message: string;
      /** Stable; empty where there is none. */
      readonly code: string;
      readonly file: File;
      readonly passing: boolean;
    }
);

/** Whether the same file may be taken when it is sent again: a network or a server that was not there. */
const isPassing = (error: unknown): boolean =>
  !(error instanceof ApiError) || error.isNetwork || error.status >= 500 || error.status === 429;

export interface UploadRules {
  readonly as: 'main' | 'attachment';
  /** Bytes; `undefined` until the limits are known: then the server alone judges. */
  readonly maxBytes: number | undefined;
}

export interface Uploads {
  readonly items: readonly Item[];
  /** Ids of what has arrived, in order. */
  readonly ids: readonly string[];
  /** Files that are still on their way. */
  readonly sending: number;
  /** Names of files that did not arrive or were refused, as long as a name can be. */
  readonly failed: readonly string[];
  /** What the form already held is being read. */
  readonly restoring: boolean;
  readonly add: (files: readonly File[]) => void;
  readonly remove: (key: string) => void;
  readonly retry: (key: string) => void;
}

let last = 0;

/** Sends files as they are chosen. `begin` are uploads that the form already held, shown again after a change of page. */
export const useUploads = ({ as, maxBytes }: UploadRules, begin: readonly string[]): Uploads => {
  const [items, setItems] = useState<readonly Item[]>([]);
  const stops = useRef(new Map<string, AbortController>());
  const first = useRef(begin);
  const [restoring, setRestoring] = useState(begin.length > 0);

  const put = useCallback((item: Item): void => {
    setItems((before) =>
      before.some(({ key }) => key === item.key)
        ? before.map((one) => (one.key === item.key ? item : one))
        : [...before, item],
    );
  }, []);

  const send = useCallback(
    async (key: string, file: File): Promise<void> => {
      const about = { key, name: file.name, size: file.size };
      const stop = new AbortController();
      stops.current.set(key, stop);
      put({ ...about, state: 'sending', fraction: 0 });
      try {
        const upload = await inTurn(() =>
          api.upload<UploadView>('/documents/uploads', file, {
            query: { name: file.name, as },
            signal: stop.signal,
            onProgress: (fraction) => {
              if (!stop.signal.aborted) put({ ...about, state: 'sending', fraction });
            },
          }),
        );
        if (stop.signal.aborted) return;
        put({ key, name: upload.name, size: upload.size, state: 'done', upload });
        announce(say(`${upload.name}: caricato`, `${upload.name}: uploaded`));
      } catch (error) {
        if (stop.signal.aborted) return;
        const told = {
          message: errorText(error),
          code: error instanceof ApiError && !error.isNetwork ? error.code : '',
        };
        put({ ...about, state: 'failed', ...told, file, passing: isPassing(error) });
        announce(errorText(error), 'assertive');
      } finally {
        stops.current.delete(key);
      }
    },
    [as, put],
  );

  useEffect(() => {
    const gone = new AbortController();
    const read = async (id: string): Promise<Item | undefined> => {
      try {
        const upload = await api.get<UploadView>(uploadPath(id), { signal: gone.signal });
        return { key: id, name: upload.name, size: upload.size, state: 'done', upload };
      } catch (error) {
        // It expired, or went out with another request: the field begins anew.
        if (error instanceof ApiError) return undefined;
        throw error;
      }
    };
    void Promise.all(first.current.map(read)).then((found) => {
      if (gone.signal.aborted) return;
      setItems((before) => [...found.filter((item) => item !== undefined), ...before]);
      setRestoring(false);
    });
    const running = stops.current;
    return () => {
      gone.abort();
      for (const stop of running.values()) stop.abort();
    };
  }, []);

  const add = useCallback(
    (files: readonly File[]): void => {
      for (const file of files) {
        const key = `file-${++last}`;
        if (maxBytes === undefined || file.size <= maxBytes) void send(key, file);
        else {
          const message = say(
            `«${file.name}» è di ${formatBytes(file.size)}; il massimo è ${formatBytes(maxBytes)}. Riduci le immagini oppure dividi il file.`,
            `“${file.name}” is of ${formatBytes(file.size)}; ${formatBytes(maxBytes)} is the most. Make its images smaller or part the file.`,
          );
          const told = { message, code: 'documents.too-large' };
          put({ key, name: file.name, size: file.size, state: 'failed', ...told, file, passing: false });
          announce(message, 'assertive');
        }
      }
    },
    [maxBytes, put, send],
  );

  const remove = useCallback((key: string): void => {
    stops.current.get(key)?.abort();
    setItems((before) => {
      const item = before.find((one) => one.key === key);
      // Whether it is taken back now or expires by itself makes no difference to the person.
      if (item?.state === 'done') void api.delete(uploadPath(item.upload.id)).catch(() => undefined);
      return before.filter((one) => one.key !== key);
    });
  }, []);

  const retry = useCallback(
    (key: string): void => {
      const item = items.find((one) => one.key === key);
      if (item?.state === 'failed') void send(key, item.file);
    },
    [items, send],
  );

  return {
    items,
    ids: items.flatMap((item) => (item.state === 'done' ? [item.upload.id] : [])),
    sending: items.filter(({ state }) => state === 'sending').length,
    failed: items.flatMap(({ state, name }) => (state === 'failed' ? [name.slice(0, 255)] : [])),
    restoring,
    add,
    remove,
    retry,
  };
};
