import type { Tx } from '../../plugin/database.js';
import type { Directory, Membership } from '../../plugin/directory.js';
import type { CaseAccess } from '../../plugin/engine-api.js';
import type { CaseMode } from '../../plugin/steps.js';
import { keyOf } from '../ids.js';
import { readTask } from './tasks.js';

const ORDER: readonly Membership['kind'][] = ['own', 'substitute', 'functionsDelegation', 'signingDelegation'];

/** The strongest right among those that fit: one's own before somebody else's. */
export const bestMembership = (
  memberships: readonly Membership[],
  candidates: readonly string[],
): Membership | undefined =>
  memberships
    .filter(({ group }) => candidates.includes(group))
    .sort((one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind))[0];

/** Who may see a case and work on a task, asked of the directory as of now. */
export const caseAccess = (directory: () => Directory): CaseAccess => ({
  maySee: async (tx, actor, caseId) => {
    const top = await topOf(tx, caseId);
    if (top === undefined) return false;
    if (top.started_by === actor) return true;
    if (top.mode === 'trial') return false;
    const groups = (await directory().groupsOf(tx, actor, tx.now)).map(({ group }) => group);
    const row = await tx
      .sql('lf_case_group')
      .where({ tenant: tx.tenant, case_id: top.id })
      .whereIn('grp', groups)
      .first('grp');
    return row !== undefined;
  },

  mayWork: async (tx, actor, taskId) => {
    const key = keyOf(taskId);
    const task = key === undefined ? undefined : await readTask(tx, key);
    if (task === undefined || task.state !== 'open') return undefined;
    if (task.assignee !== undefined && task.assignee !== actor) return undefined;
    if (task.mode === 'trial') {
      const top = await topOf(tx, task.caseId);
      // A trial that is played goes on where it is played.
      return top?.started_by === actor && top.definition_state !== 'trial' ? {} : undefined;
    }
    const membership = bestMembership(await directory().groupsOf(tx, actor, tx.now), task.candidates);
    if (membership === undefined) return undefined;
    return membership.onBehalfOf === undefined ? {} : { onBehalfOf: membership.onBehalfOf };
  },

  groupsOn: async (tx, caseId) => {
    const top = await topOf(tx, caseId);
    if (top === undefined) return [];
    const rows = (await tx
      .sql('lf_case_group')
      .where({ tenant: tx.tenant, case_id: top.id })
      .orderBy('grp')
      .select('grp')) as readonly { readonly grp: string }[];
    return rows.map(({ grp }) => grp);
  },
});

interface Top {
  readonly id: string;
  readonly started_by: string;
  readonly mode: CaseMode;
  readonly definition_state: string;
}

/** The case that an instance belongs to. */
const topOf = async ({ sql, tenant }: Tx, instanceId: string): Promise<Top | undefined> => {
  const own = sql('lf_instance').where({ tenant, id: instanceId }).select('case_id');
  return (await sql('lf_instance as i')
    .join('lf_definition as d', (on) => on.on('d.tenant', 'i.tenant').on('d.id', 'i.definition_id'))
    .where('i.tenant', tenant)
    .where('i.id', own)
    .first('i.id', 'i.started_by', 'i.mode', 'd.state as definition_state')) as Top | undefined;
};
