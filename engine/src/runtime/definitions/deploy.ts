import { createHash } from 'node:crypto';
import type { Graph } from '../../model/index.js';
import type { Tx } from '../../plugin/database.js';
import { notFound } from '../errors.js';
import { armStarts } from './arm-starts.js';
import { definitionView, type DefinitionRow, type DefinitionView } from './definition-row.js';

export interface Deployment {
  readonly xml: string;
  readonly actor: string;
  /** Cases are started with it from now on. */
  readonly publish: boolean;
  /** What has changed and why, for those who look at the versions. */
  readonly reason?: string;
  /** Runs in the transaction that stores the versions, after it has; what it throws keeps them from being stored. */
  readonly write?: (tx: Tx, views: readonly DefinitionView[]) => Promise<void>;
}

/** Stores a checked diagram as the next version of each of its processes. The same diagram again changes nothing. */
export const deploy = async (
  tx: Tx,
  deployment: Deployment,
  graphs: readonly Graph[],
  newId: () => string,
): Promise<readonly DefinitionView[]> => {
  const digest = createHash('sha256').update(deployment.xml).digest('base64url');
  await saveDiagram(tx, digest, deployment.xml);
  const views: DefinitionView[] = [];
  for (const graph of graphs) views.push(await store(tx, deployment, graph, digest, newId));
  await deployment.write?.(tx, views);
  return views;
};

/** The XML is kept once, whoever has it. Written even where it is there: nobody may take it away meanwhile. */
export const saveDiagram = async (tx: Tx, digest: string, xml: string): Promise<void> => {
  await tx
    .sql('lf_diagram')
    .insert({ tenant: tx.tenant, digest, xml })
    .onConflict(['tenant', 'digest'])
    .merge(['digest']);
};

const store = async (
  tx: Tx,
  { actor, publish, reason }: Deployment,
  graph: Graph,
  digest: string,
  newId: () => string,
): Promise<DefinitionView> => {
  const { tenant, sql, now } = tx;
  const newest = (await sql('lf_definition')
    .where({ tenant, process_id: graph.processId })
    .whereNot({ state: 'trial' })
    .orderBy('version', 'desc')
    .first()) as DefinitionRow | undefined;
  if (newest?.digest === digest) {
    if (!publish || newest.state === 'published') return definitionView(newest);
    return publishRow(tx, newest, graph, actor, reason);
  }
  const row: DefinitionRow = {
    id: newId(),
    process_id: graph.processId,
    version: (newest?.version ?? 0) + 1,
    name: graph.name,
    digest,
    state: 'draft',
    deployed_by: actor,
    deployed_at: now,
    published_by: null,
    published_at: null,
    reason: reason ?? null,
  };
  await sql('lf_definition').insert({ tenant, ...row });
  return publish ? publishRow(tx, row, graph, actor, reason) : definitionView(row);
};

export const storedDiagram = async (
  tx: Tx,
  definitionId: string,
): Promise<(DefinitionRow & { readonly xml: string }) | undefined> =>
  (await tx
    .sql('lf_definition as d')
    .join('lf_diagram as g', (on) => on.on('g.tenant', 'd.tenant').on('g.digest', 'd.digest'))
    .where({ 'd.tenant': tx.tenant, 'd.id': definitionId })
    .first('d.*', 'g.xml')) as (DefinitionRow & { readonly xml: string }) | undefined;

/** Makes a stored version, checked again, the one that cases are started with. */
export const publish = (
  tx: Tx,
  row: DefinitionRow,
  graphs: readonly Graph[],
  by: { readonly actor: string; readonly reason?: string },
): Promise<DefinitionView> => {
  const graph = graphs.find((candidate) => candidate.processId === row.process_id);
  if (graph === undefined) throw notFound('definition', row.id);
  return publishRow(tx, row, graph, by.actor, by.reason);
};

const publishRow = async (
  tx: Tx,
  row: DefinitionRow,
  graph: Graph,
  actor: string,
  reason: string | undefined,
): Promise<DefinitionView> => {
  const { tenant, sql, now } = tx;
  const change = { state: 'published' as const, published_by: actor, published_at: now, reason: reason ?? row.reason };
  await sql('lf_definition')
    .where({ tenant, process_id: row.process_id, state: 'published' })
    .update({ state: 'superseded' });
  await sql('lf_definition').where({ tenant, id: row.id }).update(change);
  await armStarts(tx, row, graph);
  return definitionView({ ...row, ...change });
};

/** The published version is the last one: nothing starts with it any more. */
export const retire = async (
  tx: Tx,
  processId: string,
  write?: (tx: Tx, view: DefinitionView) => Promise<void>,
): Promise<DefinitionView> => {
  const { tenant, sql } = tx;
  const of = { tenant, process_id: processId };
  const row = (await sql('lf_definition')
    .where({ ...of, state: 'published' })
    .first()) as DefinitionRow | undefined;
  if (row === undefined) throw notFound('process', processId);
  await sql('lf_definition').where({ tenant, id: row.id }).update({ state: 'retired' });
  await sql('lf_message_start').where(of).delete();
  await sql('lf_start_timer').where(of).delete();
  const view = definitionView({ ...row, state: 'retired' });
  await write?.(tx, view);
  return view;
};
