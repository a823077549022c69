import type { ActorId, Directory, GroupKey, Membership, Tx } from '@libro-firma/engine/plugin';
import { parseGroup } from '../group-key.js';
import { permissionsFor, type PermissionChanges } from '../permissions.js';
import { describe } from './describe.js';
import { groupsOf } from './groups-of.js';
import { holdersOf } from './holders-of.js';
import { labelsOf } from './labels.js';
import { problemWith } from './problem-with.js';
import { vocabulary } from './vocabulary.js';

const rolesOf = (memberships: readonly Membership[]) =>
  memberships.flatMap(({ group }) => {
    const parsed = parseGroup(group);
    return parsed?.kind === 'role' ? [parsed.role] : [];
  });

/**
 * The engine's directory over the organisation's tables. Nothing is kept in memory between two questions: a substitution
 * that was entered a moment ago counts in the next one, on every node.
 */
export const directoryOf = (changes: PermissionChanges): Directory => ({
  groupsOf,
  holdersOf,
  permissionsOf: async (tx: Tx, actor: ActorId, at: number) =>
    permissionsFor(rolesOf(await groupsOf(tx, actor, at)), changes),
  describe,
  labelOf: (tx: Tx, groups: readonly GroupKey[]) => labelsOf(tx, groups),
  vocabulary,
  problemWith,
});
