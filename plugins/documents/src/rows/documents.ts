import type { CaseMode, JsonObject, Localized, Tx } from '@libro-firma/engine/plugin';
import type { Bundle, CaseDocument, DocumentFreeze, DocumentRole, DocumentVersion, NewVersion } from '../ports.js';

interface BundleRow {
  id: string;
  case_id: string;
  mode: CaseMode;
  confidential: number;
  created_by: string;
  created_at: number;
}

interface VersionRow {
  document_id: string;
  n: number;
  digest: string;
  size: number;
  kind: string;
  name: string;
  media_type: string;
  pages: number | null;
  facts: string;
  created_by: string;
  created_at: number;
}

interface DocumentRow extends VersionRow {
  id: string;
  bundle_id: string;
  case_id: string;
  role: DocumentRole;
  position: number;
  lock_holder: string | null;
  lock_until: number | null;
  frozen_by: string | null;
  frozen_at: number | null;
  frozen_why: string | null;
  removed_at: number | null;
}

const toVersion = (row: VersionRow): DocumentVersion => ({
  documentId: row.document_id,
  n: row.n,
  digest: row.digest,
  size: row.size,
  kind: row.kind as DocumentVersion['kind'],
  name: row.name,
  mediaType: row.media_type,
  pages: row.pages ?? undefined,
  createdBy: row.created_by,
  createdAt: row.created_at,
  facts: JSON.parse(row.facts) as JsonObject,
});

const toDocument = (row: DocumentRow, now: number): CaseDocument => ({
  id: row.id,
  bundleId: row.bundle_id,
  caseId: row.case_id,
  role: row.role,
  position: row.position,
  head: toVersion(row),
  lock:
    row.lock_holder !== null && row.lock_until !== null && row.lock_until > now
      ? { holder: row.lock_holder, until: row.lock_until }
      : undefined,
  frozen:
    row.frozen_by !== null && row.frozen_at !== null && row.frozen_why !== null
      ? { by: row.frozen_by, at: row.frozen_at, why: JSON.parse(row.frozen_why) as Localized }
      : undefined,
  removedAt: row.removed_at ?? undefined,
});

/** Documents with their present versions. */
const withHead = (tx: Tx) =>
  tx
    .sql('documents_documents as d')
    .join('documents_versions as v', (join) =>
      join.on('v.tenant', 'd.tenant').andOn('v.document_id', 'd.id').andOn('v.n', 'd.head'),
    )
    .where('d.tenant', tx.tenant)
    .select('d.*', 'v.*');

export const findBundle = async (tx: Tx, caseId: string): Promise<Bundle | undefined> => {
  const row = (await tx.sql('documents_bundles').where({ tenant: tx.tenant, case_id: caseId }).first()) as
    BundleRow | undefined;
  if (!row) return undefined;
  const rows = (await withHead(tx).where('d.bundle_id', row.id).orderBy('d.position')) as DocumentRow[];
  const documents = rows.map((document) => toDocument(document, tx.now)).filter((d) => d.removedAt === undefined);
  return {
    id: row.id,
    caseId: row.case_id,
    mode: row.mode,
    confidential: row.confidential === 1,
    createdBy: row.created_by,
    createdAt: row.created_at,
    main: documents.find(({ role }) => role === 'main'),
    attachments: documents.filter(({ role }) => role === 'attachment'),
    derived: documents.filter(({ role }) => role === 'derived'),
  };
};

/** Documents that corrections took out of the bundle, in the order in which they stood. */
export const findRemoved = async (tx: Tx, bundleId: string): Promise<CaseDocument[]> => {
  const rows = (await withHead(tx)
    .where('d.bundle_id', bundleId)
    .whereNotNull('d.removed_at')
    .orderBy('d.position')) as DocumentRow[];
  return rows.map((row) => toDocument(row, tx.now));
};

export const findDocument = async (tx: Tx, id: string): Promise<CaseDocument | undefined> => {
  const row = (await withHead(tx).where('d.id', id).first()) as DocumentRow | undefined;
  return row && toDocument(row, tx.now);
};

export const findVersions = async (tx: Tx, documentId: string): Promise<DocumentVersion[]> => {
  const rows = (await tx
    .sql('documents_versions')
    .where({ tenant: tx.tenant, document_id: documentId })
    .orderBy('n')) as VersionRow[];
  return rows.map(toVersion);
};

export const findVersion = async (tx: Tx, documentId: string, n: number): Promise<DocumentVersion | undefined> => {
  const row = (await tx.sql('documents_versions').where({ tenant: tx.tenant, document_id: documentId, n }).first()) as
    VersionRow | undefined;
  return row && toVersion(row);
};

/** Makes the case's bundle unless it is there already. */
export const insertBundle = async (
  tx: Tx,
  bundle: { id: string; caseId: string; mode: CaseMode; confidential: boolean; createdBy: string },
): Promise<void> => {
  await tx
    .sql('documents_bundles')
    .insert({
      tenant: tx.tenant,
      id: bundle.id,
      case_id: bundle.caseId,
      mode: bundle.mode,
      confidential: bundle.confidential ? 1 : 0,
      created_by: bundle.createdBy,
      created_at: tx.now,
    })
    .onConflict(['tenant', 'case_id'])
    .ignore();
};

export const insertDocument = async (
  tx: Tx,
  document: { id: string; bundleId: string; caseId: string; role: DocumentRole },
): Promise<void> => {
  const last = (await tx
    .sql('documents_documents')
    .where({ tenant: tx.tenant, bundle_id: document.bundleId, role: document.role })
    .max({ position: 'position' })
    .first()) as { position: number | null } | undefined;
  await tx.sql('documents_documents').insert({
    tenant: tx.tenant,
    id: document.id,
    bundle_id: document.bundleId,
    case_id: document.caseId,
    role: document.role,
    position: (last?.position ?? 0) + 1,
    head: 1,
  });
};

export const insertVersion = async (
  tx: Tx,
  documentId: string,
  n: number,
  version: NewVersion & { readonly name: string; readonly mediaType: string },
): Promise<void> => {
  await tx.sql('documents_versions').insert({
    tenant: tx.tenant,
    document_id: documentId,
    n,
    digest: version.blob.digest,
    size: version.blob.size,
    kind: version.kind,
    name: version.name,
    media_type: version.mediaType,
    pages: version.pages ?? null,
    facts: JSON.stringify(version.facts ?? {}),
    created_by: version.createdBy,
    created_at: tx.now,
  });
};

const changeable = (tx: Tx, id: string, head: number) =>
  tx.sql('documents_documents').where({ tenant: tx.tenant, id, head }).whereNull('removed_at').whereNull('frozen_by');

/** Rows that a holder may change: not locked, by nobody else, or not any more. */
const free = (tx: Tx, id: string, head: number, holder: string | undefined) =>
  changeable(tx, id, head).where((lock) => {
    void lock.whereNull('lock_holder').orWhere('lock_until', '<=', tx.now);
    if (holder !== undefined) void lock.orWhere('lock_holder', holder);
  });

/** Compare-and-set of the head. False when it moved meanwhile, or somebody else holds a lock. */
export const moveHead = async (tx: Tx, id: string, from: number, holder: string | undefined): Promise<boolean> =>
  (await free(tx, id, from, holder).update({ head: from + 1 })) === 1;

export const setLock = async (
  tx: Tx,
  id: string,
  head: number,
  lock: { holder: string; until: number },
): Promise<boolean> =>
  (await free(tx, id, head, lock.holder).update({ lock_holder: lock.holder, lock_until: lock.until })) === 1;

export const clearLock = async (tx: Tx, id: string, holder: string): Promise<void> => {
  await tx
    .sql('documents_documents')
    .where({ tenant: tx.tenant, id, lock_holder: holder })
    .update({ lock_holder: null, lock_until: null });
};

/** Whatever is locked: who froze it comes first. */
export const setFrozen = async (tx: Tx, id: string, head: number, freeze: DocumentFreeze): Promise<boolean> =>
  (await changeable(tx, id, head).update({
    frozen_by: freeze.by,
    frozen_at: freeze.at,
    frozen_why: JSON.stringify(freeze.why),
  })) === 1;

export const markRemoved = async (tx: Tx, id: string, head: number, by: string): Promise<boolean> =>
  (await free(tx, id, head, undefined).update({ removed_at: tx.now, removed_by: by })) === 1;
