import type { Position } from '../roles.js';
import type { SubstitutionKind, SubstitutionScope } from '../ports.js';

/** One thing that somebody holds, with what a scope may limit it by. */
export interface Held {
  /** The role by which it is held; `null` when it is held as a person. */
  readonly role: string | null;
  /** The office of that role; of the book, when it is held as a person. */
  readonly office: string | null;
  readonly book: string | null;
  readonly position: string | null;
}

const SIGNING: readonly Position[] = ['signer1', 'signer2'];

/**
 * Whether a substitution passes on what the delegator holds.
 *
 * - Without lists a substitute and a delegate of functions do all that the delegator does, tasks to the person included.
 *   Each list limits: with `offices` only what is held in these offices, with `roles` only what is held by these roles,
 *   with `books` only these books.
 * - A signing delegation reaches the signatures in the books, and a role only where the scope names it.
 * - The administrator's role is passed on only where the scope names it.
 * - To be an employee is never passed on: that is what somebody is.
 */
export const passesOn = (kind: SubstitutionKind, scope: SubstitutionScope, held: Held): boolean => {
  if (held.role === 'employee') return false;
  if (held.role === 'administrator' && scope.roles?.includes('administrator') !== true) return false;
  if (kind === 'signingDelegation' && !isSignature(held) && !namesRole(scope, held)) return false;
  return within(scope.roles, held.role) && within(scope.offices, held.office) && within(scope.books, held.book);
};

const isSignature = (held: Held): boolean => SIGNING.some((position) => position === held.position);

const namesRole = (scope: SubstitutionScope, held: Held): boolean =>
  held.book === null &&
  held.role !== null &&
  (scope.roles as readonly string[] | undefined)?.includes(held.role) === true;

const within = (list: readonly string[] | undefined, value: string | null): boolean =>
  list === undefined || (value !== null && list.includes(value));

/** A scope as the row keeps it. */
export const readScope = (text: string): SubstitutionScope => JSON.parse(text) as SubstitutionScope;
