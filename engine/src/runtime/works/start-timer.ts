import { addDuration } from '../../model/index.js';
import type { StartEvent } from '../../model/index.js';
import type { Attempt } from '../pipeline/attempt.js';
import type { Work } from '../pipeline/work.js';
import { startInstance } from './start.js';

export interface StartTimerRow {
  readonly process_id: string;
  readonly element: string;
  readonly definition_id: string;
  readonly due_at: number;
  /** How often it fires again; -1 without end. */
  readonly repeats: number;
}

/** A timer start event is due: a case of nobody's, and the next date of its cycle. */
export class StartTimerWork implements Work<void> {
  readonly kind = 'startTimer';

  constructor(private readonly timer: StartTimerRow) {}

  seek(): void {
    // One row, read within the transaction.
  }

  async carryOut(attempt: Attempt): Promise<void> {
    const { process_id, element, definition_id, due_at } = this.timer;
    const { tx, context } = attempt.commit;
    const here = { tenant: tx.tenant, process_id, element };
    const row = (await tx
      .sql('lf_start_timer')
      .where({ ...here, due_at, definition_id })
      .forUpdate()
      .first()) as StartTimerRow | undefined;
    if (row === undefined) return;
    const { graph, name } = await context.graphs.get(tx, definition_id);
    const next = row.repeats === 0 ? undefined : nextOf(graph.nodes.get(element) as StartEvent, due_at, graph.timeZone);
    const writing = (await attempt.transaction()).sql;
    if (next === undefined) await writing('lf_start_timer').where(here).delete();
    else {
      const repeats = row.repeats === -1 ? -1 : row.repeats - 1;
      await writing('lf_start_timer').where(here).update({ due_at: next, repeats });
    }
    const instanceId = context.newId();
    await startInstance(attempt, {
      instanceId,
      definitionId: definition_id,
      caseId: instanceId,
      mode: 'live',
      confidential: false,
      title: name,
      actor: 'engine',
      variables: {},
      startEvent: element,
    });
  }
}

/** The cycle counts from the date that was due, so that a late start does not shift the ones after it. */
const nextOf = (event: StartEvent, dueAt: number, timeZone: string): number | undefined => {
  if (event.trigger.kind !== 'timer') return undefined;
  const duration = /^R\d*\/(P.*)$/.exec(event.trigger.timer.value.text)?.[1];
  return duration === undefined ? undefined : addDuration({ now: dueAt, timeZone }, duration);
};
