import type { EngineDatabase } from '../../store/index.js';

/**
 * Jobs that were leased to this node when it ended are nobody's now. One process at a time runs on SQLite, so there all
 * leases are; on PostgreSQL those of a node that has kept its name.
 */
export const voidLeases = async (
  database: EngineDatabase,
  tenants: readonly string[],
  node: string | undefined,
): Promise<void> => {
  if (database.dialect === 'postgres' && node === undefined) return;
  for (const tenant of tenants) {
    await database.write(tenant, (tx) => {
      const leased = tx.sql('lf_job').where({ tenant }).whereNotNull('lease').where('due_at', '>', 0);
      if (database.dialect === 'postgres') void leased.where('lease', 'like', `${node}/%`);
      return leased.update({ due_at: 0 });
    });
  }
};
