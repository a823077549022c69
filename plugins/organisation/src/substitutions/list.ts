import type { ActorId, Tx } from '@libro-firma/engine/plugin';
import type { SubstitutionRow } from '../store/substitutions.js';

export type SubstitutionState = 'planned' | 'inForce' | 'ended';

export interface SubstitutionFilter {
  readonly state?: SubstitutionState;
  /** From or to this person. */
  readonly person?: ActorId;
  /** Cursor: what the last row of the page before gave. */
  readonly after?: string;
  readonly limit: number;
}

export const stateOf = (row: SubstitutionRow, at: number): SubstitutionState => {
  if (row.valid_to !== null && row.valid_to <= Math.max(at, row.valid_from)) return 'ended';
  return row.valid_from > at ? 'planned' : 'inForce';
};

export const cursorAfter = (row: SubstitutionRow): string => `${row.valid_from}\n${row.id}`;

/** Newest first. */
export const pageOfSubstitutions = async (
  tx: Tx,
  at: number,
  filter: SubstitutionFilter,
): Promise<readonly SubstitutionRow[]> => {
  const query = tx
    .sql('organisation_substitution')
    .where('tenant', tx.tenant)
    .orderBy([
      { column: 'valid_from', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(filter.limit);
  const { person, state, after } = filter;
  if (person !== undefined) {
    void query.where((either) => void either.where('delegator', person).orWhere('delegate', person));
  }
  // A planned one that was called off has an empty period: `valid_to` is its `valid_from`.
  if (state === 'ended') {
    void query.where((end) => void end.where('valid_to', '<=', at).orWhere('valid_to', '<=', tx.sql.ref('valid_from')));
  } else if (state !== undefined) {
    void query.where('valid_from', state === 'planned' ? '>' : '<=', at);
    void query.where(
      (open) =>
        void open
          .whereNull('valid_to')
          .orWhere((later) => void later.where('valid_to', '>', at).where('valid_to', '>', tx.sql.ref('valid_from'))),
    );
  }
  if (after !== undefined) {
    const [from = '', id = ''] = after.split('\n');
    void query.where(
      (earlier) =>
        void earlier
          .where('valid_from', '<', Number(from))
          .orWhere((same) => void same.where('valid_from', Number(from)).where('id', '<', id)),
    );
  }
  return query;
};
