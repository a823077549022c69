import type { Tx } from '@libro-firma/engine/plugin';
import type { Capacity } from '../ports.js';
import type { BatchRow, BatchState, Ending, ItemRow, ItemState, PinProblem, Prepared } from './types.js';

interface StoredBatch {
  tenant: string;
  id: string;
  actor: string;
  provider: string;
  credential_id: string;
  state: string;
  problem: string | null;
  authorisation_id: string | null;
  total: number;
  created_at: number;
  updated_at: number;
  finished_at: number | null;
  worker: string | null;
  lease_until: number;
}

interface StoredItem {
  tenant: string;
  batch_id: string;
  n: number;
  id: string;
  task_id: string;
  case_id: string;
  title: string;
  document_id: string;
  document_name: string;
  step_name: string;
  digest: string;
  on_behalf_of: string | null;
  capacity: string;
  role: string | null;
  state: string;
  outcome: string | null;
  detail: string | null;
  prepared: string | null;
  hash: string | null;
  signature: string | null;
  attempts: number;
  updated_at: number;
}

const batchOf = (row: StoredBatch): BatchRow => ({
  id: row.id,
  actor: row.actor,
  provider: row.provider,
  credentialId: row.credential_id,
  state: row.state as BatchState,
  problem: row.problem === null ? undefined : (JSON.parse(row.problem) as PinProblem),
  authorisationId: row.authorisation_id ?? undefined,
  total: row.total,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  finishedAt: row.finished_at ?? undefined,
});

const itemOf = (row: StoredItem): ItemRow => ({
  batchId: row.batch_id,
  n: row.n,
  id: row.id,
  taskId: row.task_id,
  caseId: row.case_id,
  title: row.title,
  documentId: row.document_id,
  documentName: row.document_name,
  stepName: row.step_name,
  digest: row.digest,
  onBehalfOf: row.on_behalf_of ?? undefined,
  capacity: row.capacity as Capacity,
  role: row.role ?? undefined,
  state: row.state as ItemState,
  outcome: (row.outcome ?? undefined) as ItemRow['outcome'],
  detail: row.detail ?? undefined,
  prepared: row.prepared === null ? undefined : (JSON.parse(row.prepared) as Prepared),
  hash: row.hash ?? undefined,
  signature: row.signature ?? undefined,
  attempts: row.attempts,
});

const batches = (tx: Tx) => tx.sql<StoredBatch>('signing_batches').where({ tenant: tx.tenant });
const items = (tx: Tx) => tx.sql<StoredItem>('signing_batch_items').where({ tenant: tx.tenant });

/** Which process works on a batch, and for how long nobody else may, milliseconds. */
export interface Lease {
  readonly worker: string;
  readonly ms: number;
}

export type NewItem = Omit<ItemRow, 'batchId' | 'n' | 'prepared' | 'hash' | 'signature' | 'attempts'>;

export const insertBatch = async (
  tx: Tx,
  batch: Pick<BatchRow, 'id' | 'actor' | 'provider' | 'credentialId'>,
  lease: Lease,
  list: readonly NewItem[],
): Promise<void> => {
  const finished = list.every(({ state }) => state === 'done');
  await tx.sql('signing_batches').insert({
    tenant: tx.tenant,
    id: batch.id,
    actor: batch.actor,
    provider: batch.provider,
    credential_id: batch.credentialId,
    state: finished ? 'finished' : 'preparing',
    total: list.length,
    created_at: tx.now,
    updated_at: tx.now,
    finished_at: finished ? tx.now : null,
    worker: lease.worker,
    lease_until: tx.now + lease.ms,
  });
  for (const [index, item] of list.entries()) {
    await tx.sql('signing_batch_items').insert({
      tenant: tx.tenant,
      batch_id: batch.id,
      n: index + 1,
      id: item.id,
      task_id: item.taskId,
      case_id: item.caseId,
      title: item.title,
      document_id: item.documentId,
      document_name: item.documentName,
      step_name: item.stepName,
      digest: item.digest,
      on_behalf_of: item.onBehalfOf ?? null,
      capacity: item.capacity,
      role: item.role ?? null,
      state: item.state,
      outcome: item.outcome ?? null,
      detail: item.detail ?? null,
      updated_at: tx.now,
    });
  }
};

export const findBatch = async (tx: Tx, id: string): Promise<BatchRow | undefined> => {
  const row = await batches(tx).where({ id }).first();
  return row && batchOf(row);
};

/** Newest first. */
export const batchesOf = async (tx: Tx, actor: string, before: number, limit: number): Promise<readonly BatchRow[]> => {
  const rows = await batches(tx)
    .where({ actor })
    .andWhere('created_at', '<', before)
    .orderBy([
      { column: 'created_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(limit);
  return rows.map(batchOf);
};

export const itemsOf = async (tx: Tx, batchId: string): Promise<readonly ItemRow[]> => {
  const rows = await items(tx).where({ batch_id: batchId }).orderBy('n');
  return rows.map(itemOf);
};

/** Batches that a process should be working on and none is. `everyone` takes those of another process too. */
export const abandonedBatches = async (tx: Tx, everyone: boolean): Promise<readonly BatchRow[]> => {
  const query = batches(tx).whereIn('state', ['preparing', 'signing']);
  const rows = await (everyone ? query : query.andWhere('lease_until', '<', tx.now)).orderBy('created_at');
  return rows.map(batchOf);
};

/** Batches that have waited for a PIN since before that instant. */
export const staleBatches = async (tx: Tx, before: number): Promise<readonly BatchRow[]> => {
  const rows = await batches(tx).where({ state: 'awaitingPin' }).andWhere('updated_at', '<', before);
  return rows.map(batchOf);
};

/** Takes the batch for a process, unless another one holds it. */
export const leaseBatch = async (tx: Tx, id: string, lease: Lease & { readonly force?: boolean }): Promise<boolean> => {
  const query = batches(tx).where({ id }).whereIn('state', ['preparing', 'signing']);
  const free = lease.force
    ? query
    : query.andWhere((either) => either.where('lease_until', '<', tx.now).orWhere({ worker: lease.worker }));
  return (await free.update({ worker: lease.worker, lease_until: tx.now + lease.ms })) > 0;
};

/** Gives it back: the next process to look takes it up. */
export const releaseBatch = async (tx: Tx, id: string, worker: string): Promise<void> => {
  await batches(tx).where({ id, worker }).update({ lease_until: 0 });
};

export const setBatchState = async (
  tx: Tx,
  id: string,
  change: { readonly state: BatchState; readonly problem?: PinProblem; readonly authorisationId?: string },
): Promise<void> => {
  await batches(tx)
    .where({ id })
    .update({
      state: change.state,
      problem: change.problem ? JSON.stringify(change.problem) : null,
      updated_at: tx.now,
      ...(change.authorisationId === undefined ? {} : { authorisation_id: change.authorisationId }),
      ...(change.state === 'finished' ? { finished_at: tx.now } : {}),
    });
};

/** Takes a batch out of its waiting, for this process; told whether it did wait: of two that try, one succeeds. */
export const wakeBatch = async (tx: Tx, id: string, to: BatchState, lease: Lease): Promise<boolean> =>
  (await batches(tx)
    .where({ id, state: 'awaitingPin' })
    .update({
      state: to,
      problem: null,
      updated_at: tx.now,
      worker: lease.worker,
      lease_until: tx.now + lease.ms,
    })) > 0;

export const keepPrepared = async (tx: Tx, id: string, prepared: Prepared, hash: string): Promise<void> => {
  await items(tx)
    .where({ id })
    .update({ state: 'prepared', prepared: JSON.stringify(prepared), hash, updated_at: tx.now });
};

/** The signature is written down before anything else happens with it. */
export const keepSignature = async (tx: Tx, id: string, signature: string): Promise<void> => {
  await items(tx).where({ id }).update({ state: 'signed', signature, updated_at: tx.now });
};

/** Counts the times that the item was taken up to be signed and finished. */
export const countAttempt = async (tx: Tx, id: string): Promise<void> => {
  await items(tx).where({ id }).increment('attempts', 1);
};

/** The item's last state; the signature of one that was not committed is not kept. */
export const endItem = async (tx: Tx, id: string, { outcome, detail }: Ending): Promise<void> => {
  await items(tx)
    .where({ id })
    .update({ state: 'done', outcome, detail, prepared: null, signature: null, updated_at: tx.now });
};
