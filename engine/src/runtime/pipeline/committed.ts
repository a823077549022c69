import type { InboxRow, JobRow, Writes } from '../../store/index.js';
import type { Commit } from './commit.js';
import type { Hint } from './hints.js';

/** What a commit has done, told once it is durable. */
export interface Committed {
  readonly tenant: string;
  readonly hints: readonly Hint[];
  /** Jobs that were born leased to this node. */
  readonly jobs: readonly JobRow[];
  /** How many had been taken on; some were closed again within the commit. */
  readonly reserved: number;
  readonly inbox: readonly InboxRow[];
  readonly timerDueAt: number;
  readonly jobsDueAt: number;
}

/** Of a commit's rows, what others have to know. */
export const whatWasDone = (tenant: string, writes: Writes, { book, reserved }: Commit): Committed => {
  const jobs = writes.jobs.add;
  const waiting = [...jobs, ...writes.jobs.change].filter((job) => job.state === 'ready' || job.state === 'cancelling');
  return {
    tenant,
    hints: book.hints,
    jobs: jobs.filter((job) => job.state === 'leased'),
    reserved: reserved.length,
    inbox: writes.inbox.add,
    timerDueAt: firstOf([...writes.timers.add, ...writes.timers.delay]),
    jobsDueAt: firstOf(waiting),
  };
};

/** Whether a commit has nothing to write. */
export const isEmpty = (writes: Writes): boolean =>
  Object.values(writes).every((part: unknown) =>
    Array.isArray(part)
      ? part.length === 0
      : part === undefined || isEmptyPart(part as Record<string, readonly unknown[]>),
  );
const isEmptyPart = (part: Readonly<Record<string, readonly unknown[]>>): boolean =>
  Object.values(part).every((rows) => rows.length === 0);

const firstOf = (rows: readonly { readonly dueAt: number }[]): number =>
  rows.reduce((first, row) => Math.min(first, row.dueAt), Infinity);
