import { randomUUID } from 'node:crypto';
import { LibroFirmaError, type Live, type TenantId } from '@libro-firma/engine/plugin';
import { isRefusal, refuse } from '../errors.js';
import type { ProviderRegistry } from '../keys/registry.js';
import { finishItem, type FinishServices } from './finish-item.js';
import { end, prepareItem, type Signer } from './prepare-item.js';
import * as rows from './rows.js';
import { ending, lockHolder, pinTooLate, type BatchRow, type Ending, type ItemRow, type PinProblem } from './types.js';
import { eligibility } from './eligibility.js';

export interface WorkerServices extends FinishServices {
  readonly providers: ProviderRegistry;
  readonly live: Live;
  readonly tenants: readonly TenantId[];
}

export interface WorkerOptions {
  /** A batch that nobody works on for so long is taken up by another process, milliseconds. */
  readonly leaseMs: number;
  /** How often abandoned batches are looked for, milliseconds. */
  readonly pollMs: number;
  /** How long a batch waits for its PIN, milliseconds. */
  readonly pinMs: number;
  /** Attempts to finish one signed document before it is put off to the next look. */
  readonly attempts: number;
  /** Before the second attempt, milliseconds; doubled for each further one. */
  readonly delayMs: number;
  /** Told after each durable step, in tests: a process may end there. */
  readonly onStep?: (step: WorkerStep) => void;
}

export type WorkerStep = 'prepared' | 'authorised' | 'hashSigned' | 'signatureStored' | 'committed';

export const defaultWorker: WorkerOptions = {
  leaseMs: 60_000,
  pollMs: 15_000,
  pinMs: 15 * 60_000,
  attempts: 5,
  delayMs: 500,
};

/** An item that was taken up so often and never came to an end does not hold up the others for ever. */
const MAX_ATTEMPTS = 25;

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
    await this.endAll(tenant, batchId, ending('abandoned'));
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
        if (await this.wake(tenant, id, 'signing')) await this.endAll(tenant, id, pinTooLate());
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
    const { db } = this.services;
    if (!(await this.lease(tenant, batchId, force))) return;
    try {
      for (;;) {
        const batch = await db.read(tenant, (tx) => rows.findBatch(tx, batchId));
        if (!batch || this.stopping) return;
        if (batch.state === 'preparing') await this.prepareAndAuthorise(tenant, batch);
        else if (batch.state === 'signing') await this.signAll(tenant, batch);
        else return;
      }
    } finally {
      await db.write(tenant, (tx) => rows.releaseBatch(tx, batchId, this.id));
    }
  }

  private lease(tenant: TenantId, batchId: string, force: boolean): Promise<boolean> {
    const lease = { ...this.ownLease, force };
    return this.services.db.write(tenant, (tx) => rows.leaseBatch(tx, batchId, lease));
  }

  private items(tenant: TenantId, batchId: string): Promise<readonly ItemRow[]> {
    return this.services.db.read(tenant, (tx) => rows.itemsOf(tx, batchId));
  }

  private step(step: WorkerStep): void {
    this.options.onStep?.(step);
  }

  private async signer(tenant: TenantId, batch: BatchRow): Promise<Signer> {
    const provider = this.services.providers.named(batch.provider);
    const credential = (await provider.credentialsOf(tenant, batch.actor)).find(({ id }) => id === batch.credentialId);
    if (!credential) throw refuse('no-credential');
    return { tenant, actor: batch.actor, credential };
  }

  private async prepareAndAuthorise(tenant: TenantId, batch: BatchRow): Promise<void> {
    const { db, providers } = this.services;
    const pin = this.pins.get(batch.id);
    // Its process ended before the authorisation, and the PIN with it.
    if (pin === undefined) return this.wait(tenant, batch, problemOf(refuse('authorisation-lost')));
    try {
      const signer = await this.signer(tenant, batch);
      for (const item of await this.items(tenant, batch.id)) {
        if (this.stopping) return;
        if (item.state === 'done') continue;
        if (!(await this.lease(tenant, batch.id, false))) return;
        await this.insisting(() => prepareItem(this.services, signer, item));
        this.step('prepared');
        await this.publish(tenant, batch);
      }
      const ready = (await this.items(tenant, batch.id)).filter(({ state }) => state === 'prepared');
      if (ready.length === 0) return await this.finish(tenant, batch);
      const authorisation = await providers.named(batch.provider).authorise({
        tenant,
        actor: batch.actor,
        credentialId: batch.credentialId,
        pin,
        hashes: ready.map(({ hash = '' }) => new Uint8Array(Buffer.from(hash, 'hex'))),
      });
      await db.write(tenant, (tx) =>
        rows.setBatchState(tx, batch.id, { state: 'signing', authorisationId: authorisation.id }),
      );
      this.step('authorised');
    } catch (error) {
      if (isRefusal(error, 'credential-locked')) return await this.endAll(tenant, batch.id, ending('credentialLocked'));
      if (!(error instanceof LibroFirmaError)) throw error;
      await this.wait(tenant, batch, problemOf(error));
    } finally {
      this.pins.delete(batch.id);
    }
  }

  /** Stops until a PIN comes; the documents are free for others meanwhile. */
  private async wait(tenant: TenantId, batch: BatchRow, problem: PinProblem): Promise<void> {
    const { db, documents } = this.services;
    const open = (await this.items(tenant, batch.id)).filter(({ state }) => state !== 'done');
    await db.write(tenant, async (tx) => {
      for (const { documentId, id } of open) await documents.unlock(tx, documentId, lockHolder(id));
      await rows.setBatchState(tx, batch.id, { state: 'awaitingPin', problem });
    });
    await this.publish(tenant, batch);
  }

  private async signAll(tenant: TenantId, batch: BatchRow): Promise<void> {
    const signer = await this.signer(tenant, batch);
    for (const item of await this.items(tenant, batch.id)) {
      if (this.stopping) return;
      if (item.state === 'done') continue;
      if (!(await this.lease(tenant, batch.id, false))) return;
      await this.signOne(signer, batch, item);
      await this.publish(tenant, batch);
    }
    await this.finish(tenant, batch);
  }

  private async signOne(signer: Signer, batch: BatchRow, item: ItemRow): Promise<void> {
    const { tenant } = signer;
    if (item.attempts >= MAX_ATTEMPTS) return end(this.services, tenant, item, ending('failed'));
    await this.services.db.write(tenant, (tx) => rows.countAttempt(tx, item.id));
    const signed = item.state === 'signed' ? item : await this.sign(tenant, batch, item);
    if (!signed) return;
    await this.insisting(() => finishItem(this.services, signer, signed));
    this.step('committed');
  }

  /** Second phase: the hash is signed and the signature written down. Ends the item where that may not be any more. */
  private async sign(tenant: TenantId, batch: BatchRow, item: ItemRow): Promise<ItemRow | undefined> {
    const { db, providers } = this.services;
    if (item.hash === undefined || batch.authorisationId === undefined) {
      await end(this.services, tenant, item, ending('authorisationLost'));
      return undefined;
    }
    // A document that was rejected or changed since must not even be signed: a signature once made exists.
    const found = await db.read(tenant, (tx) => eligibility(tx, this.services, batch.actor, item.taskId, item.digest));
    if (!found.ok) {
      await end(this.services, tenant, item, found.ending);
      return undefined;
    }
    try {
      const made = await this.insisting(() =>
        providers.named(batch.provider).signHash({
          tenant,
          authorisationId: batch.authorisationId ?? '',
          credentialId: batch.credentialId,
          hash: new Uint8Array(Buffer.from(item.hash ?? '', 'hex')),
        }),
      );
      this.step('hashSigned');
      const signature = Buffer.from(made).toString('base64');
      await db.write(tenant, (tx) => rows.keepSignature(tx, item.id, signature));
      this.step('signatureStored');
      return { ...item, state: 'signed', signature };
    } catch (error) {
      if (!isRefusal(error, 'authorisation-lost')) throw error;
      await end(this.services, tenant, item, ending('authorisationLost'));
      return undefined;
    }
  }

  /** Tries again what is out of reach for a moment. What stays so ends this run; the batch is taken up later. */
  private async insisting<T>(work: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work();
      } catch (error) {
        const passing =
          error instanceof LibroFirmaError && ['unavailable', 'internal', 'too-many'].includes(error.kind);
        if (!passing || attempt >= this.options.attempts || this.stopping) throw error;
        await new Promise((resolve) => setTimeout(resolve, this.options.delayMs * 2 ** (attempt - 1)));
      }
    }
  }

  private async endAll(tenant: TenantId, batchId: string, how: Ending): Promise<void> {
    for (const item of await this.items(tenant, batchId)) {
      if (item.state !== 'done') await end(this.services, tenant, item, how);
    }
    const batch = await this.services.db.read(tenant, (tx) => rows.findBatch(tx, batchId));
    if (batch) await this.finish(tenant, batch);
  }

  private async finish(tenant: TenantId, batch: BatchRow): Promise<void> {
    await this.services.db.write(tenant, (tx) => rows.setBatchState(tx, batch.id, { state: 'finished' }));
    await this.publish(tenant, batch);
  }

  private async publish(tenant: TenantId, { id, actor }: BatchRow): Promise<void> {
    const { db, live } = this.services;
    const { batch, items } = await db.read(tenant, async (tx) => ({
      batch: await rows.findBatch(tx, id),
      items: await rows.itemsOf(tx, id),
    }));
    if (!batch) return;
    const done = items.filter(({ state }) => state === 'done').length;
    const data = { batchId: id, state: batch.state, total: batch.total, done };
    live.publish(tenant, { actor }, { type: 'signing.batch.progress', data });
  }
}

const problemOf = (error: LibroFirmaError): PinProblem => {
  const left = error.details['attemptsLeft'];
  return { code: error.code, text: error.text.it, ...(typeof left === 'number' ? { attemptsLeft: left } : {}) };
};
