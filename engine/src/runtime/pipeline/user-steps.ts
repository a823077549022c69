import type { Instance } from '../../core/index.js';
import type { UserTaskContext } from '../../plugin/steps.js';
import type { TaskRow } from '../../store/index.js';
import { idOf } from '../ids.js';
import type { Attempt } from './attempt.js';
import type { Fold } from './book.js';

type TaskFacts = Pick<TaskRow, 'n' | 'element' | 'name' | 'type' | 'config' | 'input'>;

export const userTaskContext = (tenant: string, instance: Instance, task: TaskFacts): UserTaskContext => ({
  tenant,
  taskId: idOf({ instance: instance.id, n: task.n }),
  type: task.type ?? '',
  instanceId: instance.id,
  caseId: instance.caseId,
  elementId: task.element,
  elementName: task.name,
  mode: instance.mode,
  confidential: instance.confidential,
  config: task.config,
  input: task.input,
});

/** Tells the plugin steps of user tasks that one was opened or taken away, in the transaction that does it. */
export const tellUserSteps = async (attempt: Attempt, fold: Fold): Promise<void> => {
  const { tx, context } = attempt.commit;
  const opened = new Map<number, () => Promise<void>>();
  for (const { effects, state } of fold.outcomes) {
    for (const effect of effects) {
      if (effect.kind === 'openTask') {
        const { handler } = context.handlers.user(effect.type) ?? {};
        if (handler?.opened === undefined) continue;
        const task = userTaskContext(tx.tenant, state.instance, { ...effect, type: effect.type });
        opened.set(effect.n, async () => handler.opened?.(task, await attempt.transaction(state.instance)));
      } else if (effect.kind === 'closeTask') {
        // Opened and taken away by one command: nobody was told of it.
        if (opened.delete(effect.n) || effect.state !== 'cancelled') continue;
        const row = attempt.book.tasks.get({ instance: fold.instanceId, n: effect.n });
        const { handler } = context.handlers.user(row?.type) ?? {};
        if (row === undefined || handler?.cancelled === undefined) continue;
        const task = userTaskContext(tx.tenant, state.instance, row);
        await handler.cancelled(task, await attempt.transaction(state.instance));
      }
    }
  }
  for (const tell of opened.values()) await tell();
};
