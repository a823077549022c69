import { testClock, testDatabase, type TestClock, type TestDatabase } from '@libro-firma/engine/testing';
import type { Dialect, Tx } from '@libro-firma/engine/plugin';
import { controlCharacter } from '../../src/fiscal-code.js';
import { migrations } from '../../src/migrations/index.js';
import { organisation } from '../../src/organisation.js';
import type { OrganisationData, Person, RoleHeld, SignatureBook, Substitution } from '../../src/ports.js';
import type { Role } from '../../src/roles.js';

export const SINCE = '2020-01-01';

/** A person with a fiscal code that no other `n` has. */
export const person = (n: number, familyName: string, givenName = 'Ada', more: Partial<Person> = {}): Person => {
  const first15 = `RSSMRA${String(n % 100).padStart(2, '0')}T10A5${String(Math.floor(n / 100) + 10)}`;
  return {
    id: `p-${n}`,
    givenName,
    familyName,
    fiscalCode: first15 + controlCharacter(first15),
    email: `${familyName.toLowerCase().replace(' ', '.')}@example.org`,
    username: familyName.toLowerCase().replace(' ', '.'),
    validFrom: SINCE,
    ...more,
  };
};

export const held = (who: string, role: Role, office: string, more: Partial<RoleHeld> = {}): RoleHeld => ({
  person: who,
  role,
  office,
  validFrom: SINCE,
  ...more,
});

export const substitution = (from: string, to: string, more: Partial<Substitution> = {}): Substitution => ({
  id: `s-${from}-${to}`,
  kind: 'substitute',
  from,
  to,
  scope: {},
  validFrom: SINCE,
  ...more,
});

export const book = (id: string, office: string, more: Partial<SignatureBook> = {}): SignatureBook => ({
  id,
  name: `Libro firma ${id}`,
  office,
  positions: {
    requester: [{ role: 'drafter', office }],
    initials: [{ role: 'procedureManager', office }],
    signer1: [{ role: 'director', office }],
  },
  clerkCheck: false,
  register: 'generale',
  validFrom: SINCE,
  ...more,
});

/** Two offices in one sector: a director, a procedure manager and a drafter in each, one protocol clerk, one administrator. */
export const town: Required<OrganisationData> = {
  sectors: [{ id: 'tecnico', name: 'Settore tecnico', validFrom: SINCE }],
  offices: [
    { id: 'gare', name: 'Ufficio Gare', sector: 'tecnico', validFrom: SINCE },
    { id: 'strade', name: 'Ufficio Strade', sector: 'tecnico', validFrom: SINCE },
  ],
  people: [
    person(1, 'Alfano'),
    person(2, 'Bellomo'),
    person(3, 'Cusimano'),
    person(4, 'Di Stefano', 'Ugo', { username: 'distefano', email: 'distefano@example.org' }),
    person(5, 'Errante'),
    person(6, 'Ferrò', 'Zoë', { username: 'ferro', email: 'ferro@example.org' }),
    person(7, 'Gambino'),
    person(8, 'Helg'),
  ],
  roles: [
    held('p-1', 'director', 'gare'),
    held('p-2', 'procedureManager', 'gare'),
    held('p-3', 'drafter', 'gare'),
    held('p-4', 'director', 'strade'),
    held('p-5', 'procedureManager', 'strade'),
    held('p-6', 'drafter', 'strade'),
    held('p-7', 'registry', 'gare'),
    held('p-8', 'administrator', 'gare'),
  ],
  substitutions: [],
  books: [
    book('lf-gare', 'gare', {
      clerkCheck: true,
      positions: {
        requester: [
          { role: 'drafter', office: 'gare' },
          { role: 'procedureManager', office: 'gare' },
        ],
        clerk: [{ role: 'registry', office: 'gare' }],
        initials: [{ role: 'procedureManager', office: 'gare' }],
        signer1: [{ role: 'director', office: 'gare' }],
        signer2: [{ person: 'p-4' }],
        substitute: [{ role: 'director', office: 'strade' }],
      },
    }),
    book('lf-strade', 'strade'),
  ],
};

export interface World {
  readonly db: TestDatabase;
  readonly clock: TestClock;
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  take(data: OrganisationData): Promise<void>;
  close(): Promise<void>;
}

/** An own database with the plugin's tables, on a clock that stands at 3 March 2026, 9:00 in Rome. */
export const world = async (dialect: Dialect, data: OrganisationData = town): Promise<World> => {
  const clock = testClock('2026-03-03T08:00:00Z');
  const db = await testDatabase({ clock, migrations, dialect });
  const write = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.write('comune', work);
  const take = async (more: OrganisationData): Promise<void> => {
    await write((tx) => organisation.import(tx, more));
  };
  await take(data);
  return { db, clock, write, read: (work) => db.read('comune', work), take, close: () => db.drop() };
};
