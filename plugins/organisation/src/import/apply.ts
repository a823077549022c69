import type { Tx } from '@libro-firma/engine/plugin';
import type { ImportReport, OrganisationData, SignatureBook } from '../ports.js';
import { bookRow, positionRows, type PositionRow } from '../store/books.js';
import { officeRow, sectorRow } from '../store/offices.js';
import { personRow, roleRow } from '../store/people.js';
import { periodRow, upsert } from '../store/sql.js';
import { substitutionRow } from '../store/substitutions.js';

/** Writes checked data. What is not in it stays as it is. */
export const applyData = async (tx: Tx, data: OrganisationData): Promise<ImportReport> => {
  const { sectors = [], offices = [], people = [], roles = [], substitutions = [], books = [] } = data;
  await upsert(tx, 'organisation_sector', ['id'], sectors.map(sectorRow));
  await upsert(tx, 'organisation_office', ['id'], offices.map(officeRow));
  await freeUsernames(
    tx,
    people.map((person) => person.id),
  );
  await upsert(tx, 'organisation_person', ['id'], people.map(personRow));
  await upsert(tx, 'organisation_role', ['person', 'role', 'office', 'valid_from'], roles.map(roleRow));
  await upsert(
    tx,
    'organisation_substitution',
    ['id'],
    substitutions.map((substitution) => ({ ...substitutionRow(substitution), created_at: tx.now })),
    ['created_at'],
  );
  await applyBooks(tx, books);
  await renewStatistics(tx);
  return {
    sectors: sectors.length,
    offices: offices.length,
    people: people.length,
    roles: roles.length,
    substitutions: substitutions.length,
    books: books.length,
  };
};

/**
 * PostgreSQL plans by its statistics, and after a first import has none for about a minute: until then the question who
 * somebody is, which every request asks, would take thirty times as long. SQLite needs none: `groups-of.ts`.
 */
const renewStatistics = async (tx: Tx): Promise<void> => {
  if (tx.dialect !== 'postgres') return;
  const tables = ['sector', 'office', 'person', 'role', 'book', 'position', 'substitution'];
  await tx.sql.raw(`analyze ${tables.map((table) => `organisation_${table}`).join(', ')}`);
};

/** Two people may exchange a username or a corrected fiscal code in one import: both are set aside first. */
const freeUsernames = async (tx: Tx, people: readonly string[]): Promise<void> => {
  const chunk = 500;
  for (let start = 0; start < people.length; start += chunk) {
    await tx
      .sql('organisation_person')
      .where('tenant', tx.tenant)
      .whereIn('id', people.slice(start, start + chunk))
      .update({ username: tx.sql.raw(`'=' || id`), fiscal_code: tx.sql.raw(`'=' || id`) });
  }
};

/** A position that is given to somebody else ends now and begins now: who held it before stays known. */
const applyBooks = async (tx: Tx, books: readonly SignatureBook[]): Promise<void> => {
  if (books.length === 0) return;
  const ids = books.map((book) => book.id);
  const before: readonly { id: string }[] = await tx
    .sql('organisation_book')
    .select('id')
    .where('tenant', tx.tenant)
    .whereIn('id', ids);
  const existing = new Set(before.map((row) => row.id));
  await upsert(tx, 'organisation_book', ['id'], books.map(bookRow));

  const open: readonly PositionRow[] = await tx
    .sql('organisation_position')
    .where('tenant', tx.tenant)
    .whereIn('book', ids)
    .whereNull('valid_to');
  const keyOf = (row: { book: string; position: string; holder: string }) =>
    `${row.book} ${row.position} ${row.holder}`;
  const wanted = new Map(
    books.flatMap((book) =>
      positionRows(book).map((row) => [
        keyOf(row),
        { ...row, valid_from: existing.has(book.id) ? tx.now : periodRow(book).valid_from, valid_to: null },
      ]),
    ),
  );
  const key = ['book', 'position', 'holder', 'valid_from'];
  const ended = open.filter((row) => !wanted.has(keyOf(row)));
  await upsert(
    tx,
    'organisation_position',
    key,
    ended.map(({ book, position, holder, role, office, person, valid_from }) => {
      return { book, position, holder, role, office, person, valid_from, valid_to: tx.now };
    }),
  );
  const stays = new Set(open.map(keyOf));
  await upsert(
    tx,
    'organisation_position',
    key,
    [...wanted].filter(([held]) => !stays.has(held)).map(([, row]) => row),
  );
};
