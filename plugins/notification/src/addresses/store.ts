import { randomUUID } from 'node:crypto';
import { LibroFirmaError, type Tx } from '@libro-firma/engine/plugin';
import type { Knex } from 'knex';
import type { Recipient, RecipientKind } from '../ports.js';
import type { EntryFields } from './entry.js';
import { emailKey, nameKey, orderKey, plain } from './names.js';

/** An entry as it stands in the address book. */
export interface AddressEntry extends Recipient {
  /** Not offered any more; what used it keeps it. */
  readonly archived: boolean;
  /** Counts the changes; a change names the version that it was made on. */
  readonly version: number;
  readonly updatedAt: number;
}

/** A row of `notification_address`. */
export interface AddressColumns {
  id: string;
  kind: RecipientKind;
  name: string;
  name_key: string;
  given_name: string | null;
  family_name: string | null;
  order_key: string;
  email: string;
  pec: string | null;
  address: string | null;
  ipa_code: string | null;
  tax_code: string | null;
  archived: number;
  version: number;
  updated_at: number;
}

export const entryOf = (row: AddressColumns): AddressEntry => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  ...(row.given_name === null || row.family_name === null
    ? {}
    : { givenName: row.given_name, familyName: row.family_name }),
  email: row.email,
  ...(row.pec === null ? {} : { pec: row.pec }),
  ...(row.address === null ? {} : { address: row.address }),
  ...(row.ipa_code === null ? {} : { ipaCode: row.ipa_code }),
  ...(row.tax_code === null ? {} : { taxCode: row.tax_code }),
  archived: row.archived === 1,
  version: row.version,
  updatedAt: Number(row.updated_at),
});

/** The part of an entry that a case takes with it. */
export const recipientOf = (entry: AddressEntry): Recipient => {
  const { archived: _archived, version: _version, updatedAt: _updatedAt, ...recipient } = entry;
  return recipient;
};

const columnsOf = (fields: EntryFields) => ({
  kind: fields.kind,
  name: fields.name,
  name_key: nameKey(fields.name),
  order_key: orderKey(fields.name),
  given_name: fields.givenName ?? null,
  family_name: fields.familyName ?? null,
  email: fields.email,
  email_key: emailKey(fields.email),
  pec: fields.pec ?? null,
  address: fields.address ?? null,
  ipa_code: fields.ipaCode ?? null,
  tax_code: fields.taxCode ?? null,
});

/** Words by which an entry is found: of its name, its e-mail, its codes. */
const wordsOf = (fields: EntryFields): readonly string[] => {
  const text = [fields.name, fields.email, fields.pec, fields.ipaCode, fields.taxCode].filter(Boolean).join(' ');
  return [...new Set(plain(text).split(' '))].filter((word) => word !== '').map((word) => word.slice(0, 64));
};

const writeWords = async (tx: Tx, id: string, fields: EntryFields): Promise<void> => {
  await tx.sql('notification_address_word').where({ tenant: tx.tenant, address_id: id }).del();
  const words = wordsOf(fields);
  if (words.length === 0) return;
  await tx.sql('notification_address_word').insert(words.map((word) => ({ tenant: tx.tenant, word, address_id: id })));
};

export const readEntry = async (tx: Tx, id: string): Promise<AddressEntry | undefined> => {
  const row = await tx.sql('notification_address').where({ tenant: tx.tenant, id }).first();
  return row === undefined ? undefined : entryOf(row as AddressColumns);
};

export const addEntry = async (tx: Tx, fields: EntryFields, by: string): Promise<AddressEntry> => {
  const row = {
    tenant: tx.tenant,
    id: randomUUID(),
    ...columnsOf(fields),
    archived: 0,
    version: 1,
    created_at: tx.now,
    created_by: by,
    updated_at: tx.now,
    updated_by: by,
  };
  await tx.sql('notification_address').insert(row);
  await writeWords(tx, row.id, fields);
  return entryOf(row);
};

type Named = Pick<EntryFields, 'name' | 'givenName' | 'familyName'>;

/** Two that have the same words, parted otherwise, are two persons: Anna Maria | Rossi and Anna | Maria Rossi. */
const partedAlike = (one: Named, other: Named): boolean =>
  one.familyName === undefined || other.familyName === undefined || plain(one.familyName) === plain(other.familyName);

/** The entry with the same e-mail and, titles and order of words aside, the same name. */
export const findSame = async (
  tx: Tx,
  fields: Named & Pick<EntryFields, 'email'>,
): Promise<AddressEntry | undefined> => {
  const rows = (await tx
    .sql('notification_address')
    .where({ tenant: tx.tenant, email_key: emailKey(fields.email), name_key: nameKey(fields.name) })
    .orderBy([{ column: 'archived' }, { column: 'created_at' }, { column: 'id' }])) as AddressColumns[];
  return rows.map(entryOf).find((entry) => partedAlike(entry, fields));
};

/** Whoever typed the name in two parts knew more than the book, which had it as one text. */
const partNames = async (tx: Tx, entry: AddressEntry, typed: EntryFields, by: string): Promise<AddressEntry> => {
  const { name, givenName, familyName } = typed;
  const fields = { ...recipientOf(entry), name, givenName, familyName };
  const parted = await tx
    .sql('notification_address')
    .where({ tenant: tx.tenant, id: entry.id, version: entry.version })
    .update({ ...columnsOf(fields), version: entry.version + 1, updated_at: tx.now, updated_by: by });
  if (parted > 0) await writeWords(tx, entry.id, fields);
  return (await readEntry(tx, entry.id)) ?? entry;
};

/** Merged only when e-mail and name are the same; everything else is somebody else until a person says otherwise. */
export const keepEntry = async (tx: Tx, fields: EntryFields, by: string): Promise<AddressEntry> => {
  const same = await findSame(tx, fields);
  if (same === undefined) return addEntry(tx, fields, by);
  const knowsMore = fields.familyName !== undefined && same.familyName === undefined && same.kind === 'person';
  return knowsMore ? partNames(tx, same, fields, by) : same;
};

/** @throws `notification.address-changed` when somebody else changed the entry since `version`. */
export const changeEntry = async (
  tx: Tx,
  id: string,
  change: { readonly fields: EntryFields; readonly archived: boolean; readonly version: number },
  by: string,
): Promise<AddressEntry> => {
  const changed = await tx
    .sql('notification_address')
    .where({ tenant: tx.tenant, id, version: change.version })
    .update({
      ...columnsOf(change.fields),
      archived: change.archived ? 1 : 0,
      version: change.version + 1,
      updated_at: tx.now,
      updated_by: by,
    });
  const entry = await readEntry(tx, id);
  if (entry === undefined) {
    throw new LibroFirmaError(
      'not-found',
      'notification.address-missing',
      { it: 'Questa voce della rubrica non c’è.', en: 'No such entry in the address book.' },
      { where: id },
    );
  }
  if (changed === 0) {
    throw new LibroFirmaError(
      'conflict',
      'notification.address-changed',
      {
        it: `«${entry.name}» è stato modificato da un’altra persona nel frattempo: riapri la voce e ripeti la modifica.`,
        en: 'The entry was changed by somebody else meanwhile.',
      },
      { where: id, details: { expected: change.version, got: entry.version } },
    );
  }
  await writeWords(tx, id, change.fields);
  return entry;
};

/** What a word begins with, for `like`. */
export const asPrefix = (word: string): string => `${word.slice(0, 64)}%`;

export interface Search {
  /** Every word must begin some word of the entry. Empty: all entries. */
  readonly text: string;
  readonly archived: boolean;
  readonly after: { readonly orderKey: string; readonly id: string } | undefined;
  readonly limit: number;
}

/**
 * Found once for each word. Asked of each entry instead, SQLite reads all words of the book as often as it has entries;
 * and PostgreSQL goes through what was found as often, unless it has statistics, which come a minute after a mass of
 * entries: so it is given an array, which it looks up by the key.
 */
const restrict = (tx: Tx, query: Knex.QueryBuilder, words: readonly string[]): void => {
  const having = (word: string): Knex.QueryBuilder =>
    tx
      .sql('notification_address_word')
      .where('tenant', tx.tenant)
      .where('word', 'like', asPrefix(word))
      .select('address_id');
  const [first = '', ...others] = words;
  const found = others.reduce((all, word) => all.intersect(having(word)), having(first));
  void query.withMaterialized('found', found);
  if (tx.dialect === 'postgres') void query.whereRaw('a.id = any(array(select address_id from found))');
  else void query.whereIn('a.id', tx.sql('found').select('address_id'));
};

/** In the order of names; one more than `limit` says that there are more. */
export const searchEntries = async (
  tx: Tx,
  search: Search,
): Promise<readonly { readonly entry: AddressEntry; readonly orderKey: string }[]> => {
  const query = tx
    .sql('notification_address as a')
    .where('a.tenant', tx.tenant)
    .orderBy([{ column: 'a.order_key' }, { column: 'a.id' }])
    .limit(search.limit);
  if (!search.archived) void query.where('a.archived', 0);
  const words = plain(search.text).split(' ').filter(Boolean).slice(0, 8);
  if (words.length > 0) restrict(tx, query, words);
  const { after } = search;
  if (after !== undefined) {
    void query.where((where) => {
      void where
        .where('a.order_key', '>', after.orderKey)
        .orWhere((same) => void same.where('a.order_key', after.orderKey).where('a.id', '>', after.id));
    });
  }
  const rows = (await query.select('a.*')) as AddressColumns[];
  return rows.map((row) => ({ entry: entryOf(row), orderKey: row.order_key }));
};
