import type { Token } from '../../core/index.js';
import type { Tx } from '../../plugin/database.js';

interface Called {
  readonly id: string;
  readonly parent_id: string;
}

/**
 * Called instances of these cases in which something cannot go on without a person: an incident of their own, or one in
 * what they call.
 */
export const readStopped = async ({ sql, tenant }: Tx, caseIds: readonly string[]): Promise<ReadonlySet<string>> => {
  const stopped = new Set<string>();
  if (caseIds.length === 0) return stopped;
  const incidents = (await sql('lf_incident')
    .where({ tenant })
    .whereIn('case_id', caseIds)
    .select('instance', 'case_id')) as readonly { readonly instance: string; readonly case_id: string }[];
  if (incidents.length === 0) return stopped;
  const called = (await sql('lf_instance')
    .where({ tenant })
    .whereIn('case_id', [...new Set(incidents.map(({ case_id }) => case_id))])
    .whereNotNull('parent_id')
    .select('id', 'parent_id')) as readonly Called[];
  const parentOf = new Map(called.map(({ id, parent_id }) => [id, parent_id]));
  for (const { instance } of incidents) {
    let at: string | undefined = instance;
    while (at !== undefined && parentOf.has(at) && !stopped.has(at)) {
      stopped.add(at);
      at = parentOf.get(at);
    }
  }
  return stopped;
};

/** Whether a token cannot go on without a person: where it stands, or in what it has called. */
export const isStopped = ({ wait }: Token, stopped: ReadonlySet<string>): boolean =>
  wait.for === 'incident' || (wait.for === 'call' && stopped.has(wait.instanceId));
