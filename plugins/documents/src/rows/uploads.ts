import type { ActorId, Tx } from '@libro-firma/engine/plugin';
import type { Blob, CheckProblem, PdfFacts } from '../ports.js';
import type { MediaType } from '../media/sniff.js';

/** A file that somebody brought and no request took yet. */
export interface Upload extends Blob {
  readonly id: string;
  readonly owner: ActorId;
  readonly name: string;
  readonly mediaType: MediaType;
  readonly pages: number | undefined;
  readonly facts: PdfFacts;
  /** Why it cannot be the document to be signed; it may still be an attachment. */
  readonly mainProblem: CheckProblem | undefined;
  readonly createdAt: number;
  readonly expiresAt: number;
  /** The case that took it. */
  readonly usedBy: string | undefined;
}

interface Row {
  id: string;
  owner: string;
  digest: string;
  size: number;
  name: string;
  media_type: MediaType;
  pages: number | null;
  facts: string;
  main_problem: string | null;
  created_at: number;
  expires_at: number;
  used_by: string | null;
}

const toUpload = (row: Row): Upload => ({
  id: row.id,
  owner: row.owner,
  digest: row.digest,
  size: row.size,
  name: row.name,
  mediaType: row.media_type,
  pages: row.pages ?? undefined,
  facts: JSON.parse(row.facts) as PdfFacts,
  mainProblem: row.main_problem === null ? undefined : (JSON.parse(row.main_problem) as CheckProblem),
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  usedBy: row.used_by ?? undefined,
});

const table = (tx: Tx) => tx.sql<Row & { tenant: string }>('documents_uploads').where('tenant', tx.tenant);

export const insertUpload = async (tx: Tx, upload: Upload): Promise<void> => {
  await tx.sql('documents_uploads').insert({
    tenant: tx.tenant,
    id: upload.id,
    owner: upload.owner,
    digest: upload.digest,
    size: upload.size,
    name: upload.name,
    media_type: upload.mediaType,
    pages: upload.pages ?? null,
    facts: JSON.stringify(upload.facts),
    main_problem: upload.mainProblem ? JSON.stringify(upload.mainProblem) : null,
    created_at: upload.createdAt,
    expires_at: upload.expiresAt,
    used_by: null,
  });
};

/** The actor's own upload, if it has not expired. Somebody else's looks as if it were not there. */
export const findUpload = async (tx: Tx, id: string, owner: ActorId): Promise<Upload | undefined> => {
  const row = (await table(tx).where({ id, owner }).where('expires_at', '>', tx.now).first()) as Row | undefined;
  return row && toUpload(row);
};

/** Takes the upload for a case. False when another case was faster. */
export const useUpload = async (tx: Tx, id: string, caseId: string): Promise<boolean> =>
  (await table(tx).where({ id }).whereNull('used_by').update({ used_by: caseId })) === 1;

/** Bytes that the actor has uploaded and not used. */
export const pendingBytes = async (tx: Tx, owner: ActorId): Promise<number> => {
  const row = (await table(tx)
    .where({ owner })
    .whereNull('used_by')
    .where('expires_at', '>', tx.now)
    .sum({ size: 'size' })
    .first()) as { size: number | string | null } | undefined;
  return Number(row?.size ?? 0);
};

/** Forgets an unused upload of the actor. False when there is none. */
export const deleteUpload = async (tx: Tx, id: string, owner: ActorId): Promise<boolean> =>
  (await table(tx).where({ id, owner }).whereNull('used_by').delete()) === 1;

/** Forgets what has expired; what cases took lives on in their versions. */
export const deleteExpiredUploads = (tx: Tx): Promise<number> => table(tx).where('expires_at', '<=', tx.now).delete();
