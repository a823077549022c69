import { defineRoute, FileAnswer, type AnyRoute } from '@libro-firma/engine/plugin';
import { z } from 'zod';
import { refuse } from '../errors.js';
import type { Parts } from '../parts.js';
import { id } from './views.js';

const lockedView = z.strictObject({
  id: z.string(),
  owner: z.strictObject({ id: z.string(), name: z.string() }),
  /** UTC milliseconds. */
  since: z.number().optional(),
});

/** For demonstration keys; without them there is nothing locked, and the others answer that there is no provider. */
export const demoRoutes = (parts: () => Parts): readonly AnyRoute[] => [
  defineRoute({
    name: 'signing.demo.authority',
    method: 'GET',
    path: '/signing/demo/ca.cer',
    summary: { it: 'Certificato del certificatore dimostrativo', en: 'Certificate of the demonstration authority' },
    access: {
      kind: 'public',
      why: 'l’indirizzo sta in ogni certificato dimostrativo (AIA); un certificato è pubblico',
    },
    answer: { kind: 'file', types: ['application/pkix-cert'] },
    handle: async ({ tenant }) => {
      const { demoKeys } = parts();
      if (!demoKeys) throw refuse('no-key-provider');
      const certificate = await demoKeys.authorityCertificate(tenant);
      return new FileAnswer(certificate, { type: 'application/pkix-cert', name: 'certificatore-dimostrativo.cer' });
    },
  }),
  defineRoute({
    name: 'signing.demo.locked',
    method: 'GET',
    path: '/signing/demo/credentials/locked',
    summary: {
      it: 'Certificati dimostrativi bloccati da PIN errati',
      en: 'Demonstration certificates that are locked',
    },
    access: { kind: 'permission', permission: 'signing.unlock' },
    answer: { kind: 'json', schema: z.strictObject({ items: z.array(lockedView) }) },
    handle: ({ tenant, db }) =>
      db.read(tenant, async (tx) => {
        const { demoKeys, services } = parts();
        const locked = demoKeys ? await demoKeys.locked(tx) : [];
        const people = await services.directory.describe(
          tx,
          locked.map(({ owner }) => owner),
        );
        const names = new Map(people.map((one) => [one.id, one.name]));
        return {
          items: locked.map(({ id: key, owner, since }) => ({
            id: key,
            owner: { id: owner, name: names.get(owner) ?? owner },
            ...(since === undefined ? {} : { since }),
          })),
        };
      }),
  }),
  defineRoute({
    name: 'signing.demo.unlock',
    method: 'POST',
    path: '/signing/demo/credentials/:credentialId/unlock',
    summary: { it: 'Sblocca un certificato dimostrativo', en: 'Unlocks a demonstration certificate' },
    access: { kind: 'permission', permission: 'signing.unlock' },
    params: z.strictObject({ credentialId: id }),
    answer: { kind: 'none' },
    idempotency: 'none',
    handle: async ({ tenant, params: { credentialId } }) => {
      const { demoKeys, services } = parts();
      if (!demoKeys) throw refuse('no-key-provider');
      const owner = await demoKeys.unlock(tenant, credentialId);
      services.live.publish(tenant, { actor: owner }, { type: 'signing.credential.unlocked' });
    },
  }),
];
