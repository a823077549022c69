import type { Command } from '../../core/index.js';
import type { Receipt } from '../../plugin/engine-api.js';
import { LibroFirmaError } from '../../plugin/errors.js';
import type { JsonObject } from '../../plugin/json.js';
import { StepFailure, type RetryPolicy, type StepResult } from '../../plugin/steps.js';
import type { Tx } from '../../plugin/database.js';
import type { Said } from '../../plugin/said.js';
import type { JobRow } from '../../store/index.js';
import { LeaseLost } from '../jobs/lease-lost.js';
import { nextAttempt } from '../jobs/retry.js';
import type { Attempt } from '../pipeline/attempt.js';
import { keyText } from '../pipeline/rows.js';
import type { Wants } from '../pipeline/wants.js';
import type { Work } from '../pipeline/work.js';
import { saidOf } from '../said-of.js';

/** Records what a job's handler has answered, if the lease under which it ran still holds. */
export class JobResultWork implements Work<Receipt | undefined> {
  readonly kind = 'jobResult';

  constructor(
    private readonly job: JobRow,
    private readonly result: StepResult<unknown>,
    private readonly retry: RetryPolicy,
    /** A failure that may have had its effect all the same: it threw, or did not answer in time. */
    private readonly unknown: boolean,
  ) {}

  get about(): string {
    return this.job.instance;
  }

  seek(wants: Wants): void {
    wants.recent.add(this.job.instance);
    wants.jobs.set(keyText(this.job), this.job);
    wants.path(this.job.instance, this.job.path);
  }

  async carryOut(attempt: Attempt): Promise<Receipt | undefined> {
    const row = attempt.book.jobs.get(this.job);
    if (row === undefined || row.state !== 'leased' || row.lease !== this.job.lease) throw new LeaseLost();
    attempt.note((book) => {
      const job = book.jobs.get(this.job);
      if (job?.state === 'ready') book.jobs.change({ ...job, suspect: this.unknown });
    });
    try {
      return await attempt.command(row.instance, await this.command(attempt, this.result));
    } catch (error) {
      const failure = failureOf(error);
      if (failure === undefined) throw error;
      await attempt.undo();
      return attempt.command(row.instance, await this.command(attempt, failure));
    }
  }

  private async command(attempt: Attempt, result: StepResult<unknown>): Promise<Command> {
    const { n, path } = this.job;
    switch (result.kind) {
      case 'completed': {
        const { write, output: fixed } = result;
        const output = write === undefined ? fixed : await written(attempt, this.job.instance, write, fixed);
        return { kind: 'completeJob', n, path, output: (output ?? {}) as JsonObject };
      }
      case 'waiting':
        return { kind: 'parkJob', n, path, key: result.correlationKey };
      case 'bpmnError': {
        const { code, message = code, output = {} } = result;
        return { kind: 'throwJobError', n, path, code, message, output };
      }
      case 'failed': {
        const retryAt = result.retryable ? nextAttempt(this.retry, this.job.attempt, attempt.now) : undefined;
        const { code, message } = result;
        return { kind: 'failJob', n, path, code, message, ...(retryAt === undefined ? {} : { retryAt }) };
      }
    }
  }
}

type Write = (tx: Tx) => Promise<unknown>;

const written = async (attempt: Attempt, instance: string, write: Write, output: unknown): Promise<unknown> =>
  (await write(await attempt.transaction(attempt.state(instance)?.instance))) ?? output;

/** What a throw inside the transaction means for the attempt; `undefined` when the command itself no longer fits. */
const failureOf = (error: unknown): StepResult<never> | undefined => {
  if (error instanceof StepFailure) return error.result;
  if (error instanceof LibroFirmaError && error.code.startsWith('engine.')) return undefined;
  if (!(error instanceof Error)) return undefined;
  const code = error instanceof LibroFirmaError ? error.code : 'engine.step-threw';
  const retryable = !(error instanceof LibroFirmaError) || error.kind === 'unavailable';
  return { kind: 'failed', retryable, code, message: saidOf(error) };
};

/** Ends a step that waits for an outside answer. */
export class ResumeWork implements Work<Receipt> {
  readonly kind = 'resumeStep';

  constructor(
    private readonly request: {
      readonly correlationKey: string;
      readonly output?: JsonObject;
      readonly bpmnError?: { readonly code: string; readonly message?: Said };
      readonly write?: (tx: Tx) => Promise<JsonObject | void>;
    },
    readonly commandId: string | undefined,
  ) {}

  seek(wants: Wants): void {
    wants.correlationKeys.add(this.request.correlationKey);
  }

  aim({ waitingJobs }: Attempt['commit'], wants: Wants): void {
    const job = waitingJobs.get(this.request.correlationKey);
    if (job === undefined) return;
    wants.instances.add(job.instance);
    wants.jobs.set(keyText(job), job);
    wants.path(job.instance, job.path);
  }

  async carryOut(attempt: Attempt): Promise<Receipt> {
    const { correlationKey, output, bpmnError, write } = this.request;
    const found = attempt.commit.waitingJobs.get(correlationKey);
    const job = found === undefined ? undefined : attempt.book.jobs.get(found);
    if (job === undefined || job.state !== 'waiting') {
      throw new LibroFirmaError('not-found', 'engine.nobody-waits', {
        it: `Nessun passo aspetta la risposta «${correlationKey}».`,
        en: `No step waits for the answer "${correlationKey}".`,
      });
    }
    const of = attempt.state(job.instance)?.instance;
    const added = write === undefined ? undefined : await write(await attempt.transaction(of));
    const { n, path, instance } = job;
    if (bpmnError !== undefined) {
      const { code, message = code } = bpmnError;
      return attempt.command(instance, {
        kind: 'throwJobError',
        n,
        path,
        code,
        message,
        output: { ...output, ...added },
      });
    }
    return attempt.command(instance, { kind: 'completeJob', n, path, output: { ...output, ...added } });
  }
}
