import type { LocalStep } from '@libro-firma/engine';
import { completed, completedWith, type Job, type JsonObject, type Tx } from '@libro-firma/engine/plugin';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { testStep } from '../conformance/support/player.js';

/** Effects in the database, written in the transaction that records the step. */
export const EFFECTS = 'crash_effect';

const record = async (tx: Tx, what: string): Promise<JsonObject> => {
  await tx.sql(EFFECTS).insert({ what });
  return {};
};

export const keysIn = (journal: string): readonly string[] =>
  existsSync(journal) ? readFileSync(journal, 'utf8').trim().split('\n') : [];

/** Steps whose effect outside is a line in a file, which outlives the process. */
export const stepsWith = (journal: string): readonly LocalStep[] => {
  const outside = (job: Job): void => appendFileSync(journal, `${job.idempotencyKey}\n`);
  return [
    {
      // The outside party can be asked.
      manifest: testStep('test.send:1', { onUnknownOutcome: 'reconcile' }),
      handler: {
        execute: async (job: Job) => {
          outside(job);
          return completedWith((tx) => record(tx, job.idempotencyKey));
        },
        reconcile: async (job: Job) =>
          keysIn(journal).includes(job.idempotencyKey)
            ? completedWith((tx) => record(tx, job.idempotencyKey))
            : undefined,
      },
    },
    {
      // It cannot, and knows a repetition by its key.
      manifest: testStep('test.weigh:1'),
      handler: {
        execute: async (job: Job) => {
          outside(job);
          return completed({ kg: Number(job.input['n']) * 10 });
        },
      },
    },
    {
      manifest: testStep('test.sign:1', { appliesTo: 'bpmn:UserTask' }),
      handler: {
        complete: async (task: { taskId: string }, _said: unknown, tx: Tx) => record(tx, task.taskId),
      },
    },
  ];
};
