import type { Tx } from '@libro-firma/engine/plugin';
import type { CertificateSummary } from '../cms/subject.js';
import type { Capacity, Mark, MarkKind, Refused, Signature } from '../ports.js';

interface StoredAct {
  tenant: string;
  id: string;
  case_id: string;
  task_id: string;
  step_name: string;
  document_id: string;
  version: number;
  digest: string;
  actor: string;
  on_behalf_of: string | null;
  capacity: string;
  role: string | null;
  at: number;
}

interface StoredMark extends StoredAct {
  kind: string;
  outcome: string;
  reason: string | null;
}

interface StoredSignature extends StoredAct {
  batch_id: string;
  opened_digest: string;
  field: string;
  certificate: string;
  demo: number;
  stamp_page: number | null;
}

const givenBy = (row: StoredAct) => ({
  id: row.id,
  caseId: row.case_id,
  taskId: row.task_id,
  stepName: row.step_name,
  documentId: row.document_id,
  version: row.version,
  digest: row.digest,
  actor: row.actor,
  onBehalfOf: row.on_behalf_of ?? undefined,
  capacity: row.capacity as Capacity,
  role: row.role ?? undefined,
  at: row.at,
});

const stored = (tx: Tx, act: Omit<Mark, 'kind' | 'outcome' | 'reason'>) => ({
  tenant: tx.tenant,
  id: act.id,
  case_id: act.caseId,
  task_id: act.taskId,
  step_name: act.stepName,
  document_id: act.documentId,
  version: act.version,
  digest: act.digest,
  actor: act.actor,
  on_behalf_of: act.onBehalfOf ?? null,
  capacity: act.capacity,
  role: act.role ?? null,
  at: act.at,
});

/** A mark, or a refused signature (`kind: 'signature'`). */
export const insertMark = async (
  tx: Tx,
  mark: Omit<Mark, 'kind'> & { readonly kind: MarkKind | 'signature' },
): Promise<void> => {
  const { kind, outcome, reason } = mark;
  await tx.sql('signing_marks').insert({ ...stored(tx, mark), kind, outcome, reason: reason ?? null });
};

export const insertSignature = async (tx: Tx, signature: Signature): Promise<void> => {
  await tx.sql('signing_signatures').insert({
    ...stored(tx, signature),
    batch_id: signature.batchId,
    opened_digest: signature.openedDigest,
    field: signature.field,
    certificate: JSON.stringify(signature.certificate),
    demo: signature.demo ? 1 : 0,
    stamp_page: signature.stampPage ?? null,
  });
};

const marksWhere = (tx: Tx, caseId: string) =>
  tx.sql<StoredMark>('signing_marks').where({ tenant: tx.tenant, case_id: caseId }).orderBy(['at', 'id']);

export const marksOn = async (tx: Tx, caseId: string): Promise<readonly Mark[]> => {
  const rows = await marksWhere(tx, caseId).whereNot({ kind: 'signature' });
  return rows.map((row) => ({
    ...givenBy(row),
    kind: row.kind as MarkKind,
    outcome: row.outcome as Mark['outcome'],
    reason: row.reason ?? undefined,
  }));
};

export const refusalsOf = async (tx: Tx, caseId: string): Promise<readonly Refused[]> => {
  const rows = await marksWhere(tx, caseId).where({ kind: 'signature' });
  return rows.map((row) => ({ ...givenBy(row), reason: row.reason ?? '' }));
};

const signatureOf = (row: StoredSignature): Signature => ({
  ...givenBy(row),
  batchId: row.batch_id,
  openedDigest: row.opened_digest,
  field: row.field,
  certificate: JSON.parse(row.certificate) as CertificateSummary,
  demo: row.demo === 1,
  stampPage: row.stamp_page ?? undefined,
});

const signatures = (tx: Tx) => tx.sql<StoredSignature>('signing_signatures').where({ tenant: tx.tenant });

export const signaturesOn = async (tx: Tx, documentId: string): Promise<readonly Signature[]> =>
  (await signatures(tx).where({ document_id: documentId }).orderBy('version')).map(signatureOf);

export const signaturesOfCase = async (tx: Tx, caseId: string): Promise<readonly Signature[]> =>
  (await signatures(tx).where({ case_id: caseId }).orderBy(['at', 'version', 'id'])).map(signatureOf);
