import type { ActorId, Tx } from '@libro-firma/engine/plugin';
import type { DocumentRead, ReadKind } from '../ports.js';
import { newId } from './ids.js';

interface Row {
  actor: string;
  document_id: string;
  n: number;
  digest: string;
  at: number;
  kind: ReadKind;
}

export const insertRead = async (tx: Tx, read: DocumentRead): Promise<void> => {
  await tx.sql('documents_reads').insert({
    tenant: tx.tenant,
    id: newId(read.at),
    document_id: read.documentId,
    n: read.version,
    digest: read.digest,
    actor: read.actor,
    kind: read.kind,
    at: read.at,
  });
};

export const hasOpened = async (tx: Tx, actor: ActorId, documentId: string, digest: string): Promise<boolean> =>
  (await tx
    .sql('documents_reads')
    .where({ tenant: tx.tenant, document_id: documentId, actor, digest, kind: 'view' satisfies ReadKind })
    .first('id')) !== undefined;

export const readsOf = async (tx: Tx, documentId: string): Promise<DocumentRead[]> => {
  const rows = (await tx
    .sql('documents_reads')
    .where({ tenant: tx.tenant, document_id: documentId })
    .orderBy(['at', 'id'])) as Row[];
  return rows.map((row) => ({
    actor: row.actor,
    documentId: row.document_id,
    version: row.n,
    digest: row.digest,
    at: row.at,
    kind: row.kind,
  }));
};
