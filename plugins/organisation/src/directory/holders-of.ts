import type { ActorId, GroupKey, Tx } from '@libro-firma/engine/plugin';
import { parseGroup, type Group } from '../group-key.js';
import type { SubstitutionKind } from '../ports.js';
import { holds, rowsOf } from '../store/sql.js';
import { passesOn, readScope, type Held } from './scope.js';

interface HolderRow extends Held {
  readonly holder: ActorId;
  readonly kind: 'own' | SubstitutionKind;
  readonly scope: string;
}

/** Who holds the group themselves: columns `person, role, office, book, position`. */
const base = (group: Group): string => {
  switch (group.kind) {
    case 'person':
      return `select p.id as person, null as role, null as office, null as book, null as position
                from organisation_person p where p.tenant = :tenant and p.id = :person`;
    case 'role': {
      if (group.role === 'employee' && group.office === '*') {
        return `select p.id as person, 'employee' as role, null as office, null as book, null as position
                  from organisation_person p where p.tenant = :tenant`;
      }
      const shown = group.role === 'employee' ? `'employee'` : 'r.role';
      return `select r.person as person, ${shown} as role, r.office as office, null as book, null as position
                from organisation_role r
                join organisation_office o on o.tenant = r.tenant and o.id = r.office
               where r.tenant = :tenant and ${holds('r')} and ${holds('o')}
                 ${group.role === 'employee' ? '' : 'and r.role = :role'} ${group.office === '*' ? '' : 'and r.office = :office'}`;
    }
    case 'book':
      return `select r.person as person, p.role as role, p.office as office, p.book as book, p.position as position
                from organisation_position p
                join organisation_book b on b.tenant = p.tenant and b.id = p.book
                join organisation_role r on r.tenant = p.tenant and r.office = p.office
                                        and (p.role = r.role or p.role = 'employee')
                join organisation_office o on o.tenant = r.tenant and o.id = r.office
               where p.tenant = :tenant and p.book = :book and p.position = :position
                 and ${holds('p')} and ${holds('b')} and ${holds('r')} and ${holds('o')}
              union all
              select p.person, null, b.office, p.book, p.position
                from organisation_position p
                join organisation_book b on b.tenant = p.tenant and b.id = p.book
               where p.tenant = :tenant and p.book = :book and p.position = :position
                 and ${holds('p')} and ${holds('b')}`;
  }
};

/** They, and who stands in for them; all in service. For `cross join` see `groups-of.ts`. */
export const statement = (group: Group): string => `
with base as (${base(group)}),
present as (
  select b.person, b.role, b.office, b.book, b.position
    from base b
   cross join organisation_person who
   where who.tenant = :tenant and who.id = b.person and ${holds('who')}
)
select person as holder, 'own' as kind, '{}' as scope, role, office, book, position from present
union all
select s.delegate, s.kind, s.scope, h.role, h.office, h.book, h.position
  from present h
 cross join organisation_substitution s
 cross join organisation_person me
 where s.tenant = :tenant and s.delegator = h.person and me.tenant = :tenant and me.id = s.delegate
   and ${holds('s')} and ${holds('me')}`;

const holderRows = async (tx: Tx, key: GroupKey, at: number): Promise<readonly HolderRow[]> => {
  const group = parseGroup(key);
  if (group === undefined) return [];
  const { kind: _, ...names } = group;
  return rowsOf<HolderRow>(tx, statement(group), { tenant: tx.tenant, at, ...names });
};

/** Everybody who belongs to the group at that instant, in no order; nobody for a key that says nothing. */
export const holdersOf = async (tx: Tx, key: GroupKey, at: number): Promise<readonly ActorId[]> => {
  const holders = new Set<ActorId>();
  for (const row of await holderRows(tx, key, at)) {
    if (row.kind === 'own' || passesOn(row.kind, readScope(row.scope), row)) holders.add(row.holder);
  }
  return [...holders];
};

/** Those of them who do not stand in for somebody else. */
export const ownHoldersOf = async (tx: Tx, key: GroupKey, at: number): Promise<readonly ActorId[]> => [
  ...new Set((await holderRows(tx, key, at)).filter((row) => row.kind === 'own').map((row) => row.holder)),
];
