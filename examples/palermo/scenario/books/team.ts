import type { Role } from '@libro-firma/plugin-organisation';
import { example } from '../../src/index.js';

export interface Member {
  readonly id: string;
  readonly username: string;
  readonly email: string;
}

/** Who works on the acts of a signature book, each somebody else. */
export interface Team {
  readonly drafter: Member;
  readonly manager: Member;
  readonly clerk: Member;
  readonly director: Member;
  /** Where the book has a second signer. */
  readonly second: Member | undefined;
  readonly accounting: Member;
  /** Serves acts on people, for the whole municipality. */
  readonly messenger: Member;
  /** To whom an order is given. */
  readonly colleague: Member;
}

const { people, roles, substitutions, books } = example.organisation;

const memberOf = (id: string): Member => {
  const found = people.find((person) => person.id === id);
  if (found === undefined) throw new RangeError(`Nobody is ${id}`);
  return { id, username: found.username, email: found.email };
};

/** People with this role there, those first who do nothing else: so none of them has two parts in one case. */
const holders = (role: Role, office: string): readonly Member[] => {
  const count = (person: string): number => roles.filter((held) => held.person === person).length;
  return roles
    .filter((held) => held.role === role && held.office === office)
    .sort((a, b) => count(a.person) - count(b.person))
    .map(({ person }) => memberOf(person));
};

const first = (role: Role, office: string): Member => {
  const [found] = holders(role, office);
  if (found === undefined) throw new RangeError(`Nobody is ${role} in ${office}`);
  return found;
};

/** Every director of the municipality, and who has a director's functions by delegation, each once. */
export const directors = (): readonly Member[] => {
  const own = new Set(roles.filter(({ role }) => role === 'director').map(({ person }) => person));
  const delegates = substitutions.filter(({ kind, from }) => kind === 'functionsDelegation' && own.has(from));
  return [...new Set([...own, ...delegates.map(({ to }) => to)])].map(memberOf);
};

/** @param asks the office that asks, where it is not that of the book */
export const teamOf = (bookId: string, asks?: string): Team => {
  const book = books.find(({ id }) => id === bookId);
  if (book === undefined) throw new RangeError(`No book ${bookId}`);
  const { office } = book;
  const [second] = book.positions.signer2 ?? [];
  const drafters = holders('drafter', asks ?? office);
  return {
    drafter: first('drafter', asks ?? office),
    manager: first('procedureManager', asks ?? office),
    clerk: first('registry', office),
    director: first('director', office),
    second: second !== undefined && 'role' in second ? first(second.role, second.office) : undefined,
    accounting: first('accounting', 'ragioneria'),
    messenger: first('registry', 'protocollo'),
    colleague: drafters[1] ?? first('registry', office),
  };
};
