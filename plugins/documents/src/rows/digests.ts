import type { Tx } from '@libro-firma/engine/plugin';

/** Which of the digests some row names. */
export const knownDigests = async (tx: Tx, digests: readonly string[]): Promise<ReadonlySet<string>> => {
  const known = new Set<string>();
  for (const table of ['documents_versions', 'documents_uploads']) {
    const rows = (await tx
      .sql(table)
      .distinct('digest')
      .where('tenant', tx.tenant)
      .whereIn('digest', [...digests])) as { digest: string }[];
    for (const { digest } of rows) known.add(digest);
  }
  return known;
};
