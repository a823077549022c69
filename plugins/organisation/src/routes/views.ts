import type { Tx } from '@libro-firma/engine/plugin';
import type { z } from 'zod';
import type { Person, RoleHeld, SignatureBook } from '../ports.js';
import { roleLabels } from '../roles.js';
import { listOffices } from '../store/offices.js';
import type { bookView, personSummary, roleView } from './shapes.js';

export const fullName = (person: Person): string => `${person.givenName} ${person.familyName}`;

export const personView = (person: Person): z.output<typeof personSummary> => ({
  id: person.id,
  name: fullName(person),
  email: person.email,
  username: person.username,
});

/** Names of the offices by id. */
export const officeNames = async (tx: Tx, at: number, ids: readonly string[]): Promise<ReadonlyMap<string, string>> =>
  new Map((await listOffices(tx, at, [...new Set(ids)])).map((office) => [office.id, office.name]));

const officeView = (id: string, names: ReadonlyMap<string, string>) => ({ id, name: names.get(id) ?? id });

export const roleAnswer = (held: RoleHeld, names: ReadonlyMap<string, string>): z.input<typeof roleView> => ({
  role: held.role,
  label: roleLabels[held.role],
  office: officeView(held.office, names),
  validFrom: held.validFrom,
  validTo: held.validTo,
  actRef: held.actRef,
});

export const bookAnswer = (book: SignatureBook, names: ReadonlyMap<string, string>): z.output<typeof bookView> => ({
  id: book.id,
  name: book.name,
  office: officeView(book.office, names),
  clerkCheck: book.clerkCheck,
  initials: book.positions.initials !== undefined,
  secondSigner: book.positions.signer2 !== undefined,
  register: book.register,
});
