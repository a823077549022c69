/** Where the reader is: path and query, without a fragment. */
export interface Location {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly href: string;
}

/** Answers whether it is all right to leave; asked before each navigation. */
export type LeaveGuard = (to: string) => Promise<boolean>;

const listeners = new Set<(location: Location, how: 'push' | 'replace' | 'pop') => void>();
const guards = new Set<LeaveGuard>();

const read = (): Location => ({
  path: window.location.pathname,
  query: new URLSearchParams(window.location.search),
  href: window.location.pathname + window.location.search,
});

/** Entries are numbered so that a refused "back" can be undone in the right direction. */
const indexOf = (state: unknown): number =>
  typeof state === 'object' && state !== null && typeof (state as { lf?: unknown }).lf === 'number'
    ? (state as { lf: number }).lf
    : 0;

/** Which addresses are pages of the app that runs; the others are loaded by the browser. */
let owned: (path: string) => boolean = () => true;

let current = typeof window === 'undefined' ? { path: '/', query: new URLSearchParams(), href: '/' } : read();
let index = typeof window === 'undefined' ? 0 : indexOf(window.history.state);
let undoing = false;
let leaving = false;

/** The answer to a question whether to leave was yes already: the browser need not ask again. */
export const isLeaving = (): boolean => leaving;

const tell = (how: 'push' | 'replace' | 'pop'): void => {
  current = read();
  for (const listener of [...listeners]) listener(current, how);
};

const mayLeave = async (to: string): Promise<boolean> => {
  for (const guard of [...guards]) if (!(await guard(to))) return false;
  return true;
};

export const location = (): Location => current;

export const onLocation = (listener: (location: Location, how: 'push' | 'replace' | 'pop') => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const addLeaveGuard = (guard: LeaveGuard): (() => void) => {
  guards.add(guard);
  return () => guards.delete(guard);
};

/**
 * Goes to a page (`/attivita/12?x=1`); one of another app of this server is loaded. Unsaved work is asked about first,
 * unless `force`.
 */
export const navigate = (
  to: string,
  options: { readonly replace?: boolean | undefined; readonly force?: boolean | undefined } = {},
): void => {
  const go = (): void => {
    if (!owned(new URL(to, window.location.href).pathname)) {
      leaving = true;
      window.location.assign(to);
      return;
    }
    if (options.replace === true) {
      window.history.replaceState({ lf: index }, '', to);
      tell('replace');
    } else {
      index += 1;
      window.history.pushState({ lf: index }, '', to);
      tell('push');
    }
  };
  if (options.force === true || guards.size === 0) return go();
  void mayLeave(to).then((yes) => {
    if (yes) go();
  });
};

/** Called once by the shell, with the addresses that are pages of its app. */
export const startHistory = (owns: (path: string) => boolean = () => true): void => {
  owned = owns;
  window.addEventListener('popstate', (event) => {
    if (undoing) {
      undoing = false;
      return;
    }
    const target = indexOf(event.state);
    const arrive = (): void => {
      index = target;
      tell('pop');
    };
    const delta = target - index;
    if (guards.size === 0 || delta === 0) return arrive();
    undoing = true;
    window.history.go(-delta);
    void mayLeave(read().href).then((yes) => {
      if (!yes) return;
      guards.clear();
      window.history.go(delta);
    });
  });
};
