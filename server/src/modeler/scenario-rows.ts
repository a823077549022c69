import type { Tx } from '@libro-firma/engine/plugin';

/** How many scenarios each route keeps. */
export const scenarioCounts = async (tx: Tx): Promise<ReadonlyMap<string, number>> => {
  const rows = (await tx
    .sql('server_scenario')
    .where({ tenant: tx.tenant })
    .groupBy('route')
    .select('route', tx.sql.raw('count(*) as n'))) as readonly { route: string; n: number | string }[];
  return new Map(rows.map(({ route, n }) => [route, Number(n)]));
};
