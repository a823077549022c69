import type { Key } from '../../store/index.js';
import type { Book, Fold } from './book.js';
import { keyText } from './rows.js';

/** Rows that effects change and that have to be there first: those of tasks and jobs that nobody asked for by name. */
export const missingRows = (book: Book, folds: readonly Fold[]): { tasks: readonly Key[]; jobs: readonly Key[] } => {
  const tasks: Key[] = [];
  const jobs: Key[] = [];
  for (const { instanceId: instance, outcomes } of folds) {
    const opened = new Set<string>();
    for (const effect of outcomes.flatMap((outcome) => outcome.effects)) {
      if (!('n' in effect)) continue;
      const key = { instance, n: effect.n };
      if (effect.kind === 'openTask' || effect.kind === 'openJob') opened.add(keyText(key));
      else if (opened.has(keyText(key))) continue;
      else if (effect.kind === 'assignTask' || effect.kind === 'closeTask') {
        if (!book.tasks.knows(keyText(key))) tasks.push(key);
      } else if (effect.kind === 'closeJob' || effect.kind === 'retryJob' || effect.kind === 'parkJob') {
        if (!book.jobs.knows(keyText(key))) jobs.push(key);
      }
    }
  }
  return { tasks, jobs };
};
