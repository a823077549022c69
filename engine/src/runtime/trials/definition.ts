import { createHash } from 'node:crypto';
import type { Graph } from '../../model/index.js';
import type { Tx } from '../../plugin/database.js';
import type { DefinitionRow } from '../definitions/definition-row.js';
import { saveDiagram } from '../definitions/deploy.js';

/**
 * Keeps a drawing so that trials of it can run. It is no version: it counts below zero, in no list, and cases are never
 * started with it in earnest. The same drawing again is the same one.
 *
 * @returns its id
 */
export const storeTrialDefinition = async (
  tx: Tx,
  { xml, actor }: { readonly xml: string; readonly actor: string },
  graph: Graph,
  newId: () => string,
): Promise<string> => {
  const { tenant, sql, now } = tx;
  const digest = createHash('sha256').update(xml).digest('base64url');
  const of = { tenant, process_id: graph.processId };
  const same = (await sql('lf_definition')
    .where({ ...of, digest, state: 'trial' })
    .first('id')) as { id: string } | undefined;
  if (same !== undefined) return same.id;
  await saveDiagram(tx, digest, xml);
  const lowest = (await sql('lf_definition').where(of).orderBy('version').first('version')) as
    { version: number } | undefined;
  const row: DefinitionRow = {
    id: newId(),
    process_id: graph.processId,
    version: Math.min(lowest?.version ?? 0, 0) - 1,
    name: graph.name,
    digest,
    state: 'trial',
    deployed_by: actor,
    deployed_at: now,
    published_by: null,
    published_at: null,
    reason: null,
  };
  await sql('lf_definition').insert({ tenant, ...row });
  return row.id;
};

/** Takes away the drawing of a trial that no case runs on any more, and its XML when nothing else has it. */
export const dropTrialDefinition = async ({ tenant, sql }: Tx, id: string): Promise<void> => {
  // Whoever is about to start a trial of it holds it, and is seen here afterwards; so is whoever stores the same drawing.
  const row = (await sql('lf_definition').where({ tenant, id, state: 'trial' }).forUpdate().first('digest')) as
    { digest: string } | undefined;
  if (row === undefined) return;
  const used: unknown = await sql('lf_instance').where({ tenant, definition_id: id }).first('id');
  if (used !== undefined) return;
  await sql('lf_definition').where({ tenant, id }).delete();
  const { digest } = row;
  await sql('lf_diagram').where({ tenant, digest }).forUpdate().first('digest');
  const shared: unknown = await sql('lf_definition').where({ tenant, digest }).first('id');
  if (shared === undefined) await sql('lf_diagram').where({ tenant, digest }).delete();
};
