import type { Tx } from '../../plugin/database.js';
import { readInstances } from '../reads/cases.js';
import { dropTrialDefinition } from './definition.js';

const BY_INSTANCE = [
  'lf_scope',
  'lf_task',
  'lf_task_candidate',
  'lf_job',
  'lf_timer',
  'lf_subscription',
  'lf_incident',
  'lf_journal',
] as const;

/** Removes an ended trial with all its rows, and its drawing when no other trial has it. */
export const forgetCase = async (tx: Tx, caseId: string): Promise<void> => {
  const { tenant, sql } = tx;
  const instances = await readInstances(tx, caseId);
  const ids = instances.map(({ id }) => id);
  for (const table of BY_INSTANCE) await sql(table).where({ tenant }).whereIn('instance', ids).delete();
  await sql('lf_case_group').where({ tenant, case_id: caseId }).delete();
  await sql('lf_instance').where({ tenant }).whereIn('id', ids).delete();
  for (const id of new Set(instances.map(({ definitionId }) => definitionId))) await dropTrialDefinition(tx, id);
};
