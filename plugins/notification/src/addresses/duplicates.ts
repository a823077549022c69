import type { Tx } from '@libro-firma/engine/plugin';
import { emailKey, likeness, nameKey, significantWords, SIMILAR } from './names.js';
import { asPrefix, entryOf, type AddressColumns, type AddressEntry } from './store.js';

/** An entry that may be the same as the one being typed, and why. */
export interface Duplicate {
  readonly entry: AddressEntry;
  readonly because: 'sameEmail' | 'similarName';
}

const DUPLICATES = 5;
const CANDIDATES = 200;

/** Entries that the one being typed may be: the same e-mail first, then names that differ by little, best first. */
export const findDuplicates = async (
  tx: Tx,
  typed: { readonly name: string; readonly email: string; readonly except?: string },
): Promise<readonly Duplicate[]> => {
  const found = new Map<string, Duplicate>();
  if (typed.email.trim() !== '') {
    const rows = (await tx
      .sql('notification_address')
      .where({ tenant: tx.tenant, email_key: emailKey(typed.email), archived: 0 })
      .orderBy('order_key')
      .limit(DUPLICATES)) as AddressColumns[];
    for (const row of rows) found.set(row.id, { entry: entryOf(row), because: 'sameEmail' });
  }
  const key = nameKey(typed.name);
  // The first letters of a word are the ones least often mistyped: they make the candidates, the whole name decides.
  const beginnings = [...new Set(significantWords(typed.name).map((word) => word.slice(0, 3)))].filter(
    (word) => word.length >= 2,
  );
  if (beginnings.length > 0) {
    const candidates = (await tx
      .sql('notification_address_word')
      .where('tenant', tx.tenant)
      .where((any) => {
        for (const beginning of beginnings.slice(0, 8)) void any.orWhere('word', 'like', asPrefix(beginning));
      })
      .groupBy('address_id')
      // Those that share most beginnings first: a common first name must not crowd the right one out.
      .orderByRaw('count(*) desc, address_id')
      .limit(CANDIDATES)
      .select('address_id')) as { address_id: string }[];
    const rows = (await tx
      .sql('notification_address')
      .where({ tenant: tx.tenant, archived: 0 })
      .whereIn(
        'id',
        candidates.map((candidate) => candidate.address_id),
      )) as AddressColumns[];
    const similar = rows
      .map((row) => ({ row, score: likeness(key, row.name_key) }))
      .filter(({ score }) => score >= SIMILAR)
      .sort((first, second) => second.score - first.score);
    for (const { row } of similar) {
      if (!found.has(row.id)) found.set(row.id, { entry: entryOf(row), because: 'similarName' });
    }
  }
  if (typed.except !== undefined) found.delete(typed.except);
  return [...found.values()].slice(0, DUPLICATES);
};
