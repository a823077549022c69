import type { Tx } from '@libro-firma/engine/plugin';

/** A role period that the database has: instants, as the row keeps them. */
export interface KnownRole {
  readonly person: string;
  readonly role: string;
  readonly office: string;
  readonly valid_from: number;
  readonly valid_to: number | null;
}

/** What an import may refer to beside its own data. */
export interface Known {
  readonly sectors: ReadonlySet<string>;
  readonly offices: ReadonlySet<string>;
  readonly books: ReadonlySet<string>;
  readonly people: ReadonlySet<string>;
  /** Person id by fiscal code, and by username. */
  readonly fiscalCodes: ReadonlyMap<string, string>;
  readonly usernames: ReadonlyMap<string, string>;
  /** Role periods of the people whose roles the import touches. */
  readonly roles: readonly KnownRole[];
}

const CHUNK = 500;

const idsOf = async (tx: Tx, table: string): Promise<ReadonlySet<string>> => {
  const rows: readonly { id: string }[] = await tx.sql(table).select('id').where('tenant', tx.tenant);
  return new Set(rows.map((row) => row.id));
};

export const readKnown = async (tx: Tx, rolesOf: readonly string[]): Promise<Known> => {
  const people: readonly { id: string; fiscal_code: string; username: string }[] = await tx
    .sql('organisation_person')
    .select('id', 'fiscal_code', 'username')
    .where('tenant', tx.tenant);
  const touched = [...new Set(rolesOf)];
  const roles: KnownRole[] = [];
  for (let start = 0; start < touched.length; start += CHUNK) {
    const rows: readonly KnownRole[] = await tx
      .sql('organisation_role')
      .select('person', 'role', 'office', 'valid_from', 'valid_to')
      .where('tenant', tx.tenant)
      .whereIn('person', touched.slice(start, start + CHUNK));
    roles.push(...rows);
  }
  return {
    sectors: await idsOf(tx, 'organisation_sector'),
    offices: await idsOf(tx, 'organisation_office'),
    books: await idsOf(tx, 'organisation_book'),
    people: new Set(people.map((person) => person.id)),
    fiscalCodes: new Map(people.map((person) => [person.fiscal_code, person.id])),
    usernames: new Map(people.map((person) => [person.username, person.id])),
    roles,
  };
};
