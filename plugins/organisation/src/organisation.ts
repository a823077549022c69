import type { ActorId, GroupKey, Tx } from '@libro-firma/engine/plugin';
import { groupsOf } from './directory/groups-of.js';
import { parseGroup } from './group-key.js';
import { importData } from './import/import.js';
import type { Organisation } from './ports.js';
import { findBook, listBooks } from './store/books.js';
import { findOffice, findSector, listOffices, listSectors } from './store/offices.js';
import { findPerson, listPeople, rolesInOffice, rolesOfPeople } from './store/people.js';
import { listSubstitutions } from './store/substitutions.js';

const booksFor = async (tx: Tx, actor: ActorId, at: number) => {
  const ids = (await groupsOf(tx, actor, at)).flatMap(({ group }) => {
    const parsed = parseGroup(group);
    return parsed?.kind === 'book' && parsed.position === 'requester' ? [parsed.book] : [];
  });
  return listBooks(tx, at, { ids: [...new Set(ids)] });
};

const officesOf = async (tx: Tx, actor: ActorId, at: number) => {
  const ids = (await groupsOf(tx, actor, at)).flatMap(({ group }) => {
    const parsed = parseGroup(group);
    return parsed?.kind === 'role' && parsed.office !== '*' ? [parsed.office] : [];
  });
  return listOffices(tx, at, [...new Set(ids)]);
};

const holdsItself = async (tx: Tx, person: ActorId, group: GroupKey, at: number) =>
  (await groupsOf(tx, person, at)).some((membership) => membership.group === group && membership.kind === 'own');

/** The port over the tables; it keeps nothing between two questions. */
export const organisation: Organisation = {
  sector: findSector,
  office: findOffice,
  book: findBook,
  person: (tx, id) => findPerson(tx, { id }),
  personByUsername: (tx, username) => findPerson(tx, { username: username.toLowerCase() }),
  personByFiscalCode: (tx, fiscalCode) => findPerson(tx, { fiscal_code: fiscalCode.toUpperCase() }),
  sectors: listSectors,
  offices: (tx, at) => listOffices(tx, at),
  books: (tx, at) => listBooks(tx, at),
  people: (tx, at, filter = {}) => listPeople(tx, at, filter),
  rolesOf: rolesOfPeople,
  rolesIn: rolesInOffice,
  booksFor,
  officesOf,
  substitutions: (tx, at, filter = {}) => listSubstitutions(tx, at, filter),
  holdsItself,
  import: importData,
};
