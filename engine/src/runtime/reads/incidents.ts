import type { Tx } from '../../plugin/database.js';
import type { CaseMode } from '../../plugin/steps.js';
import type { Json } from '../../plugin/json.js';
import type { Said } from '../../plugin/said.js';
import { decodeSaid, type Row } from '../../store/index.js';
import type { Graphs } from '../graphs.js';
import { idOf } from '../ids.js';
import { decodeCursor, pageOf, pageSize, type Page } from './cursor.js';

/** An open incident: a token that cannot go on without a person. */
export interface IncidentView {
  readonly id: string;
  readonly instanceId: string;
  readonly caseId: string;
  readonly caseTitle: string;
  readonly confidential: boolean;
  readonly mode: CaseMode;
  readonly processName: string;
  readonly elementId: string;
  readonly elementName: string;
  readonly code: string;
  readonly message: Said;
  readonly openedAt: number;
}

/** All that is given is asked for. */
export interface IncidentsQuery {
  readonly caseId?: string;
  /** Those of live instances of one version, and of what cases that began in it have called. */
  readonly definitionId?: string;
  readonly cursor?: string;
  readonly limit?: number;
}

/** Open incidents, the oldest first; those of played trials only by their case. */
export const readIncidents = async (tx: Tx, graphs: Graphs, query: IncidentsQuery): Promise<Page<IncidentView>> => {
  const size = pageSize(query.limit);
  const rows = tx
    .sql('lf_incident as n')
    .join('lf_instance as i', (on) => on.on('i.tenant', 'n.tenant').on('i.id', 'n.instance'))
    .join('lf_definition as d', (on) => on.on('d.tenant', 'i.tenant').on('d.id', 'i.definition_id'))
    .where('n.tenant', tx.tenant)
    .select('n.*', 'i.title', 'i.confidential', 'i.definition_id', 'd.name as process_name')
    .orderBy(['n.opened_at', 'n.instance', 'n.n'])
    .limit(size + 1);
  const { caseId, definitionId } = query;
  void rows.join('lf_instance as c', (on) => on.on('c.tenant', 'n.tenant').on('c.id', 'n.case_id'));
  if (definitionId !== undefined) {
    void rows
      .where((one) => void one.where('i.definition_id', definitionId).orWhere('c.definition_id', definitionId))
      .where('i.mode', 'live');
  }
  if (caseId !== undefined) void rows.where('n.case_id', caseId);
  else {
    void rows
      .join('lf_definition as r', (on) => on.on('r.tenant', 'c.tenant').on('r.id', 'c.definition_id'))
      .whereNot('r.state', 'trial');
  }
  const after = decodeCursor(query.cursor, ['instant', 'text', 'integer']);
  if (after !== undefined) void rows.whereRaw('(n.opened_at, n.instance, n.n) > (?, ?, ?)', [...after]);
  const found = (await rows) as readonly Row[];
  const names = new Map<Row, string>();
  for (const row of found) {
    const { graph } = await graphs.get(tx, row['definition_id'] as string);
    const element = row['element'] as string;
    names.set(row, graph.nodes.get(element)?.name || element);
  }
  return pageOf(
    found,
    size,
    (row): IncidentView => ({
      id: idOf({ instance: row['instance'] as string, n: row['n'] as number }),
      instanceId: row['instance'] as string,
      caseId: row['case_id'] as string,
      caseTitle: row['title'] as string,
      confidential: row['confidential'] === 1,
      mode: row['mode'] as CaseMode,
      processName: row['process_name'] as string,
      elementId: row['element'] as string,
      elementName: names.get(row) ?? '',
      code: row['code'] as string,
      message: decodeSaid(row),
      openedAt: row['opened_at'] as number,
    }),
    (row) => [row['opened_at'], row['instance'], row['n']] as Json[],
  );
};
