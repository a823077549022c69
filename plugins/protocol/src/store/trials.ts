import type { Tx } from '@libro-firma/engine/plugin';
import type { Registration } from '../ports.js';

interface TrialRow {
  readonly registration: string;
  readonly segnatura: Uint8Array | null;
}

/** Ids of trial registrations begin so: they stand in a table of their own, which no register and no figure reads. */
const PREFIX = 'prova-';

export const trialId = (id: string): string => `${PREFIX}${id}`;
export const isTrialId = (id: string): boolean => id.startsWith(PREFIX);

const trialOf = (row: TrialRow): Registration => JSON.parse(row.registration) as Registration;

const rowsWhere = async (tx: Tx, where: Record<string, string>): Promise<readonly Registration[]> =>
  (
    (await tx
      .sql('protocol_trial')
      .where({ tenant: tx.tenant, ...where })
      .orderBy('registered_at')
      .orderBy('id')) as TrialRow[]
  ).map(trialOf);

export const trialById = async (tx: Tx, id: string): Promise<Registration | undefined> =>
  (await rowsWhere(tx, { id }))[0];

export const trialByJob = async (tx: Tx, jobKey: string): Promise<Registration | undefined> =>
  (await rowsWhere(tx, { job_key: jobKey }))[0];

export const trialsOfCase = (tx: Tx, caseId: string): Promise<readonly Registration[]> =>
  rowsWhere(tx, { case_id: caseId });

export const trialSegnaturaOf = async (tx: Tx, id: string): Promise<Uint8Array | undefined> => {
  const row = (await tx.sql('protocol_trial').where({ tenant: tx.tenant, id }).first('segnatura')) as
    Pick<TrialRow, 'segnatura'> | undefined;
  return row?.segnatura ?? undefined;
};

export const insertTrial = async (
  tx: Tx,
  registration: Registration,
  jobKey: string,
  segnatura: Uint8Array | undefined,
): Promise<void> => {
  await tx.sql('protocol_trial').insert({
    tenant: tx.tenant,
    id: registration.id,
    case_id: registration.caseId,
    job_key: jobKey,
    registered_at: registration.at,
    main_digest: registration.documents[0]?.digest ?? '',
    registration: JSON.stringify(registration),
    segnatura: segnatura === undefined ? null : Buffer.from(segnatura),
  });
};
