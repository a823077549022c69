import type { Effect } from '../../core/index.js';
import type { TaskRow } from '../../store/index.js';
import type { Accepted, Book, Fold } from './book.js';
import type { EffectContext } from './effects.js';
import { hint } from './give-hint.js';
import { timeIn } from './time-in.js';

/** A task stands in the queues of its candidates, and opens its case to them. */
export const openTask = (
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

/** A job that this node will run at once is born leased to it. */
export const openJob = (
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
    failure: undefined,
    config: effect.config,
    input: effect.input,
  });
};
