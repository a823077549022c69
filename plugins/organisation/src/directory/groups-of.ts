import type { ActorId, GroupKey, Membership, Tx } from '@libro-firma/engine/plugin';
import { bookGroup, personGroup, roleGroup } from '../group-key.js';
import type { Position, Role } from '../roles.js';
import type { SubstitutionKind } from '../ports.js';
import { holds, rowsOf } from '../store/sql.js';
import { passesOn, readScope, type Held } from './scope.js';

export interface HeldRow extends Held {
  /** Whose it is: the actor, or somebody that the actor stands in for. */
  readonly person: ActorId;
  readonly kind: 'own' | SubstitutionKind;
  readonly scope: string;
}

/**
 * One statement, since it stands at the beginning of every read of a queue: for whom the actor acts (themselves and those
 * they stand in for), the roles of these people, and the books in which these roles or people have a position.
 * Substitutions are looked at once and not followed further: who stands in cannot pass it on. `cross join`
 * is an inner join that SQLite takes in the written order (https://sqlite.org/optoverview.html, 7.3): it would begin at all
 * roles of the tenant otherwise.
 */
export const HELD = `
with acting (tenant, person, kind, scope) as (
  select me.tenant, me.id, 'own', '{}'
    from organisation_person me
   where me.tenant = :tenant and me.id = :actor and ${holds('me')}
  union all
  select s.tenant, s.delegator, s.kind, s.scope
    from organisation_substitution s
    join organisation_person me on me.tenant = s.tenant and me.id = s.delegate
    join organisation_person away on away.tenant = s.tenant and away.id = s.delegator
   where s.tenant = :tenant and s.delegate = :actor and ${holds('s')} and ${holds('me')} and ${holds('away')}
), held (tenant, person, kind, scope, role, office) as (
  select a.tenant, a.person, a.kind, a.scope, r.role, r.office
    from acting a
   cross join organisation_role r
   cross join organisation_office o
   where r.tenant = a.tenant and r.person = a.person and o.tenant = r.tenant and o.id = r.office
     and ${holds('r')} and ${holds('o')}
)
select person, kind, scope, null as role, null as office, null as book, null as position from acting
union all
select person, kind, scope, role, office, null, null from held
union all
select h.person, h.kind, h.scope, p.role, p.office, p.book, p.position
  from held h
 cross join organisation_position p
 cross join organisation_book b
 where p.tenant = h.tenant and p.office = h.office and p.role in (h.role, 'employee')
   and b.tenant = p.tenant and b.id = p.book and ${holds('p')} and ${holds('b')}
union all
select a.person, a.kind, a.scope, null, b.office, p.book, p.position
  from acting a
 cross join organisation_position p
 cross join organisation_book b
 where p.tenant = a.tenant and p.person = a.person
   and b.tenant = p.tenant and b.id = p.book and ${holds('p')} and ${holds('b')}`;

/** What the actor and those that they stand in for hold; what is not passed on is in it too. */
export const heldBy = (tx: Tx, actor: ActorId, at: number): Promise<readonly HeldRow[]> =>
  rowsOf<HeldRow>(tx, HELD, { tenant: tx.tenant, actor, at });

/** Every group that the actor belongs to at that instant, each once for every person whose right it is. */
export const groupsOf = async (tx: Tx, actor: ActorId, at: number): Promise<readonly Membership[]> => {
  const found = new Map<string, Membership>();
  for (const row of await heldBy(tx, actor, at)) {
    if (row.kind !== 'own' && !passesOn(row.kind, readScope(row.scope), row)) continue;
    for (const group of groupsFrom(row)) {
      const key = `${group} ${row.person}`;
      if (found.has(key)) continue;
      found.set(key, {
        group,
        kind: row.kind,
        ...(row.kind === 'own' ? {} : { onBehalfOf: row.person }),
      });
    }
  }
  return [...found.values()];
};

const groupsFrom = (row: HeldRow): readonly GroupKey[] => {
  if (row.book !== null) return [bookGroup(row.book, row.position as Position)];
  const own = row.kind === 'own';
  if (row.role === null) return own ? [personGroup(row.person), roleGroup('employee', '*')] : [personGroup(row.person)];
  const role = row.role as Role;
  const office = row.office as string;
  const groups = [roleGroup(role, office), roleGroup(role, '*')];
  return own ? [...groups, roleGroup('employee', office)] : groups;
};
