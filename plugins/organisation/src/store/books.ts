import type { Tx } from '@libro-firma/engine/plugin';
import { personGroup, roleGroup } from '../group-key.js';
import type { Holder, SignatureBook } from '../ports.js';
import type { Position, Role } from '../roles.js';
import { holdingAt, periodOf, periodRow, type PeriodRow } from './sql.js';

interface BookRow extends PeriodRow {
  readonly id: string;
  readonly name: string;
  readonly office: string;
  readonly clerk_check: number;
  readonly register: string;
}

export interface PositionRow extends PeriodRow {
  readonly book: string;
  readonly position: Position;
  readonly holder: string;
  readonly role: Role | null;
  readonly office: string | null;
  readonly person: string | null;
}

export const bookRow = (book: SignatureBook) => ({
  id: book.id,
  name: book.name,
  office: book.office,
  clerk_check: book.clerkCheck ? 1 : 0,
  register: book.register,
  ...periodRow(book),
});

const holderOf = (row: PositionRow): Holder =>
  row.person === null ? { role: row.role as Role, office: row.office as string } : { person: row.person };

/** The group key that names a holder. */
export const holderKey = (holder: Holder): string =>
  'person' in holder ? personGroup(holder.person) : roleGroup(holder.role, holder.office);

export const positionRows = (book: SignatureBook): readonly Omit<PositionRow, keyof PeriodRow>[] =>
  (Object.entries(book.positions) as [Position, readonly Holder[]][]).flatMap(([position, holders]) =>
    holders.map((holder) => ({
      book: book.id,
      position,
      holder: holderKey(holder),
      role: 'person' in holder ? null : holder.role,
      office: 'person' in holder ? null : holder.office,
      person: 'person' in holder ? holder.person : null,
    })),
  );

/** The positions of these books at that instant. */
export const listPositions = async (tx: Tx, books: readonly string[], at: number): Promise<readonly PositionRow[]> => {
  if (books.length === 0) return [];
  return tx
    .sql('organisation_position')
    .where('tenant', tx.tenant)
    .whereIn('book', [...books])
    .modify(holdingAt(at))
    .orderBy(['book', 'position', 'holder']);
};

const withPositions = async (tx: Tx, rows: readonly BookRow[], at: number): Promise<readonly SignatureBook[]> => {
  const given = await listPositions(
    tx,
    rows.map((row) => row.id),
    at,
  );
  return rows.map((row) => {
    const positions: { [P in Position]?: Holder[] } = {};
    for (const position of given) {
      if (position.book === row.id) (positions[position.position] ??= []).push(holderOf(position));
    }
    return {
      id: row.id,
      name: row.name,
      office: row.office,
      positions,
      clerkCheck: row.clerk_check === 1,
      register: row.register,
      ...periodOf(row),
    };
  });
};

export const findBook = async (tx: Tx, id: string, at: number): Promise<SignatureBook | undefined> => {
  const rows: readonly BookRow[] = await tx.sql('organisation_book').where({ tenant: tx.tenant, id });
  return (await withPositions(tx, rows, at))[0];
};

/** All of them, those named, or those of an office. */
export const listBooks = async (
  tx: Tx,
  at: number,
  filter: { readonly ids?: readonly string[]; readonly office?: string } = {},
): Promise<readonly SignatureBook[]> => {
  const query = tx.sql('organisation_book').where('tenant', tx.tenant).modify(holdingAt(at)).orderBy(['name', 'id']);
  if (filter.ids !== undefined) void query.whereIn('id', [...filter.ids]);
  if (filter.office !== undefined) void query.where('office', filter.office);
  return withPositions(tx, await query, at);
};
