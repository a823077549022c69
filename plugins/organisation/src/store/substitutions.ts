import type { ActorId, Tx } from '@libro-firma/engine/plugin';
import { readScope } from '../directory/scope.js';
import type { Substitution, SubstitutionKind } from '../ports.js';
import { holdingAt, periodOf, periodRow, type PeriodRow } from './sql.js';

export interface SubstitutionRow extends PeriodRow {
  readonly id: string;
  readonly kind: SubstitutionKind;
  readonly delegator: string;
  readonly delegate: string;
  readonly scope: string;
  readonly act_ref: string | null;
  readonly created_by: string | null;
  readonly created_at: number;
  readonly ended_by: string | null;
  readonly ended_at: number | null;
}

export const substitutionOf = (row: SubstitutionRow): Substitution => ({
  id: row.id,
  kind: row.kind,
  from: row.delegator,
  to: row.delegate,
  scope: readScope(row.scope),
  ...periodOf(row),
  ...(row.act_ref === null ? {} : { actRef: row.act_ref }),
});

export const substitutionRow = (substitution: Substitution) => ({
  id: substitution.id,
  kind: substitution.kind,
  delegator: substitution.from,
  delegate: substitution.to,
  scope: JSON.stringify(substitution.scope),
  act_ref: substitution.actRef ?? null,
  ...periodRow(substitution),
});

export const findSubstitution = async (tx: Tx, id: string): Promise<SubstitutionRow | undefined> =>
  tx.sql('organisation_substitution').where({ tenant: tx.tenant, id }).first();

/** In force at that instant. */
export const listSubstitutions = async (
  tx: Tx,
  at: number,
  filter: { readonly from?: ActorId; readonly to?: ActorId },
): Promise<readonly Substitution[]> => {
  const query = tx
    .sql('organisation_substitution')
    .where('tenant', tx.tenant)
    .modify(holdingAt(at))
    .orderBy(['valid_from', 'id']);
  if (filter.from !== undefined) void query.where('delegator', filter.from);
  if (filter.to !== undefined) void query.where('delegate', filter.to);
  const rows: readonly SubstitutionRow[] = await query;
  return rows.map(substitutionOf);
};
