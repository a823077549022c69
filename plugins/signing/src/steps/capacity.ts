import type { ActorId, Directory, GroupKey, Tx } from '@libro-firma/engine/plugin';
import type { Organisation } from '@libro-firma/plugin-organisation/ports';
import type { Capacity } from '../ports.js';

export interface ActingAs {
  readonly capacity: Capacity;
  /** "Dirigente, Ufficio Gare"; `undefined` for somebody who is meant as a person. */
  readonly role: string | undefined;
}

/**
 * In which capacity the actor holds a task that is offered to these groups, and what to call it. The words come from the
 * organisation: for a position of a signature book, those of the role that the position is given to.
 */
export const actingAs = async (
  tx: Tx,
  { directory, organisation }: { readonly directory: Directory; readonly organisation: Organisation },
  task: { readonly candidates: readonly GroupKey[] },
  actor: ActorId,
  onBehalfOf: ActorId | undefined,
): Promise<ActingAs> => {
  const memberships = await directory.groupsOf(tx, actor, tx.now);
  const held = memberships.find((one) => task.candidates.includes(one.group) && one.onBehalfOf === onBehalfOf);
  const capacity = held?.kind ?? (onBehalfOf === undefined ? 'own' : 'substitute');
  const group = held && (await roleBehind(tx, organisation, held.group, onBehalfOf ?? actor));
  if (group === undefined || group.startsWith('person:')) return { capacity, role: undefined };
  return { capacity, role: (await directory.labelOf(tx, [group])).get(group) };
};

/** `book:<id>:<position>` becomes the `role:<role>@<office>` by which the person holds the position. */
const roleBehind = async (
  tx: Tx,
  organisation: Organisation,
  group: GroupKey,
  person: ActorId,
): Promise<GroupKey | undefined> => {
  const [kind, id = '', position = ''] = group.split(':');
  if (kind !== 'book') return group;
  const book = await organisation.book(tx, id, tx.now);
  const holders = Object.entries(book?.positions ?? {}).find(([name]) => name === position)?.[1] ?? [];
  const roles = await organisation.rolesOf(tx, [person], tx.now);
  for (const holder of holders) {
    if ('person' in holder) continue;
    if (roles.some(({ role, office }) => role === holder.role && office === holder.office)) {
      return `role:${holder.role}@${holder.office}`;
    }
  }
  const own = roles.find(({ office }) => office === book?.office) ?? roles[0];
  return own && `role:${own.role}@${own.office}`;
};

/** "per delega di Maria Bianchi", or nothing when somebody acts for themselves. */
export const behalfSentence = (capacity: Capacity, principal: string | undefined, act?: string): string | undefined => {
  if (principal === undefined) return undefined;
  const reference = act === undefined ? '' : ` (${act})`;
  switch (capacity) {
    case 'signingDelegation':
      return `per delega di ${principal}${reference}`;
    case 'functionsDelegation':
      return `per delega di funzioni di ${principal}${reference}`;
    default:
      return `in sostituzione di ${principal}${reference}`;
  }
};
