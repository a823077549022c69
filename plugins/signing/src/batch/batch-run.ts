import { LibroFirmaError, type TenantId } from '@libro-firma/engine/plugin';
import { isRefusal, refuse } from '../errors.js';
import { eligibility } from './eligibility.js';
import { finishItem } from './finish-item.js';
import { insisting } from './insisting.js';
import { end, prepareItem, type Signer } from './prepare-item.js';
import * as rows from './rows.js';
import { ending, lockHolder, type BatchRow, type Ending, type ItemRow, type PinProblem } from './types.js';
import type { WorkerOptions, WorkerServices, WorkerStep } from './worker-options.js';

/** An item that was taken up so often and never came to an end does not hold up the others for ever. */
const MAX_ATTEMPTS = 25;

/** One batch in the hands of this process. */
export interface Run {
  readonly services: WorkerServices;
  readonly options: WorkerOptions;
  readonly tenant: TenantId;
  readonly batchId: string;
  /** Whether the batch is still this process's; prolongs it. */
  lease(): Promise<boolean>;
  stopping(): boolean;
  /** `undefined` when it came to another process, or was used. */
  pin(): string | undefined;
  forgetPin(): void;
}

/** Carries one batch as far as it goes now. */
export class BatchRun {
  constructor(private readonly run: Run) {}

  async carry(): Promise<void> {
    const { services, tenant, batchId } = this.run;
    for (;;) {
      const batch = await services.db.read(tenant, (tx) => rows.findBatch(tx, batchId));
      if (!batch || this.run.stopping()) return;
      if (batch.state === 'preparing') await this.prepareAndAuthorise(batch);
      else if (batch.state === 'signing') await this.signAll(batch);
      else return;
    }
  }

  private items(): Promise<readonly ItemRow[]> {
    const { services, tenant, batchId } = this.run;
    return services.db.read(tenant, (tx) => rows.itemsOf(tx, batchId));
  }

  private step(step: WorkerStep): void {
    this.run.options.onStep?.(step);
  }

  private insist<T>(work: () => Promise<T>): Promise<T> {
    return insisting(work, this.run.options, () => this.run.stopping());
  }

  private async signer(batch: BatchRow): Promise<Signer> {
    const { services, tenant } = this.run;
    const provider = services.providers.named(batch.provider);
    const credential = (await provider.credentialsOf(tenant, batch.actor)).find(({ id }) => id === batch.credentialId);
    if (!credential) throw refuse('no-credential');
    return { tenant, actor: batch.actor, credential };
  }

  private async prepareAndAuthorise(batch: BatchRow): Promise<void> {
    const { services, tenant } = this.run;
    const { db, providers } = services;
    const pin = this.run.pin();
    // Its process ended before the authorisation, and the PIN with it.
    if (pin === undefined) return this.wait(batch, problemOf(refuse('authorisation-lost')));
    try {
      const signer = await this.signer(batch);
      for (const item of await this.items()) {
        if (this.run.stopping()) return;
        if (item.state === 'done') continue;
        if (!(await this.run.lease())) return;
        await this.insist(() => prepareItem(this.run.services, signer, item));
        this.step('prepared');
        await this.publish(batch);
      }
      const ready = (await this.items()).filter(({ state }) => state === 'prepared');
      if (ready.length === 0) return await this.finish(batch);
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
      if (isRefusal(error, 'credential-locked')) return await this.endAll(ending('credentialLocked'));
      if (!(error instanceof LibroFirmaError)) throw error;
      await this.wait(batch, problemOf(error));
    } finally {
      this.run.forgetPin();
    }
  }

  /** Stops until a PIN comes; the documents are free for others meanwhile. */
  private async wait(batch: BatchRow, problem: PinProblem): Promise<void> {
    const { services, tenant } = this.run;
    const { db, documents } = services;
    const open = (await this.items()).filter(({ state }) => state !== 'done');
    await db.write(tenant, async (tx) => {
      for (const { documentId, id } of open) await documents.unlock(tx, documentId, lockHolder(id));
      await rows.setBatchState(tx, batch.id, { state: 'awaitingPin', problem });
    });
    await this.publish(batch);
  }

  private async signAll(batch: BatchRow): Promise<void> {
    const signer = await this.signer(batch);
    for (const item of await this.items()) {
      if (this.run.stopping()) return;
      if (item.state === 'done') continue;
      if (!(await this.run.lease())) return;
      await this.signOne(signer, batch, item);
      await this.publish(batch);
    }
    await this.finish(batch);
  }

  private async signOne(signer: Signer, batch: BatchRow, item: ItemRow): Promise<void> {
    const { tenant } = signer;
    if (item.attempts >= MAX_ATTEMPTS) return end(this.run.services, tenant, item, ending('failed'));
    await this.run.services.db.write(tenant, (tx) => rows.countAttempt(tx, item.id));
    const signed = item.state === 'signed' ? item : await this.sign(batch, item);
    if (!signed) return;
    await this.insist(() => finishItem(this.run.services, signer, signed));
    this.step('committed');
  }

  /** Second phase: the hash is signed and the signature written down. Ends the item where that may not be any more. */
  private async sign(batch: BatchRow, item: ItemRow): Promise<ItemRow | undefined> {
    const { services, tenant } = this.run;
    const { db, providers } = services;
    if (item.hash === undefined || batch.authorisationId === undefined) {
      await end(this.run.services, tenant, item, ending('authorisationLost'));
      return undefined;
    }
    // A document that was rejected or changed since must not even be signed: a signature once made exists.
    const found = await db.read(tenant, (tx) =>
      eligibility(tx, this.run.services, batch.actor, item.taskId, item.digest),
    );
    if (!found.ok) {
      await end(this.run.services, tenant, item, found.ending);
      return undefined;
    }
    try {
      const made = await this.insist(() =>
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
      await end(this.run.services, tenant, item, ending('authorisationLost'));
      return undefined;
    }
  }

  /** Ends what has not ended in the same way, and the batch with it. */
  async endAll(how: Ending): Promise<void> {
    const { services, tenant, batchId } = this.run;
    for (const item of await this.items()) {
      if (item.state !== 'done') await end(this.run.services, tenant, item, how);
    }
    const batch = await services.db.read(tenant, (tx) => rows.findBatch(tx, batchId));
    if (batch) await this.finish(batch);
  }

  private async finish(batch: BatchRow): Promise<void> {
    const { services, tenant } = this.run;
    await services.db.write(tenant, (tx) => rows.setBatchState(tx, batch.id, { state: 'finished' }));
    await this.publish(batch);
  }

  private async publish({ id, actor }: BatchRow): Promise<void> {
    const { services, tenant } = this.run;
    const { db, live } = services;
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
