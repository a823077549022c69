import { LibroFirmaError } from '../../plugin/errors.js';
import type { Logger } from '../../plugin/plugin.js';
import { failed } from '../../plugin/steps.js';
import type { JobRow } from '../../store/index.js';
import type { Probe } from '../crash-points.js';
import type { Handlers, ServiceStep } from '../handlers.js';
import type { Lanes } from '../pipeline/lanes.js';
import { CancelledWork, RenewWork } from '../works/lease.js';
import { JobResultWork } from '../works/job.js';
import { answer, type Answer } from './answer.js';
import { jobOfRow } from './job.js';
import { LeaseLost } from './lease-lost.js';
import { nextAttempt } from './retry.js';
import { TIME_OVER, TimeLimits } from './time-limits.js';

export interface JobWorkerOptions {
  readonly handlers: Handlers;
  readonly node: string;
  readonly log: Logger;
  readonly probe: Probe | undefined;
  /** Handlers that run at once. */
  readonly concurrency: number;
  readonly leaseMs: number;
  now(): number;
  lane(tenant: string): Lanes;
  /** There is room again for jobs that could not be taken on. */
  free(): void;
}

interface Held {
  readonly tenant: string;
  readonly row: JobRow;
}

/** Pauses before a result is handed in again that could not be committed. */
const HAND_IN_AGAIN_MS = 1_000;

/**
 * Runs jobs that this node has leased: at most so many at once, each within its time, with its lease kept alive. A
 * result is handed in until it is recorded or the lease is lost; what the process dies on is leased again by somebody.
 */
export class JobWorker {
  private readonly waiting: Held[] = [];
  private readonly running = new Map<string, Held>();
  private readonly leases = new Set<string>();
  private readonly limits = new TimeLimits();
  private reserved = 0;
  private leaseNumber = 0;
  /** Takes jobs on by itself. */
  private started = false;
  /** Runs what it is given. */
  private working = false;
  private hungry = false;
  private renewing: NodeJS.Timeout | undefined;
  private idle: (() => void)[] = [];

  constructor(private readonly options: JobWorkerOptions) {}

  /** Jobs that may be taken on now: a few in line keep the running ones coming. */
  get room(): number {
    return this.working ? this.options.concurrency * 4 - this.reserved - this.waiting.length - this.running.size : 0;
  }

  /** Jobs were left for lack of room: `free` is called when there is some. */
  leftSome(): void {
    this.hungry = true;
  }

  newLease(): string {
    this.leaseNumber += 1;
    return `${this.options.node}.${this.leaseNumber}`;
  }

  isHeld(lease: string): boolean {
    return this.leases.has(lease);
  }

  /** A job that is about to be born may be leased to this node at once. */
  reserve(type: string): { readonly lease: string; readonly until: number } | undefined {
    if (!this.started || this.room <= 0 || this.options.handlers.service(type) === undefined) return undefined;
    this.reserved += 1;
    return { lease: this.newLease(), until: this.options.now() + this.options.leaseMs };
  }

  release(count: number): void {
    this.reserved -= count;
  }

  /** Jobs that a commit has leased to this node; `reserved` of them had been taken on before. */
  take(tenant: string, rows: readonly JobRow[], reserved: number): void {
    this.reserved -= reserved;
    for (const row of rows) {
      if (row.lease !== undefined) this.leases.add(row.lease);
      this.waiting.push({ tenant, row });
    }
    this.pump();
  }

  /** From now on, what it is given is run. */
  open(): void {
    this.working = true;
    this.pump();
  }

  start(): void {
    this.started = true;
    this.working = true;
    this.renewing = setInterval(() => void this.renew(), this.options.leaseMs / 3);
    this.renewing.unref();
    this.pump();
  }

  /** Takes nothing new on, tells running handlers to stop, and waits for them so long. */
  async stop(graceMs: number): Promise<void> {
    this.started = false;
    this.working = false;
    this.waiting.length = 0;
    clearInterval(this.renewing);
    this.limits.abortAll();
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([
      this.whenIdle(),
      new Promise<void>((resolve) => {
        timer = setTimeout(resolve, graceMs);
      }),
    ]);
    clearTimeout(timer);
    this.limits.close();
  }

  get busy(): boolean {
    return this.running.size > 0 || this.waiting.length > 0;
  }

  whenIdle(): Promise<void> {
    return this.busy ? new Promise((resolve) => this.idle.push(resolve)) : Promise.resolve();
  }

  private pump(): void {
    while (this.working && this.running.size < this.options.concurrency) {
      const held = this.waiting.shift();
      if (held === undefined) break;
      const key = `${held.tenant}/${held.row.instance}.${held.row.n}.${held.row.lease ?? ''}`;
      this.running.set(key, held);
      void this.run(held).finally(() => this.done(key, held));
    }
  }

  private done(key: string, { row }: Held): void {
    this.running.delete(key);
    if (row.lease !== undefined) this.leases.delete(row.lease);
    this.pump();
    if (this.hungry && this.room >= this.options.concurrency) {
      this.hungry = false;
      this.options.free();
    }
    if (this.busy) return;
    for (const tell of this.idle.splice(0)) tell();
  }

  private async run(held: Held): Promise<void> {
    const step = this.options.handlers.service(held.row.type);
    if (step === undefined) return;
    try {
      if (held.row.state === 'cancelling') await this.cancel(held, step);
      else await this.attempt(held, step);
    } catch (error) {
      const { type, instance, n } = held.row;
      if (error instanceof LeaseLost) {
        this.options.log.warn({ type, job: `${instance}.${n}` }, 'a job was answered after its lease had ended');
      } else if (!isOver(error)) {
        this.options.log.error({ error, type, job: `${instance}.${n}` }, 'a job could not be recorded');
      }
    }
  }

  private async attempt({ tenant, row }: Held, step: ServiceStep): Promise<void> {
    const { probe } = this.options;
    const job = jobOfRow(tenant, row);
    const limit = this.limits.begin(step.manifest.timeoutMs, job);
    let given: Answer;
    try {
      await probe?.('job.started');
      given = await answer(step, job, row, limit.over);
      await probe?.('job.answered');
    } finally {
      limit.end();
    }
    await this.handIn(tenant, row, step, given);
  }

  /** A result that could not be recorded is kept and handed in again: its effect outside may have happened. */
  private async handIn(tenant: string, row: JobRow, step: ServiceStep, given: Answer): Promise<void> {
    const lane = this.options.lane(tenant);
    for (;;) {
      try {
        await lane.submit(new JobResultWork(row, given.result, step.manifest.retry, given.unknown));
        return;
      } catch (error) {
        if (!(error instanceof LibroFirmaError)) throw error;
        if (error.code === 'engine.commit-failed') {
          await lane.submit(new JobResultWork(row, failed(error.code, error.text, false), step.manifest.retry, false));
          return;
        }
        if (error.kind !== 'unavailable' || !this.working) throw error;
        await new Promise((resolve) => setTimeout(resolve, HAND_IN_AGAIN_MS));
      }
    }
  }

  private async cancel({ tenant, row }: Held, step: ServiceStep): Promise<void> {
    const job = jobOfRow(tenant, row);
    const limit = this.limits.begin(step.manifest.timeoutMs, job);
    let retryAt: number | undefined;
    try {
      const told = await Promise.race([step.handler.cancel?.(job), limit.over]);
      if (told === TIME_OVER) throw new Error(`cancel did not answer within ${step.manifest.timeoutMs} ms`);
    } catch (error) {
      retryAt = nextAttempt(step.manifest.retry, row.attempt, this.options.now());
      this.options.log.warn(
        { error, type: row.type, last: retryAt === undefined },
        'a step could not be told that it is cancelled',
      );
    } finally {
      limit.end();
    }
    await this.options.lane(tenant).submit(new CancelledWork(row, retryAt));
  }

  private async renew(): Promise<void> {
    const byTenant = new Map<string, JobRow[]>();
    for (const { tenant, row } of [...this.running.values(), ...this.waiting]) {
      byTenant.set(tenant, [...(byTenant.get(tenant) ?? []), row]);
    }
    for (const [tenant, rows] of byTenant) {
      try {
        await this.options.lane(tenant).submit(new RenewWork(rows, this.options.leaseMs));
      } catch (error) {
        this.options.log.warn({ error }, 'leases could not be renewed');
      }
    }
  }
}

/** The case has ended or moved on while the job ran; or the engine stops, and the job is leased again later. */
const isOver = (error: unknown): boolean =>
  error instanceof LibroFirmaError && /^engine\.(instance-ended|no-such-job|stopping)$/.test(error.code);
