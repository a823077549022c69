import { defineRoute, LibroFirmaError, type AnyRoute, type Tx } from '@libro-firma/engine/plugin';
import { z } from 'zod';
import { describe } from '../directory/describe.js';
import { labelsOf } from '../directory/labels.js';
import { heldBy } from '../directory/groups-of.js';
import { holdersOf } from '../directory/holders-of.js';
import { problemWith } from '../directory/problem-with.js';
import { id } from '../import/schema.js';
import type { Person } from '../ports.js';
import { listBooks } from '../store/books.js';
import { afterPerson, findPerson, listPeople, rolesOfPeople } from '../store/people.js';
import { fromCursor, named, pageOf, pageQuery, personSummary, readAccess, roleView, toCursor } from './shapes.js';
import { officeNames, personView, roleAnswer } from './views.js';

const people = defineRoute({
  name: 'organisation.people',
  method: 'GET',
  path: '/organisation/people',
  summary: { it: 'Le persone in servizio, con i ruoli di oggi; ricerca per nome', en: 'People in service' },
  access: readAccess,
  query: z.strictObject({ q: z.string().max(100).optional(), office: id.optional(), ...pageQuery }),
  answer: { kind: 'json', schema: pageOf(personSummary.extend({ roles: z.array(roleView) })) },
  handle: ({ tenant, db, now, query }) =>
    db.read(tenant, async (tx) => {
      const found = await listPeople(tx, now, {
        limit: query.limit + 1,
        ...(query.q === undefined ? {} : { search: query.q }),
        ...(query.office === undefined ? {} : { office: query.office }),
        ...(query.cursor === undefined ? {} : { after: fromCursor(query.cursor, /^[^\n]*\n[^\n]+$/) }),
      });
      const page = found.slice(0, query.limit);
      const held = await rolesOfPeople(
        tx,
        page.map((person) => person.id),
        now,
      );
      const names = await officeNames(
        tx,
        now,
        held.map((role) => role.office),
      );
      return {
        items: page.map((person) => ({
          ...personView(person),
          roles: held.filter((role) => role.person === person.id).map((role) => roleAnswer(role, names)),
        })),
        next: found.length > page.length ? toCursor(afterPerson(page.at(-1) as Person)) : null,
      };
    }),
});

const booksServedBy = async (tx: Tx, person: string, now: number) => {
  const held = (await heldBy(tx, person, now)).filter((row) => row.kind === 'own');
  return listBooks(tx, now, { ids: [...new Set(held.flatMap((row) => row.book ?? []))] });
};

const person = defineRoute({
  name: 'organisation.person',
  method: 'GET',
  path: '/organisation/people/:id',
  summary: {
    it: 'Una persona e i suoi ruoli di oggi; il codice fiscale solo per l’amministratore',
    en: 'One person; the fiscal code for administrators only',
  },
  access: readAccess,
  params: z.strictObject({ id }),
  answer: {
    kind: 'json',
    schema: personSummary.extend({
      roles: z.array(roleView),
      books: z.array(named).meta({ description: 'Signature books in which the person has a position themselves' }),
      validFrom: z.string(),
      validTo: z.string().optional(),
      fiscalCode: z.string().optional(),
    }),
  },
  handle: ({ tenant, db, now, params, actor }) =>
    db.read(tenant, async (tx) => {
      const found = await findPerson(tx, { id: params.id });
      if (found === undefined) {
        throw new LibroFirmaError('not-found', 'organisation.person-unknown', {
          it: `La persona «${params.id}» non esiste: cercala per nome.`,
          en: `There is no person “${params.id}”: search by name.`,
        });
      }
      const held = await rolesOfPeople(tx, [found.id], now);
      const names = await officeNames(
        tx,
        now,
        held.map((role) => role.office),
      );
      return {
        ...personView(found),
        roles: held.map((role) => roleAnswer(role, names)),
        books: (await booksServedBy(tx, found.id, now)).map(({ id, name }) => ({ id, name })),
        validFrom: found.validFrom,
        validTo: found.validTo,
        fiscalCode: actor.permissions.has('organisation.manage') ? found.fiscalCode : undefined,
      };
    }),
});

const holders = defineRoute({
  name: 'organisation.holders',
  method: 'GET',
  path: '/organisation/holders',
  summary: {
    it: 'Chi è, oggi, un gruppo: un ruolo in un ufficio, una posizione di un libro firma; sostituti compresi',
    en: 'Who belongs to a group today, substitutes included',
  },
  access: readAccess,
  query: z.strictObject({ group: z.string().min(1).max(200) }),
  answer: { kind: 'json', schema: z.strictObject({ label: z.string(), people: z.array(named) }) },
  handle: ({ tenant, db, now, query }) =>
    db.read(tenant, async (tx) => {
      const problem = await problemWith(tx, query.group, now);
      if (problem !== undefined) {
        throw new LibroFirmaError('invalid', 'organisation.group-unknown', { it: problem }, { where: 'group' });
      }
      const people = await describe(tx, await holdersOf(tx, query.group, now));
      return {
        label: (await labelsOf(tx, [query.group])).get(query.group) ?? query.group,
        people: people.map(({ id, name }) => ({ id, name })),
      };
    }),
});

export const peopleRoutes: readonly AnyRoute[] = [people, person, holders];
