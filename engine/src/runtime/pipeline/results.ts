import { recordable, refusal, refusalOf, type RecordedAnswer } from '../errors.js';
import type { Work } from './work.js';

/** A command that waits for its commit, and the one who waits for its answer. */
export interface Entry {
  readonly work: Work;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

export type Result = { readonly ok: unknown } | { readonly error: unknown };

/** The answer that was given to the same command before. */
export const recorded = (answer: string | undefined): Result | undefined => {
  if (answer === undefined) return undefined;
  const parsed = JSON.parse(answer) as RecordedAnswer<unknown>;
  return 'ok' in parsed ? { ok: parsed.ok } : { error: refusalOf(parsed.no) };
};

/** What is kept of an answer; `undefined` for a failure that may have passed when the command comes again. */
export const answerOf = (result: Result): string | undefined => {
  if ('ok' in result) return JSON.stringify({ ok: result.ok ?? null });
  return recordable(result.error) ? JSON.stringify(refusal(result.error)) : undefined;
};

/** Gives each its own answer. */
export const settle = (group: readonly Entry[], results: readonly Result[]): void => {
  group.forEach((entry, index) => {
    const result = results[index];
    if (result === undefined) entry.reject(new Error('a commit has lost an answer'));
    else if ('ok' in result) entry.resolve(result.ok);
    else entry.reject(result.error);
  });
};

export const refuse = (group: readonly Entry[], error: unknown): void => {
  for (const entry of group) entry.reject(error);
};
