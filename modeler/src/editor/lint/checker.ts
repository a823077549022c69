import type { EditorHost, EditorProblem } from '../contract.js';
import type { ModdleElement } from '../model/moddle.js';
import type { Lint } from './lint.js';

export interface CheckerOptions {
  readonly host: EditorHost;
  readonly lint: Lint;
  readonly root: () => ModdleElement | undefined;
  /** What a person calls the element that has no name. */
  readonly nameOf: (elementId: string) => string | undefined;
  /** Ids of what the file has and the drawing does not show. */
  readonly undrawn: (root: ModdleElement) => ReadonlySet<string>;
  readonly xml: () => Promise<string>;
  /** What is typed in the form and cannot become part of the drawing. */
  readonly refused: () => readonly EditorProblem[];
  readonly show: (problems: readonly EditorProblem[]) => void;
  readonly restMs: number;
}

export interface Checker {
  /** The drawing went on: what is under way says nothing of it any more. */
  changed(): void;
  now(): Promise<readonly EditorProblem[]>;
  set(problems: readonly EditorProblem[]): void;
  /** Something is refused in the form, or no longer. */
  again(): void;
  readonly shown: readonly EditorProblem[];
  stop(): void;
}

/** The server says more of an element than the drawing alone: where it speaks, the local rules are silent. */
export const joined = (server: readonly EditorProblem[], local: readonly EditorProblem[]): readonly EditorProblem[] => {
  const said = new Set(server.filter(({ severity }) => severity === 'error').map(({ elementId }) => elementId));
  return [...server, ...local.filter(({ elementId }) => !said.has(elementId))];
};

/** Nothing can be done in the drawing against what it does not show. */
const outOfSight = ({ elementId, elementName, ...problem }: EditorProblem): EditorProblem => ({
  ...problem,
  ...(elementName === undefined && elementId === undefined ? {} : { elementName: elementName ?? elementId ?? '' }),
  doNow: {
    it: 'È nel file ma non nel disegno: toglilo, o dagli un posto, con il programma che ha scritto il file, e apri di nuovo il file.',
    en: 'It is in the file and not in the drawing: take it out, or give it a place, with the program that wrote the file, and open the file again.',
  },
});

/** Checks a drawing once it rests: the local rules at once, then the server's; never two checks at a time. */
export const createChecker = ({
  host,
  lint,
  root,
  nameOf,
  undrawn,
  xml,
  refused,
  show,
  restMs,
}: CheckerOptions): Checker => {
  let server: readonly EditorProblem[] = [];
  let local: readonly EditorProblem[] = [];
  let shown: readonly EditorProblem[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> = Promise.resolve();
  let asked: AbortController | undefined;
  let stopped = false;

  const named = (problem: EditorProblem): EditorProblem => {
    const { elementId, elementName } = problem;
    const name = elementId === undefined || elementName !== undefined ? undefined : nameOf(elementId);
    return name === undefined ? problem : { ...problem, elementName: name };
  };
  const tell = (): void => {
    const said = [...refused(), ...joined(server, local)].map(named);
    const definitions = said.length === 0 ? undefined : root();
    const hidden = definitions === undefined ? new Set<string>() : undrawn(definitions);
    shown = said.map((problem) => (hidden.has(problem.elementId ?? '') ? outOfSight(problem) : problem));
    if (!stopped) show(shown);
  };
  const once = async (): Promise<void> => {
    const definitions = root();
    if (stopped || definitions === undefined) return;
    const mine = new AbortController();
    asked = mine;
    local = await lint(definitions);
    if (host.check === undefined) {
      server = [];
      return tell();
    }
    tell();
    try {
      const answer = await host.check(await xml(), mine.signal);
      if (mine.signal.aborted) return;
      server = answer;
      tell();
    } catch (error) {
      // Without the server the local rules go on speaking; the next rest asks again.
      if (!mine.signal.aborted) reportError(error);
    }
  };
  const run = (): Promise<void> => {
    clearTimeout(timer);
    asked?.abort();
    const next = running.then(once);
    running = next.catch(() => undefined);
    return next;
  };
  return {
    changed() {
      asked?.abort();
      clearTimeout(timer);
      if (!stopped) timer = setTimeout(() => void run().catch(reportError), restMs);
    },
    async now() {
      await run();
      return shown;
    },
    set(problems) {
      server = problems;
      tell();
    },
    again: tell,
    get shown() {
      return shown;
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      asked?.abort();
    },
  };
};
