import type { Directory, Membership, TaskView, Tx } from '@libro-firma/engine/plugin';
import { z } from 'zod';
import { FormAnswer, jsonObject } from './form-schema.js';
import { Person } from './paging.js';
import { namesFor } from './people.js';

/** A task as the desk reads it (`desk/src/kit/contract.ts`). */
export const TaskAnswer = z.object({
  id: z.string(),
  instanceId: z.string(),
  caseId: z.string(),
  caseTitle: z.string(),
  confidential: z.boolean(),
  mode: z.enum(['live', 'trial']),
  processId: z.string(),
  processName: z.string(),
  processVersion: z.number(),
  elementId: z.string(),
  name: z.string(),
  type: z.string().optional(),
  config: jsonObject,
  input: jsonObject,
  form: FormAnswer.optional(),
  candidates: z.array(z.object({ group: z.string(), label: z.string() })),
  assignee: Person.optional(),
  /** For whom the viewer would act. */
  onBehalfOf: Person.optional(),
  mayWork: z.boolean(),
  state: z.enum(['open', 'completed', 'cancelled']),
  createdAt: z.number(),
  dueAt: z.number().optional(),
  endedAt: z.number().optional(),
  completedBy: Person.optional(),
  outcome: z.string().optional(),
});

/** A task with the right by which the viewer may work on it now, if any. */
export interface SeenTask {
  readonly task: TaskView;
  readonly right: Pick<Membership, 'onBehalfOf'> | undefined;
}

export const taskAnswers = async (
  tx: Tx,
  directory: Directory,
  seen: readonly SeenTask[],
): Promise<z.input<typeof TaskAnswer>[]> => {
  const names = await namesFor(
    tx,
    directory,
    seen.flatMap(({ task, right }) => [task.assignee, task.completedBy, right?.onBehalfOf]),
    seen.flatMap(({ task }) => task.candidates),
  );
  return seen.map(({ task, right }) => {
    const { assignee, completedBy, candidates, ...facts } = task;
    return {
      ...facts,
      candidates: candidates.map((group) => ({ group, label: names.group(group) })),
      assignee: assignee === undefined ? undefined : names.person(assignee),
      completedBy: completedBy === undefined ? undefined : names.person(completedBy),
      onBehalfOf: right?.onBehalfOf === undefined ? undefined : names.person(right.onBehalfOf),
      mayWork: right !== undefined,
    };
  });
};
