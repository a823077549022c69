import { defineRoute, LibroFirmaError, type AnyRoute } from '@libro-firma/engine/plugin';
import { z } from 'zod';
import { pageQuery, readCursor, writeCursor } from '../cursor.js';
import { EDIT_ADDRESS_BOOK, USE_ADDRESS_BOOK } from '../permissions.js';
import { findDuplicates } from './duplicates.js';
import { entryFrom, TypedEntry } from './entry.js';
import { addEntry, changeEntry, findSame, readEntry, searchEntries, type AddressEntry } from './store.js';

const mayUse = { kind: 'permission', permission: USE_ADDRESS_BOOK } as const;
const mayEdit = { kind: 'permission', permission: EDIT_ADDRESS_BOOK } as const;

const EntryAnswer = z.object({
  id: z.string(),
  kind: z.enum(['person', 'company', 'administration']),
  name: z.string(),
  givenName: z.string().optional(),
  familyName: z.string().optional(),
  email: z.string(),
  pec: z.string().optional(),
  address: z.string().optional(),
  ipaCode: z.string().optional(),
  taxCode: z.string().optional(),
  archived: z.boolean(),
  version: z.number(),
  updatedAt: z.number(),
});

const id = z.strictObject({ id: z.string().max(40) });

const missing = (where: string): LibroFirmaError =>
  new LibroFirmaError(
    'not-found',
    'notification.address-missing',
    { it: 'Questa voce della rubrica non c’è.', en: 'No such entry in the address book.' },
    { where },
  );

/** Adding an entry that is already there would only make the next search harder. */
const alreadyThere = (entry: AddressEntry): LibroFirmaError =>
  new LibroFirmaError(
    'conflict',
    'notification.address-exists',
    {
      it: `«${entry.name}» con l’e-mail ${entry.email} è già in rubrica${entry.archived ? ' (archiviato)' : ''}: usa o modifica quella voce.`,
      en: 'An entry with this name and e-mail exists.',
    },
    { where: entry.id, details: { id: entry.id } },
  );

export const addressRoutes = (): readonly AnyRoute[] => [
  defineRoute({
    name: 'notification.addresses.search',
    method: 'GET',
    path: '/notification/addresses',
    summary: { it: 'Cerca nella rubrica, in ordine di nome', en: 'Searches the address book, by name' },
    access: mayUse,
    query: z.strictObject({
      ...pageQuery,
      text: z.string().max(200).default(''),
      archived: z.stringbool().default(false),
    }),
    answer: { kind: 'json', schema: z.object({ items: z.array(EntryAnswer), next: z.string().nullable() }) },
    async handle({ tenant, query, db }) {
      const at = query.cursor === undefined ? undefined : readCursor(query.cursor, [z.string(), z.string()] as const);
      const found = await db.read(tenant, (tx) =>
        searchEntries(tx, {
          text: query.text,
          archived: query.archived,
          after: at === undefined ? undefined : { orderKey: at[0], id: at[1] },
          limit: query.limit + 1,
        }),
      );
      const items = found.slice(0, query.limit);
      const last = items.at(-1);
      return {
        items: items.map((item) => item.entry),
        next: found.length > query.limit && last !== undefined ? writeCursor([last.orderKey, last.entry.id]) : null,
      };
    },
  }),

  defineRoute({
    name: 'notification.addresses.similar',
    method: 'GET',
    path: '/notification/addresses/similar',
    summary: {
      it: 'Voci che potrebbero essere lo stesso destinatario (stessa e-mail o nome simile)',
      en: 'Entries that may be the same recipient (same e-mail, or a similar name)',
    },
    access: mayUse,
    query: z.strictObject({
      name: z.string().max(300).default(''),
      email: z.string().max(320).default(''),
      except: z.string().max(40).optional(),
    }),
    answer: {
      kind: 'json',
      schema: z.object({
        items: z.array(z.object({ entry: EntryAnswer, because: z.enum(['sameEmail', 'similarName']) })),
      }),
    },
    handle: ({ tenant, query, db }) =>
      db.read(tenant, async (tx) => ({
        items: [
          ...(await findDuplicates(tx, {
            name: query.name,
            email: query.email,
            ...(query.except === undefined ? {} : { except: query.except }),
          })),
        ],
      })),
  }),

  defineRoute({
    name: 'notification.addresses.read',
    method: 'GET',
    path: '/notification/addresses/:id',
    summary: { it: 'Una voce della rubrica', en: 'One entry of the address book' },
    access: mayUse,
    params: id,
    answer: { kind: 'json', schema: EntryAnswer },
    async handle({ tenant, params, db }) {
      const entry = await db.read(tenant, (tx) => readEntry(tx, params.id));
      if (entry === undefined) throw missing(params.id);
      return entry;
    },
  }),

  defineRoute({
    name: 'notification.addresses.add',
    method: 'POST',
    path: '/notification/addresses',
    summary: { it: 'Aggiunge una voce alla rubrica', en: 'Adds an entry to the address book' },
    access: mayEdit,
    body: { kind: 'json', schema: TypedEntry },
    answer: { kind: 'json', schema: EntryAnswer, status: 201 },
    handle: ({ tenant, actor, body, db }) =>
      db.write(tenant, async (tx) => {
        const fields = entryFrom(body);
        const same = await findSame(tx, fields);
        if (same !== undefined) throw alreadyThere(same);
        return addEntry(tx, fields, actor.id);
      }),
  }),

  defineRoute({
    name: 'notification.addresses.change',
    method: 'PUT',
    path: '/notification/addresses/:id',
    summary: {
      it: 'Modifica o archivia una voce della rubrica; le pratiche già avviate tengono i dati di prima',
      en: 'Changes or archives an entry; running cases keep what they had',
    },
    access: mayEdit,
    params: id,
    body: {
      kind: 'json',
      schema: TypedEntry.extend({ archived: z.boolean().default(false), version: z.number().int().positive() }),
    },
    answer: { kind: 'json', schema: EntryAnswer },
    handle: ({ tenant, actor, params, body, db }) => {
      const { archived, version, ...typed } = body;
      const fields = entryFrom(typed);
      return db.write(tenant, (tx) => changeEntry(tx, params.id, { fields, archived, version }, actor.id));
    },
  }),
];
