import type { Tx } from '../../plugin/database.js';
import { decodeFailure, type Row } from '../../store/index.js';
import type { Graphs } from '../graphs.js';

/** A machine step whose last attempt failed, and that is tried again by itself. */
export interface RetryView {
  readonly caseId: string;
  readonly caseTitle: string;
  readonly confidential: boolean;
  readonly elementId: string;
  readonly elementName: string;
  /** Of the attempt that comes next, from 2 on. */
  readonly attempt: number;
  /** As many as the step has in all. */
  readonly attempts: number;
  /** When the next one is made, UTC milliseconds; when it is under way, when it has to be over. */
  readonly dueAt: number;
  /** Why the last one failed. */
  readonly code: string;
  readonly message: string;
}

/** Either of one case, or of the live instances of one version. */
export type RetriesQuery = { readonly caseId: string } | { readonly definitionId: string };

const MOST = 100;

/** Steps between two attempts, the next ones first; the first hundred. */
export const readRetries = async (tx: Tx, graphs: Graphs, query: RetriesQuery): Promise<readonly RetryView[]> => {
  // As literals: SQLite takes the partial indexes only when it sees their conditions.
  const rows = tx
    .sql('lf_job as j')
    .join('lf_instance as i', (on) => on.on('i.tenant', 'j.tenant').on('i.id', 'j.instance'))
    .where('j.tenant', tx.tenant)
    .whereRaw("j.failure is not null and j.state in ('ready', 'leased') and i.state = 'running'")
    .orderBy(['j.due_at', 'j.instance', 'j.n'])
    .limit(MOST)
    .select(
      'j.case_id',
      'j.element',
      'j.attempt',
      'j.due_at',
      'j.failure',
      'i.title',
      'i.confidential',
      'i.definition_id',
    );
  if ('caseId' in query) void rows.where('j.case_id', query.caseId);
  else void rows.where('i.definition_id', query.definitionId).whereRaw("i.mode = 'live'");
  const found: RetryView[] = [];
  for (const row of (await rows) as readonly Row[]) {
    const failure = decodeFailure(row['failure'] as string);
    if (failure === undefined) continue;
    const { graph } = await graphs.get(tx, row['definition_id'] as string);
    const elementId = row['element'] as string;
    const node = graph.nodes.get(elementId);
    const attempt = Number(row['attempt']);
    found.push({
      caseId: row['case_id'] as string,
      caseTitle: row['title'] as string,
      confidential: row['confidential'] === 1,
      elementId,
      elementName: node?.name || elementId,
      attempt,
      attempts: node !== undefined && 'retry' in node ? node.retry.attempts : attempt,
      dueAt: Number(row['due_at']),
      ...failure,
    });
  }
  return found;
};
