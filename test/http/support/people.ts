import { example } from '@libro-firma/example-palermo';
import type { Role } from '@libro-firma/plugin-organisation/ports';

/**
 * Who walks through the doors: each role in the office that the cases belong to, and the same role in another one. The
 * requester, the registry, the procedure manager and the directors take part in the cases; the others never do.
 */
const PLANS = {
  requester: { username: 'richiedente', role: 'drafter' },
  registry: { username: 'protocollo', role: 'registry' },
  'procedure manager': { username: 'responsabile', role: 'procedureManager' },
  director: { username: 'dirigente1', role: 'director' },
  'second signer': { username: 'dirigente2', role: 'director' },
  accounting: { username: 'ragioneria', role: 'accounting' },
  administrator: { username: 'amministratore', role: 'administrator' },
  analyst: { username: 'analista', role: 'analyst' },
  drafter: { role: 'drafter', office: 'gare' },
  employee: { role: 'employee', office: 'gare' },
  'employee elsewhere': { role: 'employee', office: 'edilizia' },
  'drafter elsewhere': { role: 'drafter', office: 'edilizia' },
  'procedure manager elsewhere': { role: 'procedureManager', office: 'edilizia' },
  'director elsewhere': { role: 'director', office: 'edilizia' },
  'registry elsewhere': { role: 'registry', office: 'edilizia' },
  // The example has these roles in one office only: they are given to employees of another one.
  'accounting elsewhere': { role: 'accounting', office: 'anagrafe', appointed: true },
  'administrator elsewhere': { role: 'administrator', office: 'cultura', appointed: true },
  'analyst elsewhere': { role: 'analyst', office: 'servizi-sociali', appointed: true },
} as const satisfies Readonly<Record<string, Plan>>;

interface Plan {
  readonly role: Role;
  readonly username?: string;
  readonly office?: string;
  readonly appointed?: boolean;
}

export type Name = keyof typeof PLANS;

export interface Persona {
  readonly name: Name;
  readonly role: Role;
  readonly username: string;
  /** Actor id. */
  readonly id: string;
  /** Office in which the role still has to be given to this person. */
  readonly appointedIn: string | undefined;
}

const { people, roles } = example.organisation;

/** Somebody who holds this role in this office, and no other role anywhere. */
const only = (role: Role, office: string, not: ReadonlySet<string>): string => {
  const found = roles.find(
    (held) =>
      held.role === role &&
      held.office === office &&
      !not.has(held.person) &&
      roles.filter(({ person }) => person === held.person).length === 1,
  );
  if (found === undefined) throw new RangeError(`Nobody is only ${role} in ${office}`);
  return found.person;
};

const usernameOf = (id: string): string =>
  example.accounts.find(({ person }) => person === id)?.username ??
  people.find((person) => person.id === id)?.username ??
  '';

const idOf = (username: string): string =>
  example.accounts.find((account) => account.username === username)?.person ?? '';

const find = (): readonly Persona[] => {
  const taken = new Set<string>(example.accounts.map(({ person }) => person));
  return Object.entries<Plan>(PLANS).map(([name, { role, username, office = '', appointed = false }]) => {
    const id = username === undefined ? only(appointed ? 'employee' : role, office, taken) : idOf(username);
    taken.add(id);
    const appointedIn = appointed ? office : undefined;
    return { name: name as Name, role, username: username ?? usernameOf(id), id, appointedIn };
  });
};

export const personas: readonly Persona[] = find();

export const persona = (name: Name): Persona => {
  const found = personas.find((one) => one.name === name);
  if (found === undefined) throw new RangeError(`Nobody is called ${name}`);
  return found;
};

/** Somebody of the example in whom no test takes an interest: their account may be spoiled. */
export const bystander: string = only('drafter', 'ambiente', new Set(personas.map(({ id }) => id)));
export const bystanderUsername: string = usernameOf(bystander);
