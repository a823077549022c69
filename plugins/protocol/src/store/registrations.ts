import type { Tx } from '@libro-firma/engine/plugin';
import { numberLabel } from '../label.js';
import type { Correspondent, Direction, RegisteredDocument, Registration, RegistryArea } from '../ports.js';
import { textKey } from '../text-key.js';
import { caseFilesById } from './classes.js';
import {
  addAssignment,
  addClassification,
  assignmentOf,
  classificationOf,
  voidingOf,
  type AssignmentRow,
  type ClassificationRow,
  type CurrentRow,
  type NewAssignment,
  type NewClassification,
  type VoidingRow,
} from './histories.js';
import type { RegisterRow } from './registers.js';

export interface RegistrationRow {
  readonly id: string;
  readonly register: string;
  readonly year: number;
  readonly number: number;
  readonly registered_at: number;
  readonly registered_on: string;
  readonly direction: Direction;
  readonly subject: string;
  readonly sender: string;
  readonly recipients: string;
  readonly area: string;
  readonly sender_number: string | null;
  readonly sender_date: string | null;
  readonly operator: string;
  readonly case_id: string;
  readonly confidential: number;
  readonly demo: number;
  readonly main_digest: string;
  readonly segnatura_digest: string;
  readonly job_key: string;
}

interface DocumentRow {
  readonly registration: string;
  readonly position: number;
  readonly document_id: string;
  readonly version: number;
  readonly name: string;
  readonly media_type: string;
  readonly digest: string;
  readonly size: number;
  readonly signed: number;
}

const documentOf = (row: DocumentRow): RegisteredDocument => ({
  position: row.position,
  documentId: row.document_id,
  version: row.version,
  name: row.name,
  mediaType: row.media_type,
  digest: row.digest,
  size: row.size,
  signed: row.signed === 1,
});

const grouped = <R extends { readonly registration: string }>(rows: readonly R[]): ReadonlyMap<string, R[]> => {
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const group = groups.get(row.registration);
    if (group === undefined) groups.set(row.registration, [row]);
    else group.push(row);
  }
  return groups;
};

/** The rows with all that belongs to them, in their order. A fixed number of queries, however many rows. */
export const complete = async (tx: Tx, rows: readonly RegistrationRow[]): Promise<readonly Registration[]> => {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const of = <R>(table: string): Promise<R[]> =>
    tx.sql(table).where({ tenant: tx.tenant }).whereIn('registration', ids) as unknown as Promise<R[]>;
  const present = <R>(table: string, n: 'classification_n' | 'assignment_n'): Promise<R[]> =>
    tx
      .sql(`${table} as h`)
      .join('protocol_current as c', (on) => {
        void on.on('c.tenant', 'h.tenant').andOn('c.registration', 'h.registration').andOn(`c.${n}`, 'h.n');
      })
      .where({ 'h.tenant': tx.tenant })
      .whereIn('h.registration', ids)
      .select('h.*') as unknown as Promise<R[]>;
  const documents = grouped(await of<DocumentRow>('protocol_document'));
  const voidings = new Map((await of<VoidingRow>('protocol_voiding')).map((row) => [row.registration, row]));
  const classes = await present<ClassificationRow>('protocol_classification', 'classification_n');
  const assignments = await present<AssignmentRow>('protocol_assignment', 'assignment_n');
  const files = await caseFilesById(
    tx,
    classes.flatMap((row) => row.case_file ?? []),
  );
  const registers = new Map(
    ((await tx.sql('protocol_register').where({ tenant: tx.tenant })) as RegisterRow[]).map((row) => [row.id, row]),
  );
  const classOf = new Map(classes.map((row) => [row.registration, row]));
  const assignmentFor = new Map(assignments.map((row) => [row.registration, row]));
  return rows.map((row) => {
    const register = registers.get(row.register);
    const classification = classOf.get(row.id);
    const assignment = assignmentFor.get(row.id);
    if (register === undefined || classification === undefined || assignment === undefined) {
      throw new Error(`registration ${row.id} lacks its register, classification or assignment`);
    }
    const voiding = voidings.get(row.id);
    return {
      id: row.id,
      register: { id: register.id, code: register.code, name: register.description, kind: register.kind },
      area: JSON.parse(row.area) as RegistryArea,
      year: row.year,
      number: row.number,
      label: numberLabel(row.number, row.year),
      at: row.registered_at,
      date: row.registered_on,
      direction: row.direction,
      subject: row.subject,
      sender: JSON.parse(row.sender) as Correspondent,
      recipients: JSON.parse(row.recipients) as Correspondent[],
      senderNumber: row.sender_number ?? undefined,
      senderDate: row.sender_date ?? undefined,
      documents: (documents.get(row.id) ?? []).map(documentOf).sort((a, b) => a.position - b.position),
      operator: row.operator,
      caseId: row.case_id,
      confidential: row.confidential === 1,
      trial: false,
      demo: row.demo === 1,
      segnaturaDigest: row.segnatura_digest,
      classification: classificationOf(classification, files),
      assignment: assignmentOf(assignment),
      voiding: voiding && voidingOf(voiding),
    };
  });
};

const rowsWhere = async (tx: Tx, where: Partial<RegistrationRow>): Promise<readonly Registration[]> =>
  complete(
    tx,
    (await tx
      .sql('protocol_registration')
      .where({ tenant: tx.tenant, ...where })
      .orderBy('registered_at')
      .orderBy('id')) as RegistrationRow[],
  );

export const registrationById = async (tx: Tx, id: string): Promise<Registration | undefined> =>
  (await rowsWhere(tx, { id }))[0];

export const registrationByJob = async (tx: Tx, jobKey: string): Promise<Registration | undefined> =>
  (await rowsWhere(tx, { job_key: jobKey }))[0];

/** Of a case, oldest first. */
export const registrationsOfCase = (tx: Tx, caseId: string): Promise<readonly Registration[]> =>
  rowsWhere(tx, { case_id: caseId });

export interface Segnatura {
  readonly xml: Uint8Array;
  /** SHA-256, hexadecimal. */
  readonly digest: string;
}

/** What a registration is made of; the changing part begins with `n` = 1 of both histories. */
export interface NewRegistration {
  readonly registration: Omit<Registration, 'classification' | 'assignment' | 'voiding' | 'trial' | 'segnaturaDigest'>;
  readonly segnatura: Segnatura;
  readonly jobKey: string;
  readonly classification: NewClassification;
  readonly assignment: NewAssignment;
}

/** Writes the parts first and the registration last: the database refuses one that is not complete. */
export const insertRegistration = async (tx: Tx, entry: NewRegistration): Promise<void> => {
  const { registration, segnatura, jobKey } = entry;
  const { id, at } = registration;
  const key = { tenant: tx.tenant, registration: id };
  await tx.sql('protocol_document').insert(
    registration.documents.map((document) => ({
      ...key,
      position: document.position,
      document_id: document.documentId,
      version: document.version,
      name: document.name,
      media_type: document.mediaType,
      digest: document.digest,
      size: document.size,
      signed: document.signed ? 1 : 0,
    })),
  );
  await tx.sql('protocol_segnatura').insert({ ...key, xml: Buffer.from(segnatura.xml), digest: segnatura.digest });
  await tx.sql('protocol_registration').insert({
    tenant: tx.tenant,
    id,
    register: registration.register.id,
    year: registration.year,
    number: registration.number,
    registered_at: at,
    registered_on: registration.date,
    direction: registration.direction,
    subject: registration.subject,
    subject_key: textKey(registration.subject),
    sender: JSON.stringify(registration.sender),
    recipients: JSON.stringify(registration.recipients),
    recipients_key: registration.recipients.map(({ name }) => textKey(name)).join(' '),
    area: JSON.stringify(registration.area),
    sender_number: registration.senderNumber ?? null,
    sender_date: registration.senderDate ?? null,
    operator: registration.operator,
    case_id: registration.caseId,
    confidential: registration.confidential ? 1 : 0,
    demo: registration.demo ? 1 : 0,
    documents: registration.documents.length,
    main_digest: registration.documents[0]?.digest ?? '',
    segnatura_digest: segnatura.digest,
    job_key: jobKey,
  });
  await addClassification(tx, id, 1, entry.classification, at);
  await addAssignment(tx, id, 1, entry.assignment, at);
  const current: CurrentRow = {
    registration: id,
    class: entry.classification.classification,
    case_file: entry.classification.caseFile ?? null,
    office: entry.assignment.office ?? null,
    classification_n: 1,
    assignment_n: 1,
    voided: 0,
  };
  await tx.sql('protocol_current').insert({ tenant: tx.tenant, ...current });
};

export const segnaturaOf = async (tx: Tx, registration: string): Promise<Segnatura | undefined> =>
  (await tx.sql('protocol_segnatura').where({ tenant: tx.tenant, registration }).first('xml', 'digest')) as
    Segnatura | undefined;
