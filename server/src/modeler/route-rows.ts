import type { ProcessFacts } from '@libro-firma/engine';
import type { Tx } from '@libro-firma/engine/plugin';

/** A route's row, without the XML of its draft. */
export interface RouteRow {
  readonly id: string;
  readonly rev: number;
  readonly draft: DraftFacts | undefined;
  readonly retired: { readonly by: string; readonly at: number; readonly reason: string } | undefined;
}

export interface DraftFacts {
  readonly name: string;
  /** `undefined` when the drawing does not say. */
  readonly sector: string | undefined;
  readonly startableBy: string;
  readonly by: string;
  readonly at: number;
}

interface Stored {
  readonly id: string;
  readonly rev: number;
  readonly draft_name: string | null;
  readonly draft_sector: string | null;
  readonly draft_startable_by: string | null;
  readonly draft_by: string | null;
  readonly draft_at: number | null;
  readonly retired_by: string | null;
  readonly retired_at: number | null;
  readonly retired_reason: string | null;
}

const COLUMNS = [
  'id',
  'rev',
  'draft_name',
  'draft_sector',
  'draft_startable_by',
  'draft_by',
  'draft_at',
  'retired_by',
  'retired_at',
  'retired_reason',
] as const satisfies readonly (keyof Stored)[];

const rowOf = (stored: Stored): RouteRow => ({
  id: stored.id,
  rev: Number(stored.rev),
  draft:
    stored.draft_by === null || stored.draft_at === null
      ? undefined
      : {
          name: stored.draft_name ?? '',
          sector: stored.draft_sector ?? undefined,
          startableBy: stored.draft_startable_by ?? '',
          by: stored.draft_by,
          at: Number(stored.draft_at),
        },
  retired:
    stored.retired_by === null || stored.retired_at === null
      ? undefined
      : { by: stored.retired_by, at: Number(stored.retired_at), reason: stored.retired_reason ?? '' },
});

const table = (tx: Tx) => tx.sql('server_route').where({ tenant: tx.tenant });

export const routeRows = async (tx: Tx): Promise<readonly RouteRow[]> =>
  ((await table(tx).select(...COLUMNS)) as readonly Stored[]).map(rowOf);

export const routeRow = async (tx: Tx, id: string): Promise<RouteRow | undefined> => {
  const stored = (await table(tx)
    .where({ id })
    .first(...COLUMNS)) as Stored | undefined;
  return stored && rowOf(stored);
};

export const draftXml = async (tx: Tx, id: string): Promise<string | undefined> => {
  const stored = (await table(tx).where({ id }).first('draft_xml')) as { draft_xml: string | null } | undefined;
  return stored?.draft_xml ?? undefined;
};

/** @returns false when there is one with this id already */
export const insertRoute = async (tx: Tx, id: string, by: string): Promise<boolean> => {
  const inserted = (await tx
    .sql('server_route')
    .insert({ tenant: tx.tenant, id, rev: 0, created_by: by, created_at: tx.now })
    .onConflict(['tenant', 'id'])
    .ignore()
    .returning('id')) as readonly unknown[];
  return inserted.length > 0;
};

/** The row, kept from being changed by anybody else until the transaction ends. */
export const lockRoute = async (tx: Tx, id: string): Promise<RouteRow | undefined> => {
  const stored = (await table(tx)
    .where({ id })
    .forUpdate()
    .first(...COLUMNS)) as Stored | undefined;
  return stored && rowOf(stored);
};

export const keepDraft = async (
  tx: Tx,
  row: Pick<RouteRow, 'id' | 'rev'>,
  draft: { readonly xml: string; readonly facts: ProcessFacts; readonly by: string },
): Promise<void> => {
  const { name, id, properties } = draft.facts;
  await table(tx)
    .where({ id: row.id })
    .update({
      rev: row.rev + 1,
      draft_xml: draft.xml,
      draft_name: name === '' ? id : name,
      draft_sector: properties['sector'] ?? null,
      draft_startable_by: properties['startableBy'] ?? '',
      draft_by: draft.by,
      draft_at: tx.now,
    });
};

const NO_DRAFT = {
  draft_xml: null,
  draft_name: null,
  draft_sector: null,
  draft_startable_by: null,
  draft_by: null,
  draft_at: null,
} as const;

const NOT_RETIRED = { retired_by: null, retired_at: null, retired_reason: null } as const;

export const clearDraft = async (tx: Tx, row: Pick<RouteRow, 'id' | 'rev'>): Promise<void> => {
  await table(tx)
    .where({ id: row.id })
    .update({ ...NO_DRAFT, rev: row.rev + 1 });
};

/** The draft became a version. */
export const markPublished = async (tx: Tx, row: Pick<RouteRow, 'id' | 'rev'>): Promise<void> => {
  await table(tx)
    .where({ id: row.id })
    .update({ ...NO_DRAFT, ...NOT_RETIRED, rev: row.rev + 1 });
};

export const markRetired = async (
  tx: Tx,
  row: Pick<RouteRow, 'id' | 'rev'>,
  by: string,
  reason: string,
): Promise<void> => {
  await table(tx)
    .where({ id: row.id })
    .update({ rev: row.rev + 1, retired_by: by, retired_at: tx.now, retired_reason: reason });
};

export const deleteRoute = async (tx: Tx, id: string): Promise<void> => {
  await table(tx).where({ id }).delete();
  await tx.sql('server_scenario').where({ tenant: tx.tenant, route: id }).delete();
};
