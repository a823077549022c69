import type { TaskRow } from '../../store/index.js';
import { idOf } from '../ids.js';
import type { Accepted, Book, Fold } from './book.js';
import type { Hint } from './hints.js';

/** Puts down what those who look at the case are told once it is durable. */
export const hint = (
  book: Book,
  fold: Fold,
  outcome: Accepted,
  type: Hint['type'],
  task?: TaskRow,
  assignee?: string,
): void => {
  const { id: instanceId, caseId, processId, rev, mode, confidential, startedBy } = outcome.state.instance;
  book.hints.push({
    type,
    instanceId,
    caseId,
    processId,
    rev,
    mode,
    confidential,
    startedBy,
    ...(task === undefined ? {} : { taskId: idOf(task), elementId: task.element, candidates: task.candidates }),
    ...(assignee === undefined ? {} : { assignee }),
    ...(fold.actor === undefined ? {} : { actor: fold.actor }),
  });
};

/** One hint a command, of the case as a whole. */
export const hintCase = (book: Book, fold: Fold): void => {
  const last = fold.outcomes.at(-1);
  if (last === undefined) return;
  const ended = last.state.instance.state !== 'running';
  const started = last.state.instance.rev === fold.outcomes.length;
  hint(book, fold, last, ended ? 'case.ended' : started ? 'case.started' : 'case.changed');
};
