import { createHash } from 'node:crypto';
import type { ActorId, Tx } from '@libro-firma/engine/plugin';
import { refuse } from '../errors.js';
import { newId } from '../rows/ids.js';
import { eligibility, type Eligibility, type EligibilityServices } from './eligibility.js';
import { findBatch, insertBatch, type Lease, type NewItem } from './rows.js';
import { ending, type BatchRow } from './types.js';

export interface OpenBatch {
  readonly actor: ActorId;
  readonly provider: { readonly name: string; readonly demo: boolean };
  readonly credentialId: string;
  /** Each task with the digest of the version that the signer opened. */
  readonly tasks: readonly { readonly taskId: string; readonly digest: string }[];
  /** The same key opens one batch. */
  readonly idempotencyKey: string | undefined;
  /** The process that will work on it. */
  readonly lease: Lease;
}

/**
 * Writes a batch down, with the outcome of every document that cannot be signed: nothing is refused as a whole because of
 * one. Throws `signing.empty-batch`.
 */
export const openBatch = async (
  tx: Tx,
  services: EligibilityServices,
  { actor, provider, credentialId, tasks, idempotencyKey, lease }: OpenBatch,
): Promise<{ readonly batch: BatchRow; readonly fresh: boolean }> => {
  if (tasks.length === 0) throw refuse('empty-batch');
  const id =
    idempotencyKey === undefined
      ? newId(tx.now)
      : createHash('sha256').update(`${actor} ${idempotencyKey}`).digest('hex').slice(0, 32);
  const known = await findBatch(tx, id);
  if (known) return { batch: known, fresh: false };
  const items: NewItem[] = [];
  for (const { taskId, digest } of new Map(tasks.map((one) => [one.taskId, one])).values()) {
    const found = await eligibility(tx, services, actor, taskId, digest);
    items.push({ ...itemOf(found, provider.demo), id: newId(tx.now), taskId, digest });
  }
  await insertBatch(tx, { id, actor, provider: provider.name, credentialId }, lease, items);
  const batch = await findBatch(tx, id);
  if (!batch) throw refuse('batch-not-found');
  return { batch, fresh: true };
};

/** What somebody may not see is not told either: such an item has no title. */
const itemOf = (found: Eligibility, demo: boolean): Omit<NewItem, 'id' | 'taskId' | 'digest'> => {
  if (!found.ok) {
    const { task, document, ending: end } = found;
    return {
      caseId: task?.caseId ?? '',
      title: task?.caseTitle ?? '',
      documentId: document?.id ?? '',
      documentName: document?.head.name ?? '',
      stepName: task?.name ?? '',
      onBehalfOf: undefined,
      capacity: 'own',
      role: undefined,
      state: 'done',
      ...end,
    };
  }
  const { task, document, onBehalfOf, as, config } = found.value;
  const end = task.mode === 'trial' && !demo ? ending('trialNeedsDemoKeys') : undefined;
  return {
    caseId: task.caseId,
    title: task.caseTitle,
    documentId: document.id,
    documentName: document.head.name,
    stepName: task.name,
    onBehalfOf,
    capacity: as.capacity,
    role: config.role ?? as.role,
    state: end ? 'done' : 'waiting',
    outcome: end?.outcome,
    detail: end?.detail,
  };
};
