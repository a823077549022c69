import { defineRoute, FileAnswer, type AnyRoute } from '@libro-firma/engine/plugin';
import { z } from 'zod';
import { refuse } from '../errors.js';
import type { Parts } from '../parts.js';
import { id } from './views.js';

/** For demonstration keys; without them both answer that there is no provider. */
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
    name: 'signing.demo.unlock',
    method: 'POST',
    path: '/signing/demo/credentials/:credentialId/unlock',
    summary: { it: 'Sblocca un certificato dimostrativo', en: 'Unlocks a demonstration certificate' },
    access: { kind: 'permission', permission: 'signing.unlock' },
    params: z.strictObject({ credentialId: id }),
    answer: { kind: 'none' },
    idempotency: 'none',
    handle: async ({ tenant, params: { credentialId } }) => {
      const { demoKeys } = parts();
      if (!demoKeys) throw refuse('no-key-provider');
      await demoKeys.unlock(tenant, credentialId);
    },
  }),
];
