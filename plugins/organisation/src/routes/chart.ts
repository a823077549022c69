import { defineRoute, LibroFirmaError, type AnyRoute, type Tx } from '@libro-firma/engine/plugin';
import { z } from 'zod';
import { id } from '../import/schema.js';
import { listBooks } from '../store/books.js';
import { findOffice, listOffices, listSectors } from '../store/offices.js';
import { listPeople, rolesInOffice } from '../store/people.js';
import { holds, rowsOf } from '../store/sql.js';
import { bookView, named, personSummary, readAccess, roleView } from './shapes.js';
import { bookAnswer, personView, roleAnswer } from './views.js';

interface CountRow {
  readonly office: string;
  readonly people: number | string;
}

/** People with a role in each office. */
const headcounts = async (tx: Tx, at: number): Promise<ReadonlyMap<string, number>> => {
  const rows = await rowsOf<CountRow>(
    tx,
    `select r.office as office, count(distinct r.person) as people
       from organisation_role r
       join organisation_person p on p.tenant = r.tenant and p.id = r.person
      where r.tenant = :tenant and ${holds('r')} and ${holds('p')}
      group by r.office`,
    { tenant: tx.tenant, at },
  );
  return new Map(rows.map((row) => [row.office, Number(row.people)]));
};

interface DirectorRow {
  readonly office: string;
  readonly id: string;
  readonly name: string;
}

const directors = (tx: Tx, at: number): Promise<readonly DirectorRow[]> =>
  rowsOf<DirectorRow>(
    tx,
    `select r.office as office, p.id as id, p.given_name || ' ' || p.family_name as name
       from organisation_role r
       join organisation_person p on p.tenant = r.tenant and p.id = r.person
      where r.tenant = :tenant and r.role = 'director' and ${holds('r')} and ${holds('p')}
      order by p.search`,
    { tenant: tx.tenant, at },
  );

const chart = defineRoute({
  name: 'organisation.chart',
  method: 'GET',
  path: '/organisation/chart',
  summary: { it: 'L’organigramma di oggi: settori, uffici e dirigenti', en: 'The org chart as it is today' },
  access: readAccess,
  answer: {
    kind: 'json',
    schema: z.strictObject({
      sectors: z.array(
        named.extend({
          offices: z.array(named.extend({ directors: z.array(named), people: z.number().int() })),
        }),
      ),
    }),
  },
  handle: ({ tenant, db, now }) =>
    db.read(tenant, async (tx) => {
      const offices = await listOffices(tx, now);
      const counts = await headcounts(tx, now);
      const heads = await directors(tx, now);
      return {
        sectors: (await listSectors(tx, now)).map((sector) => ({
          id: sector.id,
          name: sector.name,
          offices: offices
            .filter((office) => office.sector === sector.id)
            .map((office) => ({
              id: office.id,
              name: office.name,
              directors: heads.filter((head) => head.office === office.id).map(({ id, name }) => ({ id, name })),
              people: counts.get(office.id) ?? 0,
            })),
        })),
      };
    }),
});

const sectors = defineRoute({
  name: 'organisation.sectors',
  method: 'GET',
  path: '/organisation/sectors',
  summary: { it: 'I settori', en: 'Sectors' },
  access: readAccess,
  answer: { kind: 'json', schema: z.strictObject({ items: z.array(named) }) },
  handle: ({ tenant, db, now }) =>
    db.read(tenant, async (tx) => ({ items: (await listSectors(tx, now)).map(({ id, name }) => ({ id, name })) })),
});

const offices = defineRoute({
  name: 'organisation.offices',
  method: 'GET',
  path: '/organisation/offices',
  summary: { it: 'Gli uffici', en: 'Offices' },
  access: readAccess,
  answer: { kind: 'json', schema: z.strictObject({ items: z.array(named.extend({ sector: id })) }) },
  handle: ({ tenant, db, now }) =>
    db.read(tenant, async (tx) => ({
      items: (await listOffices(tx, now)).map(({ id, name, sector }) => ({ id, name, sector })),
    })),
});

const office = defineRoute({
  name: 'organisation.office',
  method: 'GET',
  path: '/organisation/offices/:id',
  summary: { it: 'Un ufficio: chi ci lavora oggi, con quali ruoli, e i suoi libri firma', en: 'One office today' },
  access: readAccess,
  params: z.strictObject({ id }),
  answer: {
    kind: 'json',
    schema: named.extend({
      sector: id,
      people: z.array(personSummary.extend({ roles: z.array(roleView) })),
      books: z.array(bookView),
    }),
  },
  handle: ({ tenant, db, now, params }) =>
    db.read(tenant, async (tx) => {
      const found = await findOffice(tx, params.id);
      if (found === undefined) {
        throw new LibroFirmaError('not-found', 'organisation.office-unknown', {
          it: `L’ufficio «${params.id}» non esiste: scegline uno dall’organigramma.`,
        });
      }
      const names = new Map([[found.id, found.name]]);
      const held = await rolesInOffice(tx, found.id, now);
      return {
        id: found.id,
        name: found.name,
        sector: found.sector,
        people: (await listPeople(tx, now, { office: found.id })).map((person) => ({
          ...personView(person),
          roles: held.filter((role) => role.person === person.id).map((role) => roleAnswer(role, names)),
        })),
        books: (await listBooks(tx, now, { office: found.id })).map((book) => bookAnswer(book, names)),
      };
    }),
});

export const chartRoutes: readonly AnyRoute[] = [chart, sectors, offices, office];
