import { readTimer, type Graph, type StartEvent } from '../../model/index.js';
import type { Tx } from '../../plugin/database.js';
import type { DefinitionRow } from './definition-row.js';

/** Message and timer start events count for the published version only. */
export const armStarts = async ({ tenant, sql, now }: Tx, row: DefinitionRow, graph: Graph): Promise<void> => {
  const of = { tenant, process_id: row.process_id };
  await sql('lf_message_start').where(of).delete();
  await sql('lf_start_timer').where(of).delete();
  for (const start of graph.containers.get(graph.processId)?.triggers ?? []) {
    const where = { ...of, definition_id: row.id, element: start.id };
    if (start.trigger.kind === 'message') {
      await sql('lf_message_start').insert({ ...where, message: start.trigger.message.name });
    } else {
      const reading = timerOf(start, now, graph.timeZone);
      if (reading === undefined) continue;
      const repeats = reading.repeats === Infinity ? -1 : reading.repeats;
      await sql('lf_start_timer').insert({ ...where, due_at: reading.dueAt, repeats });
    }
  }
};

const timerOf = (start: StartEvent, now: number, timeZone: string) => {
  if (start.trigger.kind !== 'timer') return undefined;
  const { timer } = start.trigger;
  const nothing = { get: () => undefined, all: () => ({}) };
  const at = { now, timeZone };
  return readTimer(timer, timer.value.evaluate(nothing, at), at);
};
