import type { ActorId, ActorSummary, Tx } from '@libro-firma/engine/plugin';

/** Names and addresses, of those who left too; by name. Who is unknown is left out. */
export const describe = async (tx: Tx, actors: readonly ActorId[]): Promise<readonly ActorSummary[]> => {
  if (actors.length === 0) return [];
  const rows: readonly { id: string; given_name: string; family_name: string; email: string }[] = await tx
    .sql('organisation_person')
    .select('id', 'given_name', 'family_name', 'email')
    .where('tenant', tx.tenant)
    .whereIn('id', [...new Set(actors)])
    .orderBy(['search', 'id']);
  return rows.map((row) => ({ id: row.id, name: `${row.given_name} ${row.family_name}`, email: row.email }));
};
