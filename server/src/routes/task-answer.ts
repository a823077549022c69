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
  /** In a list: of the case, where the task stands in a process that it called. */
  caseProcessName: z.string().optional(),
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
  /** Of one task that is open: whether more than one person may work on it today. */
  shared: z.boolean().optional(),
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
  readonly caseProcessName?: string;
  readonly shared?: boolean;
}

/** Whether more than one person may work on the task today; a trial is played by one. */
export const isShared = async (tx: Tx, directory: Directory, { mode, candidates }: TaskView): Promise<boolean> => {
  if (mode === 'trial') return false;
  const people = new Set<string>();
  for (const group of candidates) {
    for (const holder of await directory.holdersOf(tx, group, tx.now)) people.add(holder);
    if (people.size > 1) return true;
  }
  return false;
};

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
  return seen.map(({ task, right, caseProcessName, shared }) => {
    const { assignee, completedBy, candidates, ...facts } = task;
    return {
      ...facts,
      candidates: candidates.map((group) => ({ group, label: names.group(group) })),
      assignee: assignee === undefined ? undefined : names.person(assignee),
      completedBy: completedBy === undefined ? undefined : names.person(completedBy),
      onBehalfOf: right?.onBehalfOf === undefined ? undefined : names.person(right.onBehalfOf),
      mayWork: right !== undefined,
      caseProcessName,
      shared,
    };
  });
};
