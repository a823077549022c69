import { ApiError } from '@libro-firma/desk/kit';
import type { Person } from '../api/route-answers.js';

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
  /** With `same`, what is drawn is what is published again, and there is no draft any more. */
  readonly save: (xml: string, rev: number) => Promise<{ readonly rev: number; readonly same?: boolean }>;
  /** The draft that the server has: asked for when it is not known whether a save arrived. */
  readonly reread: () => Promise<{ readonly xml: string; readonly rev: number }>;
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
  const { read, save, reread, onState, restMs = 1_500, retryMs = 5_000 } = options;
  let { rev } = options;
  let state: DraftState = { kind: 'saved', at: undefined };
  /** Counts changes, so that one made while a save is under way is not taken for saved. */
  let drawn = 0;
  let saved = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<boolean> | undefined;
  let stopped = false;
  /** Sent without an answer: each may have been saved all the same. */
  const unanswered = new Set<string>();
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

  /** Whether what was refused was only our own save, whose answer got lost; its revision is ours then. */
  const wasOurs = async (): Promise<boolean> => {
    if (unanswered.size === 0) return false;
    const draft = await reread().catch(() => undefined);
    if (draft === undefined || !unanswered.has(draft.xml)) return false;
    unanswered.clear();
    rev = draft.rev;
    return true;
  };

  const attempt = async (): Promise<boolean> => {
    const mark = drawn;
    const mine = generation;
    set({ kind: 'saving' });
    let xml = '';
    let same = false;
    try {
      xml = await read();
      const answer = await save(xml, rev);
      if (mine !== generation) return false;
      rev = answer.rev;
      same = answer.same === true;
      saved = mark;
      unanswered.clear();
    } catch (error) {
      if (mine !== generation) return false;
      if (error instanceof ApiError && error.code === 'routes.draft-changed') {
        const ours = await wasOurs();
        if (mine !== generation) return false;
        if (ours) return attempt();
        set({ kind: 'conflict', ...detailsOf(error) });
      } else {
        if (error instanceof ApiError && error.isNetwork) unanswered.add(xml);
        set({ kind: 'failed', error });
        if (error instanceof ApiError && error.isNetwork) later(retryMs);
      }
      return false;
    }
    if (saved === drawn) {
      set({ kind: 'saved', at: same ? undefined : Date.now() });
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
      // It may be our own save, whose answer got lost: the next save tells.
      if (unanswered.size > 0) return void run();
      clearTimeout(timer);
      set({ kind: 'conflict', by, at });
    },
    restart(next) {
      clearTimeout(timer);
      generation += 1;
      rev = next;
      saved = drawn;
      unanswered.clear();
      set({ kind: 'saved', at: undefined });
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
};
