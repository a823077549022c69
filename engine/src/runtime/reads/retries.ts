import type { Tx } from '../../plugin/database.js';
import type { Said } from '../../plugin/said.js';
import { decodeFailure, readJournal, type Row } from '../../store/index.js';
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
  /** When the step was entered; of one case only. */
  readonly since?: number;
  /** Why the last one failed. */
  readonly code: string;
  readonly message: Said;
}

/** Either of one case, or of the live instances of one version and of what cases that began in it have called. */
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
      'j.instance',
      'j.n',
      'j.element',
      'j.attempt',
      'j.due_at',
      'j.failure',
      'i.title',
      'i.confidential',
      'i.definition_id',
    );
  if ('caseId' in query) void rows.where('j.case_id', query.caseId);
  else {
    const { definitionId } = query;
    void rows
      .join('lf_instance as c', (on) => on.on('c.tenant', 'j.tenant').on('c.id', 'j.case_id'))
      .where((one) => void one.where('i.definition_id', definitionId).orWhere('c.definition_id', definitionId))
      .whereRaw("i.mode = 'live'");
  }
  const jobs = (await rows) as readonly Row[];
  const entered = 'caseId' in query ? await entryTimes(tx, jobs) : undefined;
  const found: RetryView[] = [];
  for (const row of jobs) {
    const failure = decodeFailure(row['failure'] as string);
    if (failure === undefined) continue;
    const { graph } = await graphs.get(tx, row['definition_id'] as string);
    const elementId = row['element'] as string;
    const node = graph.nodes.get(elementId);
    const attempt = Number(row['attempt']);
    const since = entered?.get(keyOf(row));
    found.push({
      caseId: row['case_id'] as string,
      caseTitle: row['title'] as string,
      confidential: row['confidential'] === 1,
      elementId,
      elementName: node?.name || elementId,
      attempt,
      attempts: node !== undefined && 'retry' in node ? node.retry.attempts : attempt,
      dueAt: Number(row['due_at']),
      ...(since === undefined ? {} : { since }),
      ...failure,
    });
  }
  return found;
};

const keyOf = (row: Row): string => `${String(row['instance'])} ${String(row['n'])}`;

/** When each job began to be waited for, as the journals tell it. */
const entryTimes = async (tx: Tx, jobs: readonly Row[]): Promise<ReadonlyMap<string, number>> => {
  const times = new Map<string, number>();
  const instances = [...new Set(jobs.map((row) => row['instance'] as string))];
  if (instances.length === 0) return times;
  for (const { instance, at, steps } of await readJournal(tx, instances))
    for (const event of steps.flat()) {
      if (event.type !== 'changed' || event.token.wait.for !== 'job') continue;
      const key = `${instance} ${event.token.wait.n}`;
      if (!times.has(key)) times.set(key, at);
    }
  return times;
};
