import type { Tx } from '@libro-firma/engine/plugin';
import type { Ending, PlayedStep } from './played-step.js';

/** A trial that was kept: played again before each publication of its route. */
export interface Scenario {
  readonly id: string;
  readonly name: string;
  readonly by: string;
  readonly at: number;
  readonly steps: readonly PlayedStep[];
  readonly end: Ending;
}

interface Stored {
  readonly id: string;
  readonly name: string;
  readonly kept_by: string;
  readonly kept_at: number;
  readonly steps: string;
  readonly ending: string;
}

const scenarioOf = (row: Stored): Scenario => ({
  id: row.id,
  name: row.name,
  by: row.kept_by,
  at: Number(row.kept_at),
  steps: JSON.parse(row.steps) as PlayedStep[],
  end: JSON.parse(row.ending) as Ending,
});

const table = (tx: Tx) => tx.sql('server_scenario').where({ tenant: tx.tenant });

/** How many scenarios each route keeps. */
export const scenarioCounts = async (tx: Tx): Promise<ReadonlyMap<string, number>> => {
  const rows = (await table(tx).groupBy('route').select('route', tx.sql.raw('count(*) as n'))) as readonly {
    route: string;
    n: number | string;
  }[];
  return new Map(rows.map(({ route, n }) => [route, Number(n)]));
};

/** The oldest first. */
export const scenariosOf = async (tx: Tx, route: string): Promise<readonly Scenario[]> =>
  ((await table(tx).where({ route }).orderBy(['kept_at', 'id'])) as readonly Stored[]).map(scenarioOf);

export const scenarioById = async (tx: Tx, route: string, id: string): Promise<Scenario | undefined> => {
  const row = (await table(tx).where({ route, id }).first()) as Stored | undefined;
  return row && scenarioOf(row);
};

export const insertScenario = async (tx: Tx, route: string, scenario: Scenario): Promise<void> => {
  await tx.sql('server_scenario').insert({
    tenant: tx.tenant,
    route,
    id: scenario.id,
    name: scenario.name,
    kept_by: scenario.by,
    kept_at: scenario.at,
    steps: JSON.stringify(scenario.steps),
    ending: JSON.stringify(scenario.end),
  });
};

/** @returns false when there is none */
export const deleteScenario = async (tx: Tx, route: string, id: string): Promise<boolean> =>
  (await table(tx).where({ route, id }).delete()) > 0;
