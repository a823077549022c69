import { ApiError } from '@libro-firma/desk/kit';
import type { Person } from '../api/answers.js';

export type DraftState =
  /** What is drawn is what the server has. */
  | { readonly kind: 'saved'; readonly at: number | undefined }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'saving' }
  /** Not saved; tried again by itself when the connection was at fault. */
  | { readonly kind: 'failed'; readonly error: unknown }
  /** Somebody else saved meanwhile: nothing is written until a person has decided. */
  | { readonly kind: 'conflict'; readonly by: Person | undefined; readonly at: number | undefined };

export interface DraftSaverOptions {
  /** Revision of the draft that was opened. */
  readonly rev: number;
  readonly read: () => Promise<string>;
  readonly save: (xml: string, rev: number) => Promise<{ readonly rev: number }>;
  readonly onState: (state: DraftState) => void;
  /** Milliseconds without a change before it is saved. */
  readonly restMs?: number;
  /** Milliseconds before a save that did not arrive is tried again. */
  readonly retryMs?: number;
}

export interface DraftSaver {
  /** Something was drawn. */
  changed(): void;
  /** Saves now what was drawn, and answers whether the server has it. */
  flush(): Promise<boolean>;
  /** Revision that the server has, as far as is known here. */
  rev(): number;
  /** Somebody else saved: told by a hint, before anything of ours was refused. */
  overtaken(rev: number, by: Person | undefined, at: number | undefined): void;
  /** The draft was read again, or saved elsewhere: what is drawn now is revision `rev`. */
  restart(rev: number): void;
  stop(): void;
}

const detailsOf = (error: ApiError): { readonly by: Person | undefined; readonly at: number | undefined } => {
  const { by, at } = error.details as { readonly by?: Person; readonly at?: number };
  return { by, at };
};

/**
 * Saves a drawing while it is made: one save at a time, each on the revision that the one before gave. What somebody
 * else saved meanwhile is never overwritten.
 */
export const createDraftSaver = (options: DraftSaverOptions): DraftSaver => {
  const { read, save, onState, restMs = 1_500, retryMs = 5_000 } = options;
  let { rev } = options;
  let state: DraftState = { kind: 'saved', at: undefined };
  /** Counts changes, so that one made while a save is under way is not taken for saved. */
  let drawn = 0;
  let saved = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<boolean> | undefined;
  let stopped = false;
  /** Goes up when another drawing takes the place of this one: answers about the old one say nothing of it. */
  let generation = 0;

  const set = (next: DraftState): void => {
    state = next;
    if (!stopped) onState(next);
  };
  const later = (ms: number): void => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(() => void run(), ms);
  };

  const attempt = async (): Promise<boolean> => {
    const mark = drawn;
    const mine = generation;
    set({ kind: 'saving' });
    try {
      const answer = await save(await read(), rev);
      if (mine !== generation) return false;
      rev = answer.rev;
      saved = mark;
    } catch (error) {
      if (mine !== generation) return false;
      if (error instanceof ApiError && error.code === 'routes.draft-changed') {
        set({ kind: 'conflict', ...detailsOf(error) });
      } else {
        set({ kind: 'failed', error });
        if (error instanceof ApiError && error.isNetwork) later(retryMs);
      }
      return false;
    }
    if (saved === drawn) {
      set({ kind: 'saved', at: Date.now() });
      return true;
    }
    set({ kind: 'waiting' });
    return attempt();
  };

  const isConflict = (): boolean => state.kind === 'conflict';

  const run = (): Promise<boolean> => {
    clearTimeout(timer);
    if (isConflict()) return Promise.resolve(false);
    if (running !== undefined) return running;
    if (saved === drawn && state.kind === 'saved') return Promise.resolve(true);
    running = attempt().finally(() => {
      running = undefined;
    });
    return running;
  };

  return {
    changed() {
      drawn += 1;
      if (isConflict()) return;
      if (running === undefined) set({ kind: 'waiting' });
      later(restMs);
    },
    flush: run,
    rev: () => rev,
    overtaken(next, by, at) {
      if (next <= rev || running !== undefined || isConflict()) return;
      clearTimeout(timer);
      set({ kind: 'conflict', by, at });
    },
    restart(next) {
      clearTimeout(timer);
      generation += 1;
      rev = next;
      saved = drawn;
      set({ kind: 'saved', at: undefined });
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
};
