import type { ListDefinition, ListItem } from '@libro-firma/engine/plugin';
import { organisation } from './organisation.js';
import { roleLabels, roles } from './roles.js';

const items = (named: readonly { readonly id: string; readonly name: string }[]): readonly ListItem[] =>
  named.map(({ id, name }) => ({ value: id, label: name }));

/** Live lists for choices in forms and in the modeler; what has ended is not offered. */
export const lists: readonly ListDefinition[] = [
  {
    name: 'organisation.sectors',
    label: { it: 'Settori', en: 'Sectors' },
    read: async (tx) => items(await organisation.sectors(tx, tx.now)),
  },
  {
    name: 'organisation.offices',
    label: { it: 'Uffici', en: 'Offices' },
    read: async (tx) => items(await organisation.offices(tx, tx.now)),
  },
  {
    name: 'organisation.myOffices',
    label: { it: 'I miei uffici', en: 'My offices' },
    read: async (tx, actor) => items(await organisation.officesOf(tx, actor, tx.now)),
  },
  {
    name: 'organisation.books',
    label: { it: 'Libri firma', en: 'Signature books' },
    read: async (tx) => items(await organisation.books(tx, tx.now)),
  },
  {
    name: 'organisation.myBooks',
    label: { it: 'I libri firma in cui posso fare richieste', en: 'My signature books' },
    read: async (tx, actor) => items(await organisation.booksFor(tx, actor, tx.now)),
  },
  {
    name: 'organisation.people',
    label: { it: 'Persone in servizio', en: 'People in service' },
    read: async (tx) =>
      (await organisation.people(tx, tx.now)).map((person) => ({
        value: person.id,
        label: `${person.familyName} ${person.givenName}`,
      })),
  },
  {
    name: 'organisation.roles',
    label: { it: 'Ruoli', en: 'Roles' },
    read: () => Promise.resolve(roles.map((role) => ({ value: role, label: roleLabels[role] }))),
  },
];
