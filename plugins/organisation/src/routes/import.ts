import { defineRoute, type AnyRoute } from '@libro-firma/engine/plugin';
import { z } from 'zod';
import { importData } from '../import/import.js';
import { organisationData } from '../import/schema.js';
import type { OrganisationData } from '../ports.js';

const count = z.number().int();

const importRoute = defineRoute({
  name: 'organisation.import',
  method: 'POST',
  path: '/organisation/import',
  summary: {
    it: 'Inserisce o aggiorna parti dell’organizzazione: tutto o niente, con tutti gli errori in una volta',
    en: 'Inserts or updates parts of the organisation, all or nothing, with all errors at once',
  },
  access: { kind: 'permission', permission: 'organisation.manage' },
  body: { kind: 'json', schema: organisationData },
  answer: {
    kind: 'json',
    schema: z.strictObject({
      sectors: count,
      offices: count,
      people: count,
      roles: count,
      substitutions: count,
      books: count,
    }),
  },
  // JSON has no undefined: a property that is there has a value.
  handle: ({ tenant, db, body }) => db.write(tenant, (tx) => importData(tx, body as OrganisationData)),
});

export const importRoutes: readonly AnyRoute[] = [importRoute];
