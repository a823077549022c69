import type { Effect } from '../../core/index.js';
import type { JobRow, Key } from '../../store/index.js';
import type { Accepted, Book, Fold } from './book.js';
import { hint, hintCase } from './give-hint.js';
import type { InboxCommand } from './inbox-command.js';
import { messageKey } from './message-key.js';
import { openJob, openTask } from './open-rows.js';
import { timeIn } from './time-in.js';

/** A message that a process throws is kept this long when nobody waits for it. */
export const THROWN_MESSAGE_TTL = 3_600_000;

/** What the book needs of its surroundings to carry out effects. */
export interface EffectContext {
  readonly now: number;
  newId(): string;
  /** Whether this node will run a job of the type at once; then it is born leased to it. */
  reserve(type: string): { readonly lease: string; readonly until: number } | undefined;
  /** Whether the handler wants to be told when its job is taken away. */
  tellsCancelled(type: string): boolean;
  /** Whether the handler is asked first, did it happen already, when somebody tries a failed element again. */
  reconciles(type: string): boolean;
}

/** Turns what the steps of one command ask for into rows and hints. */
export const carryOut = (book: Book, fold: Fold, context: EffectContext): void => {
  const passed = passedJobs(fold);
  for (const outcome of fold.outcomes) {
    for (const effect of outcome.effects) {
      if ((effect.kind === 'openJob' || effect.kind === 'closeJob') && passed.has(effect.n)) continue;
      carryOutOne(book, fold, outcome, effect, context);
    }
  }
  hintCase(book, fold);
};

/** Inline jobs: opened and closed by one command, they never become rows. */
const passedJobs = ({ outcomes }: Fold): ReadonlySet<number> => {
  const passed = new Set<number>();
  if (outcomes.length === 1) return passed;
  const opened = new Set<number>();
  for (const effect of outcomes.flatMap((outcome) => outcome.effects)) {
    if (effect.kind === 'openJob') opened.add(effect.n);
    else if (effect.kind === 'closeJob' && opened.has(effect.n)) passed.add(effect.n);
  }
  return passed;
};

const carryOutOne = (book: Book, fold: Fold, outcome: Accepted, effect: Effect, context: EffectContext): void => {
  const { instance } = outcome.state;
  const key = (n: number): Key => ({ instance: instance.id, n });
  switch (effect.kind) {
    case 'openTask':
      return openTask(book, fold, outcome, effect, context);
    case 'assignTask': {
      const task = book.tasks.get(key(effect.n));
      if (task === undefined) return;
      book.tasks.change({ ...task, assignee: effect.assignee });
      hint(book, fold, outcome, 'task.assigned', task, effect.assignee);
      return;
    }
    case 'closeTask': {
      const task = book.tasks.get(key(effect.n));
      if (task === undefined) return;
      const { state, by: completedBy, onBehalfOf, outcome: said, reason } = effect;
      const endedAt = timeIn(instance, context.now);
      book.tasks.change({ ...task, state, endedAt, completedBy, onBehalfOf, outcome: said, reason });
      hint(book, fold, outcome, state === 'completed' ? 'task.completed' : 'task.cancelled', task, task.assignee);
      return;
    }
    case 'openJob':
      return openJob(book, fold, outcome, effect, context);
    case 'retryJob': {
      const job = book.jobs.get(key(effect.n));
      if (job === undefined) return;
      const { dueAt, group, code, message } = effect;
      const attempt = Math.max(effect.attempt, job.attempt + 1);
      book.jobs.change({ ...job, state: 'ready', dueAt, attempt, group, lease: undefined, failure: { code, message } });
      return;
    }
    case 'parkJob': {
      const job = book.jobs.get(key(effect.n));
      if (job === undefined) return;
      book.jobs.change({ ...job, state: 'waiting', lease: undefined, key: effect.key });
      return;
    }
    case 'closeJob': {
      const job = book.jobs.get(key(effect.n));
      if (job === undefined) return;
      if (effect.cancelled && mayHaveBegun(job) && context.tellsCancelled(job.type)) {
        book.jobs.change({
          ...job,
          state: 'cancelling',
          dueAt: context.now,
          attempt: 1,
          lease: undefined,
          key: undefined,
        });
      } else book.jobs.drop(job);
      return;
    }
    case 'armTimer':
      book.timers.add({ ...key(effect.n), path: effect.path, element: effect.element, dueAt: effect.dueAt });
      return;
    case 'disarmTimer':
      book.timers.drop(key(effect.n));
      return;
    case 'subscribe': {
      const { path, element, message, key: value } = effect;
      book.subscriptions.add({ ...key(effect.n), path, element, message, key: messageKey(instance, value) });
      return;
    }
    case 'unsubscribe':
      book.subscriptions.drop(key(effect.n));
      return;
    case 'send':
      return post(book, { kind: 'send', to: effect.to, command: effect.command }, context);
    case 'call':
      return post(book, { kind: 'call', command: effect.command }, context);
    case 'publish': {
      const { message, key: value, variables } = effect;
      const { mode, confidential, startedBy: actor, clock } = instance;
      const keepUntil = context.now + THROWN_MESSAGE_TTL;
      const about = { message, key: messageKey(instance, value), variables, keepUntil, mode, confidential, actor };
      return post(
        book,
        { kind: 'publish', ...about, ...(clock === undefined ? {} : { startsNothing: true }) },
        context,
      );
    }
    case 'openIncident': {
      const { path, element, code, message } = effect;
      const { caseId, mode } = instance;
      const openedAt = timeIn(instance, context.now);
      book.incidents.add({ ...key(effect.n), caseId, path, element, mode, code, message, openedAt });
      hint(book, fold, outcome, 'incident.opened');
      return;
    }
    case 'closeIncident':
      book.incidents.drop(key(effect.n));
      hint(book, fold, outcome, 'incident.closed');
      return;
  }
};

const mayHaveBegun = (job: JobRow): boolean => job.suspect || job.state === 'leased' || job.state === 'waiting';

const post = (book: Book, command: InboxCommand, context: EffectContext): void => {
  book.inbox.add.push({ id: context.newId(), dueAt: context.now, attempts: 0, command: JSON.stringify(command) });
};
