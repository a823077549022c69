import type { Person, Role, RoleHeld } from '@libro-firma/plugin-organisation';
import { birthplaces, fiscalCodeOf, type Birth } from './fiscal-code.js';
import { families, men, women } from './names.js';
import { officePlans, SINCE, type OfficePlan } from './offices.js';
import { random, type Random } from './random.js';

const DOMAIN = 'comune.palermo.example';

const two = (n: number): string => String(n).padStart(2, '0');

/** Small letters only: what stands before the @, and the username. */
const mailbox = (givenName: string, familyName: string): string =>
  `${givenName}.${familyName}`
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z.]/g, '');

const birth = (dice: Random, woman: boolean): Birth => ({
  year: 1960 + dice.below(38),
  month: 1 + dice.below(12),
  day: 1 + dice.below(28),
  woman,
  place: dice.pick(birthplaces),
});

/** People with different names and fiscal codes, `p-0001` onwards. */
const inventPeople = (dice: Random, count: number): readonly Person[] => {
  const taken = new Set<string>();
  const people: Person[] = [];
  while (people.length < count) {
    const woman = dice.below(100) < 55;
    const givenName = dice.pick(woman ? women : men);
    const familyName = dice.pick(families);
    const born = birth(dice, woman);
    const fiscalCode = fiscalCodeOf(familyName, givenName, born);
    const username = mailbox(givenName, familyName);
    if (taken.has(username) || taken.has(fiscalCode)) continue;
    taken.add(username).add(fiscalCode);
    const since = Math.min(2018, born.year + 24 + dice.below(12));
    people.push({
      id: `p-${String(people.length + 1).padStart(4, '0')}`,
      givenName,
      familyName,
      fiscalCode,
      email: `${username}@${DOMAIN}`,
      username,
      validFrom: `${since}-${two(1 + dice.below(12))}-01`,
    });
  }
  return people;
};

/** What the people of an office do, in the order in which they are seated; whoever is left drafts or is an employee. */
const seats = ({ id, directedBy }: OfficePlan): readonly (readonly Role[])[] => [
  ...(directedBy === undefined ? [['director'] as const] : []),
  ['procedureManager'],
  ['procedureManager', 'drafter'],
  ['registry'],
  ['drafter'],
  ['drafter'],
  ['drafter', 'registry'],
  ...(id === 'ragioneria' ? ([['accounting'], ['accounting'], ['accounting', 'drafter']] as const) : []),
  ...(id === 'sistemi' ? ([['administrator'], ['analyst'], ['analyst', 'drafter']] as const) : []),
  ['drafter'],
];

export interface Staff {
  readonly people: readonly Person[];
  readonly roles: readonly RoleHeld[];
}

/** 231 people at their desks. The same seed gives the same people. */
export const staff = (seed: number): Staff => {
  const dice = random(seed);
  const people = inventPeople(
    dice,
    officePlans.reduce((sum, plan) => sum + plan.people, 0),
  );
  const roles: RoleHeld[] = [];
  const give = (person: string, role: Role, office: string, actRef?: string): void =>
    void roles.push({ person, role, office, validFrom: SINCE, ...(actRef === undefined ? {} : { actRef }) });
  let seated = 0;
  for (const plan of officePlans) {
    const places = seats(plan);
    for (let desk = 0; desk < plan.people; desk += 1) {
      const person = (people[seated] as Person).id;
      seated += 1;
      for (const role of places[desk] ?? [dice.below(3) === 0 ? 'drafter' : 'employee']) {
        give(person, role, plan.id, role === 'director' ? `D.S. n. ${roles.length + 1} del 07/01/2019` : undefined);
      }
    }
  }
  for (const plan of officePlans) {
    if (plan.directedBy === undefined) continue;
    const head = roles.find((held) => held.role === 'director' && held.office === plan.directedBy);
    if (head !== undefined) give(head.person, 'director', plan.id, 'D.S. n. 31 del 01/02/2019 (interim)');
  }
  return { people, roles };
};
