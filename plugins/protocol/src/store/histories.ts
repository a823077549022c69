import type { ActorId, Tx } from '@libro-firma/engine/plugin';
import { refuse } from '../errors.js';
import type { AssignmentChange, CaseFile, ClassificationChange, Voiding } from '../ports.js';
import { caseFilesById } from './classes.js';

export interface ClassificationRow {
  readonly registration: string;
  readonly n: number;
  readonly class: string;
  readonly title: string;
  readonly case_file: string | null;
  readonly changed_by: string;
  readonly changed_at: number;
  readonly reason: string | null;
}

export interface AssignmentRow {
  readonly registration: string;
  readonly n: number;
  readonly office: string | null;
  readonly office_name: string | null;
  readonly person: string | null;
  readonly changed_by: string;
  readonly changed_at: number;
  readonly reason: string | null;
}

export interface VoidingRow {
  readonly registration: string;
  readonly voided_at: number;
  readonly voided_by: string;
  readonly act: string;
  readonly reason: string;
}

export interface CurrentRow {
  readonly registration: string;
  readonly class: string;
  readonly case_file: string | null;
  readonly office: string | null;
  readonly classification_n: number;
  readonly assignment_n: number;
  readonly voided: number;
}

export const classificationOf = (
  row: ClassificationRow,
  files: ReadonlyMap<string, CaseFile>,
): ClassificationChange => {
  const file = row.case_file === null ? undefined : files.get(row.case_file);
  return {
    n: row.n,
    classification: row.class,
    title: row.title,
    caseFile: file && { id: file.id, code: file.code, title: file.title },
    by: row.changed_by,
    at: row.changed_at,
    reason: row.reason ?? undefined,
  };
};

export const assignmentOf = (row: AssignmentRow): AssignmentChange => ({
  n: row.n,
  office: row.office ?? undefined,
  officeName: row.office_name ?? undefined,
  person: row.person ?? undefined,
  by: row.changed_by,
  at: row.changed_at,
  reason: row.reason ?? undefined,
});

export const voidingOf = (row: VoidingRow): Voiding => ({
  at: row.voided_at,
  by: row.voided_by,
  act: row.act,
  reason: row.reason,
});

export interface Histories {
  readonly classification: readonly ClassificationChange[];
  readonly assignment: readonly AssignmentChange[];
}

/** Everything that a registration was classified under and assigned to, oldest first. */
export const historiesOf = async (tx: Tx, registration: string): Promise<Histories> => {
  const of = { tenant: tx.tenant, registration };
  const classes = (await tx.sql('protocol_classification').where(of).orderBy('n')) as ClassificationRow[];
  const assignments = (await tx.sql('protocol_assignment').where(of).orderBy('n')) as AssignmentRow[];
  const files = await caseFilesById(
    tx,
    classes.flatMap((row) => row.case_file ?? []),
  );
  return {
    classification: classes.map((row) => classificationOf(row, files)),
    assignment: assignments.map(assignmentOf),
  };
};

/** The registration as it stands, held until the transaction ends. */
export const lockCurrent = async (tx: Tx, registration: string): Promise<CurrentRow> => {
  const row = await tx.sql('protocol_current').where({ tenant: tx.tenant, registration }).forUpdate().first();
  if (row === undefined) throw refuse('not-found');
  return row as CurrentRow;
};

export interface NewClassification {
  readonly classification: string;
  readonly title: string;
  readonly caseFile: string | undefined;
  readonly by: ActorId;
  readonly reason: string | undefined;
}

export const addClassification = async (
  tx: Tx,
  registration: string,
  n: number,
  change: NewClassification,
  at: number,
): Promise<void> => {
  await tx.sql('protocol_classification').insert({
    tenant: tx.tenant,
    registration,
    n,
    class: change.classification,
    title: change.title,
    case_file: change.caseFile ?? null,
    changed_by: change.by,
    changed_at: at,
    reason: change.reason ?? null,
  });
};

export interface NewAssignment {
  readonly office: string | undefined;
  readonly officeName: string | undefined;
  readonly person: ActorId | undefined;
  readonly by: ActorId;
  readonly reason: string | undefined;
}

export const addAssignment = async (
  tx: Tx,
  registration: string,
  n: number,
  change: NewAssignment,
  at: number,
): Promise<void> => {
  await tx.sql('protocol_assignment').insert({
    tenant: tx.tenant,
    registration,
    n,
    office: change.office ?? null,
    office_name: change.officeName ?? null,
    person: change.person ?? null,
    changed_by: change.by,
    changed_at: at,
    reason: change.reason ?? null,
  });
};

export const updateCurrent = async (
  tx: Tx,
  registration: string,
  change: Partial<Omit<CurrentRow, 'registration'>>,
): Promise<void> => {
  await tx.sql('protocol_current').where({ tenant: tx.tenant, registration }).update(change);
};
