import type { ActorId, GroupKey } from '@libro-firma/engine/plugin';
import { isPosition, isRole, type Position, type Role } from './roles.js';

/** What a group key says, taken apart. An `office` of `*` is any office. */
export type Group =
  | { readonly kind: 'person'; readonly person: ActorId }
  | { readonly kind: 'role'; readonly role: Role; readonly office: string }
  | { readonly kind: 'book'; readonly book: string; readonly position: Position };

export const personGroup = (person: ActorId): GroupKey => `person:${person}`;
export const roleGroup = (role: Role, office: string): GroupKey => `role:${role}@${office}`;
export const bookGroup = (book: string, position: Position): GroupKey => `book:${book}:${position}`;

/** Ids that may stand in a group key. */
export const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** `undefined` for what is none of the known forms. */
export const parseGroup = (key: GroupKey): Group | undefined => {
  const [kind, first = '', second = '', rest] = key.split(':');
  if (rest !== undefined) return undefined;
  if (kind === 'person') return ID.test(first) && second === '' ? { kind, person: first } : undefined;
  if (kind === 'book')
    return ID.test(first) && isPosition(second) ? { kind, book: first, position: second } : undefined;
  if (kind !== 'role' || second !== '') return undefined;
  const [role = '', office = '', more] = first.split('@');
  if (more !== undefined || !isRole(role) || (office !== '*' && !ID.test(office))) return undefined;
  return { kind, role, office };
};
