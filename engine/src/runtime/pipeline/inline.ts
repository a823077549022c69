import type { Command, Instance, OpenJob } from '../../core/index.js';
import { StepFailure, type StepResult } from '../../plugin/steps.js';
import { jobOf } from '../jobs/job.js';
import type { Attempt } from './attempt.js';
import type { Fold } from './book.js';

/** A chain of inline steps longer than this goes on in commits of its own. */
const LONGEST_CHAIN = 1_000;
/** An inline step answers at once. One that does not is left to the job worker, with its timeout and retries. */
const AT_ONCE_MS = 1_000;

/** Runs the inline steps that a command leads to, so that a chain of them costs one commit. */
export const runInline = async (
  attempt: Attempt,
  fold: Fold,
  step: (command: Command) => Promise<unknown>,
): Promise<void> => {
  const { handlers } = attempt.commit.context;
  let runs = 0;
  for (let index = 0; index < fold.outcomes.length; index += 1) {
    for (const effect of fold.outcomes[index]?.effects ?? []) {
      if (effect.kind !== 'openJob' || !effect.inline) continue;
      const service = handlers.service(effect.type);
      if (service === undefined || runs >= LONGEST_CHAIN) continue;
      runs += 1;
      const command = await answerOf(attempt, fold, effect);
      if (command !== undefined) await step(command);
    }
  }
};

/** What the step has to be told; `undefined` leaves the job to the worker, whose business failures are. */
const answerOf = async (attempt: Attempt, fold: Fold, effect: OpenJob): Promise<Command | undefined> => {
  const { commit } = attempt;
  const service = commit.context.handlers.service(effect.type);
  const state = attempt.state(fold.instanceId);
  if (service === undefined || state === undefined) return undefined;
  const job = jobOf(commit.tx.tenant, state.instance, effect);
  const { n, path } = effect;
  let result: StepResult<unknown> | undefined;
  try {
    result = await atOnce(service.handler.execute(job));
  } catch {
    return undefined;
  }
  switch (result?.kind) {
    case 'completed': {
      const output = result.write === undefined ? result.output : await written(attempt, result, state.instance);
      return output === LEFT_TO_WORKER ? undefined : { kind: 'completeJob', n, path, output: (output ?? {}) as never };
    }
    case 'bpmnError':
      return {
        kind: 'throwJobError',
        n,
        path,
        code: result.code,
        message: result.message ?? result.code,
        output: result.output ?? {},
      };
    case 'waiting':
      return { kind: 'parkJob', n, path, key: result.correlationKey };
    case 'failed':
    case undefined:
      return undefined;
  }
};

const LEFT_TO_WORKER = Symbol('left to the worker');

const written = async (
  attempt: Attempt,
  result: Extract<StepResult<unknown>, { kind: 'completed' }>,
  instance: Instance,
): Promise<unknown> => {
  const tx = await attempt.transaction(instance);
  await tx.sql.raw('savepoint lf_inline');
  try {
    const output = (await result.write?.(tx)) ?? result.output;
    await tx.sql.raw('release savepoint lf_inline');
    return output;
  } catch (error) {
    await tx.sql.raw('rollback to savepoint lf_inline');
    if (error instanceof StepFailure || error instanceof Error) return LEFT_TO_WORKER;
    throw error;
  }
};

const atOnce = async <T>(answer: Promise<T>): Promise<T | undefined> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), AT_ONCE_MS);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
};
