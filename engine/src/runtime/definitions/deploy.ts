import { createHash } from 'node:crypto';
import { readTimer, type Graph, type StartEvent } from '../../model/index.js';
import type { Tx } from '../../plugin/database.js';
import { LibroFirmaError } from '../../plugin/errors.js';
import type { Json } from '../../plugin/json.js';
import { notFound } from '../errors.js';
import type { Checked } from './check.js';
import type { DefinitionProblem, SurroundingsCode } from './problem.js';

export interface DefinitionView {
  readonly id: string;
  readonly processId: string;
  readonly version: number;
  readonly name: string;
  /**
   * superseded: published once, and followed by a newer version; its cases go on with it. retired: it was the last one
   * published, and no case is started with it any more.
   */
  readonly state: 'draft' | 'published' | 'superseded' | 'retired';
  readonly deployedBy: string;
  readonly deployedAt: number;
  readonly publishedBy: string | undefined;
  readonly publishedAt: number | undefined;
  readonly reason: string | undefined;
}

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

export interface DefinitionRow {
  readonly id: string;
  readonly process_id: string;
  readonly version: number;
  readonly name: string;
  readonly digest: string;
  /** trial: kept for trials of a drawing; no version, and in no list. */
  readonly state: DefinitionView['state'] | 'trial';
  readonly deployed_by: string;
  readonly deployed_at: number;
  readonly published_by: string | null;
  readonly published_at: number | null;
  readonly reason: string | null;
}

export const definitionView = (row: DefinitionRow): DefinitionView => ({
  id: row.id,
  processId: row.process_id,
  version: row.version,
  name: row.name,
  state: row.state === 'trial' ? 'draft' : row.state,
  deployedBy: row.deployed_by,
  deployedAt: row.deployed_at,
  publishedBy: row.published_by ?? undefined,
  publishedAt: row.published_at ?? undefined,
  reason: row.reason ?? undefined,
});

/** What the diagram is meant for: the more earnest, the less may be wrong with it. */
export type Purpose = 'publish' | 'draft' | 'trial';

/** Wrong in earnest, and yet a trial can show how the route runs, or where it stops. */
const TRIABLE: ReadonlySet<string> = new Set<SurroundingsCode>([
  'group-unknown',
  'step-unavailable',
  'nobody-holds',
  'nobody-starts',
  'called-unpublished',
  'rejection-ignored',
  'rejection-nowhere',
  'rejection-silent',
]);

const hinders = ({ severity, code }: DefinitionProblem, purpose: Purpose): boolean => {
  if (severity !== 'error') return false;
  if (purpose === 'draft') return code !== 'step-unavailable';
  // Rules of plugins bear the plugin's name before a dot.
  return purpose === 'publish' || !(TRIABLE.has(code) || code.includes('.'));
};

/**
 * Whether a checked diagram may be stored. A draft may hold steps that cannot be published here; for a trial it has to
 * run, and no more.
 *
 * @throws LibroFirmaError `engine.diagram-invalid` with all problems in `details.problems`
 */
export const refuseBroken = ({ problems }: Checked, purpose: Purpose): void => {
  const errors = problems.filter((one) => hinders(one, purpose));
  const [first] = errors;
  if (first === undefined) return;
  const at = first.elementName ?? first.elementId;
  const more =
    [undefined, '', ' C’è un altro problema.'][errors.length] ?? ` Ci sono altri ${errors.length - 1} problemi.`;
  const [it, en] =
    purpose === 'trial'
      ? ['Il diagramma non si può ancora provare.', 'The diagram cannot be tried yet.']
      : ['Il diagramma non si può pubblicare.', 'The diagram cannot be deployed.'];
  throw new LibroFirmaError(
    'invalid',
    'engine.diagram-invalid',
    {
      it: `${it} ${at === undefined ? '' : `"${at}": `}${first.text.it}${more}`,
      en: `${en} ${at === undefined ? '' : `"${at}": `}${first.text.en ?? first.text.it}`,
    },
    { ...(first.elementId === undefined ? {} : { where: first.elementId }), details: { problems: asJson(errors) } },
  );
};

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

/** The XML is kept once, whoever has it. */
export const saveDiagram = async (tx: Tx, digest: string, xml: string): Promise<void> => {
  await tx.sql('lf_diagram').insert({ tenant: tx.tenant, digest, xml }).onConflict(['tenant', 'digest']).ignore();
};

const asJson = (problems: readonly DefinitionProblem[]): Json => JSON.parse(JSON.stringify(problems)) as Json;

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

/** Message and timer start events count for the published version only. */
const armStarts = async ({ tenant, sql, now }: Tx, row: DefinitionRow, graph: Graph): Promise<void> => {
  const of = { tenant, process_id: row.process_id };
  await sql('lf_message_start').where(of).delete();
  await sql('lf_start_timer').where(of).delete();
  for (const start of graph.containers.get(graph.processId)?.triggers ?? []) {
    const where = { ...of, definition_id: row.id, element: start.id };
    if (start.trigger.kind === 'message') {
      await sql('lf_message_start').insert({ ...where, message: start.trigger.message.name });
    } else {
      const reading = timerOf(start, now, graph.timeZone);
      if (reading === undefined) continue;
      const repeats = reading.repeats === Infinity ? -1 : reading.repeats;
      await sql('lf_start_timer').insert({ ...where, due_at: reading.dueAt, repeats });
    }
  }
};

const timerOf = (start: StartEvent, now: number, timeZone: string) => {
  if (start.trigger.kind !== 'timer') return undefined;
  const { timer } = start.trigger;
  const nothing = { get: () => undefined, all: () => ({}) };
  const at = { now, timeZone };
  return readTimer(timer, timer.value.evaluate(nothing, at), at);
};
