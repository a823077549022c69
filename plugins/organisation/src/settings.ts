import { z } from 'zod';
import { roles } from './roles.js';

const permissionsOfRoles = z
  .partialRecord(z.enum(roles), z.array(z.string().regex(/^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9-]*)+$/)))
  .default({});

/** Settings of the plugin (`plugins.organisation` of the settings file). */
export const OrganisationSettings = z.strictObject({
  permissions: z
    .strictObject({
      /** Permissions that a role has beside those of `permissions.ts`: `{ "director": ["protocol.void"] }`. */
      grant: permissionsOfRoles,
      /** Permissions of `permissions.ts` that a role does not have here. */
      revoke: permissionsOfRoles,
    })
    .default({ grant: {}, revoke: {} }),
});

export type OrganisationSettings = z.output<typeof OrganisationSettings>;
