import type { CaseView, Directory, TaskView, Tx } from '@libro-firma/engine/plugin';
import type { Engine } from '@libro-firma/engine';
import { z } from 'zod';
import { Person } from './paging.js';
import { namesFor } from './people.js';

/** Where a case stands: one for each open task. */
const Step = z.object({
  taskId: z.string(),
  elementId: z.string(),
  name: z.string(),
  since: z.number(),
  dueAt: z.number().optional(),
  assignee: Person.optional(),
  /** Who is meant, in words: "Dirigente, Ufficio Gare". */
  holders: z.array(z.string()),
});

export const CaseAnswer = z.object({
  id: z.string(),
  processId: z.string(),
  processName: z.string(),
  processVersion: z.number(),
  definitionId: z.string(),
  title: z.string(),
  confidential: z.boolean(),
  mode: z.enum(['live', 'trial']),
  state: z.enum(['running', 'completed', 'terminated', 'cancelled']),
  rev: z.number(),
  requester: Person,
  startedAt: z.number(),
  endedAt: z.number().optional(),
  /** Open incidents. */
  incidents: z.number(),
  steps: z.array(Step),
  /** The viewer may take it back. */
  recallable: z.boolean(),
  /** It is `cancelled` because the requester took it back; otherwise somebody else stopped it. */
  recalled: z.boolean(),
});

/** A case by itself: also what the system is doing over again, without anybody having to do anything. */
export const CaseDetail = CaseAnswer.extend({
  retries: z.array(
    z.object({
      elementId: z.string(),
      elementName: z.string(),
      /** When the step was begun. */
      since: z.number().optional(),
      /** When it is tried again; past while that is under way. */
      dueAt: z.number(),
      /** Why the last attempt failed, as the step says it. */
      message: z.string(),
    }),
  ),
});

export interface SeenCase {
  readonly about: CaseView;
  readonly tasks: readonly TaskView[];
  readonly recallable: boolean;
  readonly recalled: boolean;
}

/** A case with what is open in it, and whether the actor may still take it back. */
export const seenCase = async (tx: Tx, engine: Engine, actor: string, about: CaseView): Promise<SeenCase> => {
  const tasks = about.state === 'running' ? await engine.openTasks(tx, about.id) : [];
  const mine = about.state === 'running' && about.startedBy === actor && about.parentId === undefined;
  const taken = tasks.some(({ assignee }) => assignee !== undefined && assignee !== actor);
  return {
    about,
    tasks,
    recallable: mine && !taken && !(await workedOnByOthers(tx, engine, actor, about.id)),
    recalled: about.state === 'cancelled' && (await takenBack(tx, engine, about)),
  };
};

const takenBack = async (tx: Tx, engine: Engine, { id, startedBy }: CaseView): Promise<boolean> =>
  (await engine.history(tx, id)).some(
    (entry) => entry.kind === 'cancelled' && entry.instanceId === id && entry.actor === startedBy,
  );

/** The engine looks once more within the transaction that recalls; this is for the button only. */
const workedOnByOthers = async (tx: Tx, engine: Engine, actor: string, caseId: string): Promise<boolean> =>
  (await engine.history(tx, caseId)).some((entry) => entry.kind === 'taskCompleted' && entry.actor !== actor);

export const caseAnswers = async (
  tx: Tx,
  directory: Directory,
  seen: readonly SeenCase[],
): Promise<z.input<typeof CaseAnswer>[]> => {
  const tasks = seen.flatMap((one) => one.tasks);
  const names = await namesFor(
    tx,
    directory,
    [...seen.map(({ about }) => about.startedBy), ...tasks.map((task) => task.assignee)],
    tasks.flatMap((task) => task.candidates),
  );
  return seen.map(({ about, tasks: open, recallable, recalled }) => ({
    ...about,
    requester: names.person(about.startedBy),
    recallable,
    recalled,
    steps: open.map((task) => ({
      taskId: task.id,
      elementId: task.elementId,
      name: task.name,
      since: task.createdAt,
      dueAt: task.dueAt,
      assignee: task.assignee === undefined ? undefined : names.person(task.assignee),
      holders: task.candidates.map(names.group),
    })),
  }));
};
