import { randomUUID } from 'node:crypto';
import type { TenantId } from '@libro-firma/engine/plugin';
import { refuse } from '../errors.js';
import { BatchRun } from './batch-run.js';
import * as rows from './rows.js';
import { ending, pinTooLate } from './types.js';
import { defaultWorker, type WorkerOptions, type WorkerServices } from './worker-options.js';

/**
 * Carries batches through on the server, whether anybody looks or not. Every step is written down before the next one, so
 * a batch goes on where its process ended:
 * - not authorised yet: it waits for the PIN again (a PIN is never stored); nothing was signed;
 * - authorised: hashes not signed yet are signed under the stored authorisation, where the provider still knows it; where
 *   not, these documents end as `authorisationLost`;
 * - signature stored: the document is finished and committed, never signed again.
 */
export class BatchWorker {
  private readonly id = randomUUID();
  private readonly running = new Map<string, Promise<void>>();
  /** PINs live here between the request and the authorisation, and nowhere else. */
  private readonly pins = new Map<string, string>();
  private timer: NodeJS.Timeout | undefined;
  private stopping = false;

  constructor(
    private readonly services: WorkerServices,
    private readonly options: WorkerOptions = defaultWorker,
  ) {}

  /** Takes up what an earlier process left, and looks again from time to time. */
  async start(): Promise<void> {
    // On SQLite there is one process: what is under way belongs to one that has ended.
    await this.look(this.services.db.dialect === 'sqlite');
    this.timer = setInterval(
      () => void this.look(false).catch((error: unknown) => this.report(error)),
      this.options.pollMs,
    );
    this.timer.unref();
  }

  /** Lets the document under way come to its end; the rest goes on at the next start. */
  async stop(): Promise<void> {
    this.stopping = true;
    clearInterval(this.timer);
    await Promise.all(this.running.values());
    this.pins.clear();
  }

  /** Begins, or goes on with, a batch under this PIN. */
  submit(tenant: TenantId, batchId: string, pin: string): void {
    this.pins.set(batchId, pin);
    this.take(tenant, batchId, false);
  }

  /** Resolves when nothing is being worked on. */
  async idle(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running.values());
  }

  /** A new PIN for a batch that waits for one. Throws `signing.batch-not-waiting`. */
  async retry(tenant: TenantId, batchId: string, pin: string): Promise<void> {
    if (!(await this.wake(tenant, batchId, 'preparing'))) throw refuse('batch-not-waiting');
    this.submit(tenant, batchId, pin);
  }

  /** Gives up a batch that waits for a PIN. Throws `signing.batch-not-waiting`. */
  async abandon(tenant: TenantId, batchId: string): Promise<void> {
    if (!(await this.wake(tenant, batchId, 'signing'))) throw refuse('batch-not-waiting');
    await this.runOf(tenant, batchId).endAll(ending('abandoned'));
  }

  /** How long a batch waits for its PIN, milliseconds. */
  get pinMs(): number {
    return this.options.pinMs;
  }

  /** For {@link openBatch}: the batch is this process's from the first. */
  get ownLease(): rows.Lease {
    return { worker: this.id, ms: this.options.leaseMs };
  }

  private wake(tenant: TenantId, batchId: string, to: 'preparing' | 'signing'): Promise<boolean> {
    return this.services.db.write(tenant, (tx) => rows.wakeBatch(tx, batchId, to, this.ownLease));
  }

  private async look(everyone: boolean): Promise<void> {
    const { db, tenants, clock } = this.services;
    for (const tenant of tenants) {
      const before = clock.now() - this.options.pinMs;
      const { left, stale } = await db.read(tenant, async (tx) => ({
        left: await rows.abandonedBatches(tx, everyone),
        stale: await rows.staleBatches(tx, before),
      }));
      for (const { id } of left) this.take(tenant, id, everyone);
      for (const { id } of stale) {
        if (await this.wake(tenant, id, 'signing')) await this.runOf(tenant, id).endAll(pinTooLate());
      }
    }
  }

  private take(tenant: TenantId, batchId: string, force: boolean): void {
    if (this.stopping || this.running.has(batchId)) return;
    const work = this.work(tenant, batchId, force)
      .catch((error: unknown) => this.report(error, batchId))
      .finally(() => this.running.delete(batchId));
    this.running.set(batchId, work);
  }

  private report(error: unknown, batch?: string): void {
    this.services.log.error({ err: error, batch }, 'a signing batch stopped; it is taken up again');
  }

  private async work(tenant: TenantId, batchId: string, force: boolean): Promise<void> {
    if (!(await this.lease(tenant, batchId, force))) return;
    try {
      await this.runOf(tenant, batchId).carry();
    } finally {
      await this.services.db.write(tenant, (tx) => rows.releaseBatch(tx, batchId, this.id));
    }
  }

  private runOf(tenant: TenantId, batchId: string): BatchRun {
    return new BatchRun({
      services: this.services,
      options: this.options,
      tenant,
      batchId,
      lease: () => this.lease(tenant, batchId, false),
      stopping: () => this.stopping,
      pin: () => this.pins.get(batchId),
      forgetPin: () => this.pins.delete(batchId),
    });
  }

  private lease(tenant: TenantId, batchId: string, force: boolean): Promise<boolean> {
    const lease = { ...this.ownLease, force };
    return this.services.db.write(tenant, (tx) => rows.leaseBatch(tx, batchId, lease));
  }
}
