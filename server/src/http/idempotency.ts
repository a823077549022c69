import type { Database, TenantId, Tx } from '@libro-firma/engine/plugin';
import type { SecretBox } from '../settings/secrets.js';
import type { JsonAnswer } from './answer.js';
import { refusals } from './refusals.js';

const KEY = /^[A-Za-z0-9._-]{8,128}$/;
/** Whoever worked on it longer than this died: the request may be made again. */
const ABANDONED_AFTER = 120_000;
/** How long an answer is given again. */
const KEPT_FOR = 7 * 86_400_000;

/** @throws LibroFirmaError `server.idempotency-key` */
export const readIdempotencyKey = (header: string | undefined): string | undefined => {
  if (header === undefined || header === '') return undefined;
  if (!KEY.test(header)) throw refusals.idempotencyKey();
  return header;
};

export interface RecordedWrite {
  readonly tenant: TenantId;
  /** The caller's key, already scoped to actor and route. */
  readonly key: string;
  /** Everything that must be the same for it to be the same request. */
  readonly request: string;
}

type Found = { readonly kind: 'answer'; readonly answer: JsonAnswer } | { readonly kind: 'ours' };

/**
 * Does a write once and keeps its answer, given again to whoever repeats it with the same key. One that failed keeps
 * nothing and may be tried again. If the process dies between the write and the keeping of its answer, a repetition after
 * two minutes does it again.
 *
 * @throws LibroFirmaError `server.idempotency-mismatch`, `server.idempotency-busy`
 */
export const recordedOnce = async (
  db: Database,
  secrets: SecretBox,
  write: RecordedWrite,
  work: () => Promise<JsonAnswer>,
): Promise<JsonAnswer> => {
  const request = secrets.digest('idempotency', write.request);
  const found = await db.write(write.tenant, (tx) => reserve(tx, write.key, request));
  if (found.kind === 'answer') return found.answer;
  try {
    const answer = await work();
    await db.write(write.tenant, (tx) =>
      rowOf(tx, write.key).update({ status: answer.status, body: answer.body ?? null, at: tx.now }),
    );
    return answer;
  } catch (error) {
    await db.write(write.tenant, (tx) => rowOf(tx, write.key).delete());
    throw error;
  }
};

const rowOf = (tx: Tx, key: string) => tx.sql('server_answer').where({ tenant: tx.tenant, key });

const reserve = async (tx: Tx, key: string, request: string): Promise<Found> => {
  const inserted = (await tx
    .sql('server_answer')
    .insert({ tenant: tx.tenant, key, request, status: null, body: null, at: tx.now })
    .onConflict(['tenant', 'key'])
    .ignore()
    .returning('key')) as readonly unknown[];
  if (inserted.length > 0) return { kind: 'ours' };
  const row = (await rowOf(tx, key).forUpdate().first()) as
    { request: string; status: number | null; body: string | null; at: number } | undefined;
  if (row === undefined) throw refusals.idempotencyBusy();
  if (row.request !== request) throw refusals.idempotencyMismatch();
  if (row.status !== null) return { kind: 'answer', answer: { status: row.status, body: row.body ?? undefined } };
  if (Number(row.at) > tx.now - ABANDONED_AFTER) throw refusals.idempotencyBusy();
  await rowOf(tx, key).update({ at: tx.now });
  return { kind: 'ours' };
};

export const sweepAnswers = async (tx: Tx): Promise<void> => {
  await tx
    .sql('server_answer')
    .where('tenant', tx.tenant)
    .where('at', '<', tx.now - KEPT_FOR)
    .delete();
};
