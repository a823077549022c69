import type { PermissionDefinition } from '@libro-firma/engine/plugin';
import type { Role } from './roles.js';

/** Permissions of this plugin. */
export const permissionDefinitions: readonly PermissionDefinition[] = [
  { name: 'organisation.read', label: { it: 'Vedere l’organigramma e le sostituzioni', en: 'See the org chart' } },
  { name: 'organisation.manage', label: { it: 'Modificare l’organizzazione', en: 'Change the organisation' } },
  {
    name: 'organisation.substitutions.manage',
    label: { it: 'Inserire e chiudere sostituzioni e deleghe di tutti', en: 'Manage substitutions of everybody' },
  },
];

/**
 * What each role may do beyond the cases that its holder takes part in. `employee` is everybody in service. Names are
 * permissions of the server and of the plugins; the settings add to them and take from them (see `settings.ts`).
 */
export const permissionsByRole: Readonly<Record<Role, readonly string[]>> = {
  employee: ['organisation.read'],
  drafter: ['notification.addressBook.use'],
  procedureManager: ['notification.addressBook.use'],
  director: ['protocol.register.read', 'notification.addressBook.use'],
  accounting: ['protocol.register.read'],
  registry: [
    'protocol.register.read',
    'protocol.classify',
    'protocol.void',
    'notification.addressBook.use',
    'notification.addressBook.edit',
    'notification.outbox.read',
  ],
  administrator: [
    'organisation.manage',
    'organisation.substitutions.manage',
    'server.accounts',
    'engine.deploy',
    'engine.incidents',
    'engine.watch',
    'protocol.register.read',
    'protocol.open',
    'signing.unlock',
    'notification.addressBook.use',
    'notification.addressBook.edit',
    'notification.outbox.read',
  ],
  analyst: ['engine.model', 'engine.deploy', 'engine.watch', 'engine.incidents', 'notification.addressBook.use'],
};

export interface PermissionChanges {
  readonly grant: { readonly [R in Role]?: readonly string[] | undefined };
  readonly revoke: { readonly [R in Role]?: readonly string[] | undefined };
}

/** What follows from these roles; what is revoked for a role may still come from another one. */
export const permissionsFor = (roles: Iterable<Role>, changes: PermissionChanges): ReadonlySet<string> => {
  const permissions = new Set<string>();
  for (const role of new Set(roles)) {
    const revoked = changes.revoke[role] ?? [];
    for (const permission of [...permissionsByRole[role], ...(changes.grant[role] ?? [])]) {
      if (!revoked.includes(permission)) permissions.add(permission);
    }
  }
  return permissions;
};
