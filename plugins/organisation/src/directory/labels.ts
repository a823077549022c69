import type { GroupKey, Tx } from '@libro-firma/engine/plugin';
import { parseGroup, type Group } from '../group-key.js';
import { positionLabels, roleLabels } from '../roles.js';

/** Names by id of one table, those that ended too: a label may stand in the history. */
const names = async (tx: Tx, table: 'organisation_office' | 'organisation_book', ids: readonly string[]) => {
  if (ids.length === 0) return new Map<string, string>();
  const rows: readonly { id: string; name: string }[] = await tx
    .sql(table)
    .select('id', 'name')
    .where('tenant', tx.tenant)
    .whereIn('id', [...new Set(ids)]);
  return new Map(rows.map((row) => [row.id, row.name]));
};

const personNames = async (tx: Tx, ids: readonly string[]) => {
  if (ids.length === 0) return new Map<string, string>();
  const rows: readonly { id: string; given_name: string; family_name: string }[] = await tx
    .sql('organisation_person')
    .select('id', 'given_name', 'family_name')
    .where('tenant', tx.tenant)
    .whereIn('id', [...new Set(ids)]);
  return new Map(rows.map((row) => [row.id, `${row.given_name} ${row.family_name}`]));
};

/** A book is called after the office that it serves: what is said must not look like somebody of that office. */
const bookName = (name: string): string => (/^libro firma\b/i.test(name) ? name : `libro firma ${name}`);

/** "Dirigente, Ufficio Gare"; "Primo firmatario del libro firma Ufficio Gare"; a key that says nothing is its own label. */
export const labelsOf = async (tx: Tx, keys: readonly GroupKey[]): Promise<ReadonlyMap<GroupKey, string>> => {
  const groups = keys.map((key) => [key, parseGroup(key)] as const);
  const ids = (pick: (group: Group) => string | undefined): string[] =>
    groups.flatMap(([, group]) => (group === undefined ? [] : (pick(group) ?? [])));
  const people = await personNames(
    tx,
    ids((group) => (group.kind === 'person' ? group.person : undefined)),
  );
  const offices = await names(
    tx,
    'organisation_office',
    ids((group) => (group.kind === 'role' && group.office !== '*' ? group.office : undefined)),
  );
  const books = await names(
    tx,
    'organisation_book',
    ids((group) => (group.kind === 'book' ? group.book : undefined)),
  );

  const label = (key: GroupKey, group: Group | undefined): string => {
    switch (group?.kind) {
      case undefined:
        return key;
      case 'person':
        return people.get(group.person) ?? key;
      case 'book':
        return `${positionLabels[group.position]} del ${bookName(books.get(group.book) ?? group.book)}`;
      case 'role':
        if (group.office !== '*') return `${roleLabels[group.role]}, ${offices.get(group.office) ?? group.office}`;
        return group.role === 'employee' ? 'Tutti i dipendenti' : `${roleLabels[group.role]}, qualsiasi ufficio`;
    }
  };
  return new Map(groups.map(([key, group]) => [key, label(key, group)]));
};
