import {
  LibroFirmaError,
  type FieldContext,
  type FieldDefinition,
  type Json,
  type JsonSchema,
  type Localized,
  type Tx,
} from '@libro-firma/engine/plugin';
import { organisation } from '../organisation.js';
import { findOffice } from '../store/offices.js';
import { findPerson } from '../store/people.js';

/**
 * The desk submits the id; an object with an `id` (the value of an earlier form, shown again) is taken too.
 * Anything else was refused by the schema.
 */
const idOf = (value: Json): string =>
  typeof value === 'object' && value !== null && 'id' in value ? String(value['id']) : String(value);

const schema = (what: string) => ({
  title: what,
  anyOf: [
    { type: 'string', minLength: 1, maxLength: 64 },
    { type: 'object', required: ['id'], properties: { id: { type: 'string', minLength: 1, maxLength: 64 } } },
  ],
});

const named = (title: string, en: string, more: JsonSchema = {}): JsonSchema => ({
  type: 'string',
  title,
  'x-en': { title: en },
  ...more,
});

const flag = (title: string, en: string): JsonSchema => ({ type: 'boolean', title, 'x-en': { title: en } });

const officeShape: JsonSchema = {
  type: 'object',
  title: 'Ufficio',
  'x-en': { title: 'Office' },
  properties: {
    id: named('Ufficio', 'Office', { 'x-list': 'organisation.offices' }),
    name: named('Nome dell’ufficio', 'Name of the office'),
    sector: {
      type: 'object',
      title: 'Settore',
      'x-en': { title: 'Sector' },
      properties: {
        id: named('Settore', 'Sector', { 'x-list': 'organisation.sectors' }),
        name: named('Nome del settore', 'Name of the sector'),
      },
    },
  },
};

const refuse = (context: FieldContext, code: string, text: Localized): LibroFirmaError =>
  new LibroFirmaError('invalid', code, text, { where: context.field.key });

/**
 * A signature book. Only books that the actor may put requests into are taken, unless the field chooses from
 * `organisation.books`; a trial may use any, since whoever tries a route works in none of its offices. The variable: `{ id, name, office: { id, name, sector }, clerkCheck, initials, secondSigner,
 * substitute, accounting, register }`, flags saying which positions are given, so that a diagram can ask for them.
 */
const book: FieldDefinition = {
  kind: 'organisation.book',
  label: { it: 'Libro firma', en: 'Signature book' },
  schema: schema('Libro firma'),
  variable: {
    type: 'object',
    title: 'Libro firma',
    properties: {
      id: named('Libro firma', 'Signature book', { 'x-list': 'organisation.books' }),
      name: named('Nome del libro firma', 'Name of the book'),
      office: officeShape,
      clerkCheck: flag('Il libro prevede il controllo del protocollo', 'The book asks for the protocol clerk’s check'),
      initials: flag('Il libro prevede la sigla', 'The book has initials'),
      secondSigner: flag('Il libro prevede un secondo firmatario', 'The book has a second signer'),
      substitute: flag('Il libro ha un sostituto del firmatario', 'The book has a substitute signer'),
      accounting: flag('Il libro prevede la ragioneria', 'The book has accounting'),
      register: named('Registro del libro firma', 'Register of the book', { 'x-list': 'protocol.registers' }),
    },
  },
  accept: async (tx: Tx, value: Json, context: FieldContext) => {
    const id = idOf(value);
    const offered =
      context.mode === 'trial' || context.field.choicesFrom === 'organisation.books'
        ? await organisation.books(tx, tx.now)
        : await organisation.booksFor(tx, context.actor, tx.now);
    const found = offered.find((candidate) => candidate.id === id);
    if (found === undefined) {
      throw refuse(context, 'organisation.book-not-offered', {
        it: `Il libro firma «${id}» non esiste, non è attivo o non è fra quelli in cui puoi fare richieste: scegline un altro.`,
        en: `The signature book “${id}” does not exist, is not in use, or is none that you may put requests into: choose another.`,
      });
    }
    const office = await findOffice(tx, found.office);
    const { positions } = found;
    return {
      id: found.id,
      name: found.name,
      office: { id: found.office, name: office?.name ?? found.office, sector: office?.sector ?? '' },
      clerkCheck: found.clerkCheck,
      initials: positions.initials !== undefined,
      secondSigner: positions.signer2 !== undefined,
      substitute: positions.substitute !== undefined,
      accounting: positions.accounting !== undefined,
      register: found.register,
    };
  },
};

/**
 * An office in which the actor works, unless the field chooses from `organisation.offices`; a trial may use any. The
 * variable: `{ id, name, sector: { id, name } }`.
 */
const office: FieldDefinition = {
  kind: 'organisation.office',
  label: { it: 'Ufficio', en: 'Office' },
  schema: schema('Ufficio'),
  variable: officeShape,
  accept: async (tx: Tx, value: Json, context: FieldContext) => {
    const id = idOf(value);
    const offered =
      context.mode === 'trial' || context.field.choicesFrom === 'organisation.offices'
        ? await organisation.offices(tx, tx.now)
        : await organisation.officesOf(tx, context.actor, tx.now);
    const found = offered.find((candidate) => candidate.id === id);
    if (found === undefined) {
      throw refuse(context, 'organisation.office-not-offered', {
        it: `L’ufficio «${id}» non esiste, non è attivo o non è fra i tuoi: scegline un altro.`,
        en: `The office “${id}” does not exist, is not in use, or is none of yours: choose another.`,
      });
    }
    const sector = await organisation.sector(tx, found.sector);
    return { id: found.id, name: found.name, sector: { id: found.sector, name: sector?.name ?? found.sector } };
  },
};

/** A person in service. The variable: `{ id, name, email }`. */
const person: FieldDefinition = {
  kind: 'organisation.person',
  label: { it: 'Persona', en: 'Person' },
  schema: schema('Persona'),
  variable: {
    type: 'object',
    title: 'Persona',
    properties: {
      id: named('Persona', 'Person', { 'x-list': 'organisation.people' }),
      name: named('Nome e cognome', 'Name and surname'),
      email: named('E-mail', 'E-mail'),
    },
  },
  accept: async (tx: Tx, value: Json, context: FieldContext) => {
    const id = idOf(value);
    const found = await findPerson(tx, { id }, tx.now);
    if (found === undefined) {
      throw refuse(context, 'organisation.person-not-offered', {
        it: `La persona «${id}» non esiste o non è in servizio: scegline un’altra.`,
        en: `The person “${id}” does not exist or is not in service: choose another.`,
      });
    }
    return { id: found.id, name: `${found.givenName} ${found.familyName}`, email: found.email };
  },
};

export const fields: readonly FieldDefinition[] = [book, office, person];
