import type { ActorId, Tx } from '@libro-firma/engine/plugin';
import type { Person, RoleHeld } from '../ports.js';
import type { Role } from '../roles.js';
import { holdingAt, periodOf, periodRow, type PeriodRow } from './sql.js';

interface PersonRow extends PeriodRow {
  readonly id: string;
  readonly given_name: string;
  readonly family_name: string;
  readonly fiscal_code: string;
  readonly email: string;
  readonly username: string;
}

interface RoleRow extends PeriodRow {
  readonly person: string;
  readonly role: Role;
  readonly office: string;
  readonly act_ref: string | null;
}

const personOf = (row: PersonRow): Person => ({
  id: row.id,
  givenName: row.given_name,
  familyName: row.family_name,
  fiscalCode: row.fiscal_code,
  email: row.email,
  username: row.username,
  ...periodOf(row),
});

const roleOf = (row: RoleRow): RoleHeld => ({
  person: row.person,
  role: row.role,
  office: row.office,
  ...periodOf(row),
  ...(row.act_ref === null ? {} : { actRef: row.act_ref }),
});

/** Small letters without accents and double spaces: what a search compares. */
export const folded = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();

export const personRow = (person: Person) => ({
  id: person.id,
  given_name: person.givenName,
  family_name: person.familyName,
  fiscal_code: person.fiscalCode,
  email: person.email,
  username: person.username,
  search: folded(`${person.familyName} ${person.givenName} ${person.username}`),
  ...periodRow(person),
});

export const roleRow = (held: RoleHeld) => ({
  person: held.person,
  role: held.role,
  office: held.office,
  act_ref: held.actRef ?? null,
  ...periodRow(held),
});

export type PersonKey = { readonly id: ActorId } | { readonly username: string } | { readonly fiscal_code: string };

/** With `at`: only when in service then. */
export const findPerson = async (tx: Tx, key: PersonKey, at?: number): Promise<Person | undefined> => {
  const query = tx
    .sql('organisation_person')
    .where({ tenant: tx.tenant, ...key })
    .first();
  if (at !== undefined) void query.modify(holdingAt(at));
  const row: PersonRow | undefined = await query;
  return row && personOf(row);
};

export interface PeopleFilter {
  readonly search?: string;
  readonly office?: string;
  /** The `search` column and id of the last person of the page before. */
  readonly after?: string;
  readonly limit?: number;
}

/** Cursor of a page that ends with this person. */
export const afterPerson = (person: Person): string => `${personRow(person).search}\n${person.id}`;

export const listPeople = async (tx: Tx, at: number, filter: PeopleFilter): Promise<readonly Person[]> => {
  const query = tx
    .sql('organisation_person')
    .where('tenant', tx.tenant)
    .modify(holdingAt(at))
    .orderBy(['search', 'id']);
  for (const word of folded(filter.search ?? '')
    .split(' ')
    .filter((part) => part !== '')) {
    void query.whereRaw(`search like ? escape '!'`, [`%${word.replace(/[!%_]/g, '!$&')}%`]);
  }
  if (filter.office !== undefined) {
    void query.whereIn(
      'id',
      tx
        .sql('organisation_role')
        .select('person')
        .where({ tenant: tx.tenant, office: filter.office })
        .modify(holdingAt(at)),
    );
  }
  if (filter.after !== undefined) {
    const [search = '', id = ''] = filter.after.split('\n');
    void query.where(
      (later) =>
        void later.where('search', '>', search).orWhere((same) => void same.where({ search }).where('id', '>', id)),
    );
  }
  if (filter.limit !== undefined) void query.limit(filter.limit);
  const rows: readonly PersonRow[] = await query;
  return rows.map(personOf);
};

/** Roles of the people that hold at that instant, by person, role and office. */
export const rolesOfPeople = async (tx: Tx, people: readonly ActorId[], at: number): Promise<readonly RoleHeld[]> => {
  if (people.length === 0) return [];
  const rows: readonly RoleRow[] = await tx
    .sql('organisation_role')
    .where('tenant', tx.tenant)
    .whereIn('person', [...new Set(people)])
    .modify(holdingAt(at))
    .orderBy(['person', 'role', 'office']);
  return rows.map(roleOf);
};

/** Roles in the office, of people in service at that instant. */
export const rolesInOffice = async (tx: Tx, office: string, at: number): Promise<readonly RoleHeld[]> => {
  const rows: readonly RoleRow[] = await tx
    .sql('organisation_role as r')
    .join('organisation_person as p', (on) => void on.on('p.tenant', 'r.tenant').on('p.id', 'r.person'))
    .select('r.*')
    .where({ 'r.tenant': tx.tenant, 'r.office': office })
    .modify(holdingAt(at, 'r'))
    .modify(holdingAt(at, 'p'))
    .orderBy(['p.search', 'r.role']);
  return rows.map(roleOf);
};
