import type { Engine } from '@libro-firma/engine';
import type { Tx } from '@libro-firma/engine/plugin';
import { z } from 'zod';

export const CaseState = z.enum(['running', 'completed', 'terminated', 'cancelled']);

/** A process of a case, running or ended: the route itself first, then those that it called. */
export const InstanceAnswer = z.object({
  instanceId: z.string(),
  definitionId: z.string(),
  processId: z.string(),
  processName: z.string(),
  state: CaseState,
  visited: z.array(z.string()),
  flows: z.array(z.string()),
  active: z.array(z.string()),
  failed: z.array(z.string()),
});

export const instanceAnswers = async (
  tx: Tx,
  engine: Pick<Engine, 'instances' | 'path'>,
  caseId: string,
): Promise<z.input<typeof InstanceAnswer>[]> => {
  const found: z.input<typeof InstanceAnswer>[] = [];
  for (const { id, definitionId, processId, processName, state } of await engine.instances(tx, caseId)) {
    const { visited, flows, active, incidents } = await engine.path(tx, id);
    found.push({
      instanceId: id,
      definitionId,
      processId,
      processName,
      state,
      visited: [...visited],
      flows: [...flows],
      active: [...active],
      failed: [...incidents],
    });
  }
  return found;
};
