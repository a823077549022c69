import { startersIn, type DefinitionView, type Engine } from '@libro-firma/engine';
import type { Tx } from '@libro-firma/engine/plugin';
import { groupBy } from '../group-by.js';
import type { DrawingFacts } from './drawing-facts.js';
import { routeRow, routeRows, type RouteRow } from './route-rows.js';

/** A route: what the engine has of its versions, and what the modeler has of its draft. */
export interface RouteView {
  readonly id: string;
  readonly name: string;
  readonly sector: string | undefined;
  readonly state: 'draft' | 'published' | 'retired';
  readonly rev: number;
  readonly row: RouteRow | undefined;
  /** The newest first. */
  readonly versions: readonly DefinitionView[];
  readonly published: DefinitionView | undefined;
  /** Group keys. */
  readonly startableBy: readonly string[];
}

/** Who changed a route last, and when. */
export interface LastChange {
  readonly by: string;
  readonly at: number;
}

export interface RouteReads {
  all(tx: Tx): Promise<readonly RouteView[]>;
  one(tx: Tx, id: string): Promise<RouteView | undefined>;
}

/** A route's revision: both parts only grow, whoever publishes and by which way. */
export const revOf = (row: Pick<RouteRow, 'rev'> | undefined, versions: readonly DefinitionView[]): number =>
  (row?.rev ?? 0) + (versions[0]?.version ?? 0);

export const lastChangeOf = ({ row, versions }: Pick<RouteView, 'row' | 'versions'>): LastChange | undefined => {
  const [newest] = versions;
  const version = newest && {
    by: newest.publishedBy ?? newest.deployedBy,
    at: newest.publishedAt ?? newest.deployedAt,
  };
  return [row?.draft, row?.retired, version]
    .filter((change) => change !== undefined)
    .sort((one, other) => other.at - one.at)[0];
};

export const routeReads = (engine: Pick<Engine, 'definitions'>, facts: DrawingFacts): RouteReads => {
  const viewOf = async (
    tx: Tx,
    id: string,
    row: RouteRow | undefined,
    versions: readonly DefinitionView[],
  ): Promise<RouteView> => {
    const published = versions.find(({ state }) => state === 'published');
    const retired = versions.find(({ state }) => state === 'retired');
    const shown = published ?? retired ?? (row?.draft === undefined ? versions[0] : undefined);
    const said = shown === undefined ? undefined : await facts.of(tx, shown);
    const sector = shown === undefined ? row?.draft?.sector : said?.properties['sector'];
    return {
      id,
      name: shown?.name ?? row?.draft?.name ?? id,
      sector: sector === '' ? undefined : sector,
      state: published !== undefined ? 'published' : retired !== undefined ? 'retired' : 'draft',
      rev: revOf(row, versions),
      row,
      versions,
      published,
      startableBy: startersIn(shown === undefined ? row?.draft?.startableBy : said?.properties['startableBy']),
    };
  };

  return {
    all: async (tx) => {
      const rows = new Map((await routeRows(tx)).map((row) => [row.id, row]));
      const deployed = groupBy(await engine.definitions(tx), ({ processId }) => processId);
      const views: RouteView[] = [];
      for (const id of new Set([...rows.keys(), ...deployed.keys()]))
        views.push(await viewOf(tx, id, rows.get(id), deployed.get(id) ?? []));
      return views;
    },
    one: async (tx, id) => {
      const row = await routeRow(tx, id);
      const versions = await engine.definitions(tx, id);
      return row === undefined && versions.length === 0 ? undefined : viewOf(tx, id, row, versions);
    },
  };
};
