import type { Directory } from '@libro-firma/engine/plugin';
import { positionLabels, positions, roleLabels, roles, type Position, type Role } from '../roles.js';

const ROLES_EN: Readonly<Record<Role, string>> = {
  drafter: 'Drafter',
  procedureManager: 'Procedure manager',
  director: 'Director',
  accounting: 'Accounting',
  registry: 'Registry and secretariat',
  administrator: 'Administrator',
  analyst: 'Analyst',
  employee: 'Employee',
};

const POSITIONS_EN: Readonly<Record<Position, string>> = {
  requester: 'Requester',
  clerk: 'Registry clerk',
  initials: 'Initials',
  signer1: 'First signer',
  signer2: 'Second signer',
  substitute: 'Substitute of the first signer',
  accounting: 'Accounting',
};

/** Roles and positions of a signature book, for whoever draws a route. */
export const vocabulary: NonNullable<Directory['vocabulary']> = () => ({
  roles: roles.map((value) => ({ value, label: { it: roleLabels[value], en: ROLES_EN[value] } })),
  positions: positions.map((value) => ({ value, label: { it: positionLabels[value], en: POSITIONS_EN[value] } })),
});
