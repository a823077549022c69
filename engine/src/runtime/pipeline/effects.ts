import type { Effect, Instance } from '../../core/index.js';
import type { JobRow, Key, TaskRow } from '../../store/index.js';
import { idOf } from '../ids.js';
import type { Accepted, Book, Fold } from './book.js';
import type { Hint } from './hints.js';
import type { InboxCommand } from './inbox-command.js';
import { messageKey } from './message-key.js';
import { keyText } from './rows.js';

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
      const { dueAt, group } = effect;
      const attempt = Math.max(effect.attempt, job.attempt + 1);
      book.jobs.change({ ...job, state: 'ready', dueAt, attempt, group, lease: undefined });
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

/** What time it is in the instance: a played trial has a time of its own. */
export const timeIn = ({ clock = 0 }: Pick<Instance, 'clock'>, now: number): number => now + clock;

const mayHaveBegun = (job: JobRow): boolean => job.suspect || job.state === 'leased' || job.state === 'waiting';

const openTask = (
  book: Book,
  fold: Fold,
  outcome: Accepted,
  effect: Extract<Effect, { kind: 'openTask' }>,
  context: EffectContext,
): void => {
  const { instance } = outcome.state;
  const node = fold.graph.nodes.get(effect.element);
  const own = node?.type === 'userTask' && node.form === effect.form;
  const task: TaskRow = {
    instance: instance.id,
    n: effect.n,
    caseId: instance.caseId,
    path: effect.path,
    element: effect.element,
    name: effect.name,
    type: effect.type,
    mode: instance.mode,
    state: 'open',
    assignee: undefined,
    createdAt: timeIn(instance, context.now),
    dueAt: effect.dueAt,
    endedAt: undefined,
    completedBy: undefined,
    onBehalfOf: undefined,
    outcome: undefined,
    reason: undefined,
    config: effect.config,
    input: effect.input,
    form: effect.form === undefined ? undefined : own ? 'element' : effect.form,
    candidates: effect.candidates,
  };
  book.tasks.add(task);
  book.allow(instance.caseId, task.candidates);
  hint(book, fold, outcome, 'task.opened', task);
};

const openJob = (
  book: Book,
  fold: Fold,
  outcome: Accepted,
  effect: Extract<Effect, { kind: 'openJob' }>,
  context: EffectContext,
): void => {
  const { instance } = outcome.state;
  const own = effect.dueAt <= context.now ? context.reserve(effect.type) : undefined;
  book.jobs.add({
    instance: instance.id,
    n: effect.n,
    token: effect.token,
    caseId: instance.caseId,
    path: effect.path,
    element: effect.element,
    name: effect.name,
    type: effect.type,
    mode: instance.mode,
    confidential: instance.confidential,
    state: own === undefined ? 'ready' : 'leased',
    dueAt: own?.until ?? effect.dueAt,
    attempt: effect.attempt,
    group: effect.group,
    lease: own?.lease,
    key: undefined,
    // Somebody tries a failed element again: its key is the same, and the effect may be there already.
    suspect: fold.command === 'retryIncident' && context.reconciles(effect.type),
    losses: 0,
    config: effect.config,
    input: effect.input,
  });
};

const post = (book: Book, command: InboxCommand, context: EffectContext): void => {
  book.inbox.add.push({ id: context.newId(), dueAt: context.now, attempts: 0, command: JSON.stringify(command) });
};

const hint = (
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

const hintCase = (book: Book, fold: Fold): void => {
  const last = fold.outcomes.at(-1);
  if (last === undefined) return;
  const ended = last.state.instance.state !== 'running';
  const started = last.state.instance.rev === fold.outcomes.length;
  hint(book, fold, last, ended ? 'case.ended' : started ? 'case.started' : 'case.changed');
};
