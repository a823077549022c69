import type { OrganisationData, Role, Substitution } from '@libro-firma/plugin-organisation';
import { demoUsernames } from '../accounts.js';
import { books } from './books.js';
import { offices, sectors } from './offices.js';
import { staff, type Staff } from './people.js';

const SEED = 2019;

/** The n-th person with the role in the office, counted from 0. */
export const holder = ({ roles }: Pick<Staff, 'roles'>, role: Role, office: string, n = 0): string => {
  const found = roles.filter((held) => held.role === role && held.office === office)[n];
  if (found === undefined) throw new RangeError(`No ${role} number ${n} in ${office}`);
  return found.person;
};

/** One of each kind, one that is over and one that is still to come. */
const substitutions = (all: Staff): readonly Substitution[] => [
  {
    id: 'sub-tributi',
    kind: 'signingDelegation',
    from: holder(all, 'director', 'tributi'),
    to: holder(all, 'procedureManager', 'tributi'),
    scope: { books: ['lf-tributi'] },
    validFrom: '2026-01-01',
    actRef: 'Determinazione n. 3 del 02/01/2026',
  },
  {
    id: 'sub-cultura',
    kind: 'functionsDelegation',
    from: holder(all, 'director', 'cultura'),
    to: holder(all, 'procedureManager', 'cultura'),
    scope: { offices: ['cultura'] },
    validFrom: '2026-01-01',
    validTo: '2029-12-31',
    actRef: 'Determinazione n. 18 del 12/01/2026',
  },
  {
    id: 'sub-ambiente',
    kind: 'substitute',
    from: holder(all, 'registry', 'ambiente'),
    to: holder(all, 'drafter', 'ambiente'),
    scope: {},
    validFrom: '2025-08-04',
    validTo: '2025-08-22',
  },
  {
    id: 'sub-sistemi',
    kind: 'substitute',
    from: holder(all, 'administrator', 'sistemi'),
    to: holder(all, 'analyst', 'sistemi', 1),
    scope: { roles: ['administrator'] },
    validFrom: '2029-08-01',
    validTo: '2029-08-31',
    actRef: 'Determinazione n. 41 del 20/02/2026',
  },
];

/**
 * 6 sectors, 18 offices, 19 signature books and 231 people with their roles, as the Comune di Palermo had them in 2019.
 * The people are invented; the same seed gives the same ones. Those of the demo accounts bear easy usernames.
 */
export const organisation = (seed: number = SEED): Required<OrganisationData> => {
  const all = staff(seed);
  const easy = demoUsernames(all);
  return {
    sectors,
    offices,
    people: all.people.map((person) => ({ ...person, username: easy.get(person.id) ?? person.username })),
    roles: all.roles,
    substitutions: substitutions(all),
    books,
  };
};
