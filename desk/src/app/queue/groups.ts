import type { Task } from '../../kit/contract.js';
import { dueKind, soonEnds, type DueKind } from '../../kit/text/due.js';

export interface TaskGroup {
  readonly kind: DueKind;
  readonly title: string;
  readonly tasks: readonly Task[];
}

const titles = (): readonly (readonly [DueKind, string])[] => [
  ['overdue', 'Scadute'],
  ['today', 'Scadono oggi'],
  ['soon', soonEnds() === 'domani' ? 'Scadono domani' : `Scadono entro ${soonEnds()}`],
  ['later', 'Più avanti'],
  ['none', 'Senza scadenza'],
];

/** The queue by nearness of the deadline; within a group the earliest deadline first, then the oldest task. */
export const groupByDue = (tasks: readonly Task[]): readonly TaskGroup[] => {
  const sorted = [...tasks].sort(
    (left, right) =>
      (left.dueAt ?? Number.MAX_SAFE_INTEGER) - (right.dueAt ?? Number.MAX_SAFE_INTEGER) ||
      left.createdAt - right.createdAt,
  );
  return titles()
    .map(([kind, title]) => ({ kind, title, tasks: sorted.filter((task) => dueKind(task.dueAt) === kind) }))
    .filter((group) => group.tasks.length > 0);
};

export type QueueFilter = 'all' | 'due' | 'claimed' | 'substitute';

export const matchesFilter = (task: Task, filter: QueueFilter, me: string): boolean => {
  switch (filter) {
    case 'all':
      return true;
    case 'due':
      return ['overdue', 'today', 'soon'].includes(dueKind(task.dueAt));
    case 'claimed':
      return task.assignee?.id === me;
    case 'substitute':
      return task.onBehalfOf !== undefined;
  }
};
