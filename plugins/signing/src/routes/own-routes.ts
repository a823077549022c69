import { defineRoute, type AnyRoute } from '@libro-firma/engine/plugin';
import { z } from 'zod';
import { eligibility } from '../batch/eligibility.js';
import { outcomeSentences } from '../batch/types.js';
import type { Parts } from '../parts.js';
import { credentialView, id, viewCredential } from './views.js';

const readinessView = z.strictObject({
  taskId: z.string(),
  /** Left out, like the document, for a task that is not the caller's. */
  caseId: z.string().optional(),
  title: z.string().optional(),
  document: z
    .strictObject({
      id: z.string(),
      version: z.number(),
      /** Goes back with the signature: what was opened. */
      digest: z.string(),
      name: z.string(),
      pages: z.number().optional(),
      opened: z.boolean(),
    })
    .optional(),
  onBehalfOf: z.strictObject({ id: z.string(), name: z.string() }).optional(),
  role: z.string().optional(),
  mayReject: z.boolean(),
  trial: z.boolean(),
  ready: z.boolean(),
  /** Why not, when it is not ready. */
  reason: z.strictObject({ code: z.string(), text: z.string() }).optional(),
});

/** What the signer needs before a PIN is asked. */
export const ownRoutes = (parts: () => Parts): readonly AnyRoute[] => [
  defineRoute({
    name: 'signing.credentials',
    method: 'GET',
    path: '/signing/credentials',
    summary: { it: 'I miei certificati di firma', en: 'My signing certificates' },
    access: { kind: 'signedIn', why: 'ciascuno vede solo i propri certificati' },
    answer: { kind: 'json', schema: z.strictObject({ items: z.array(credentialView) }) },
    handle: async ({ tenant, actor }) => {
      const lists = [];
      for (const provider of parts().providers.usable('live')) {
        lists.push(await provider.credentialsOf(tenant, actor.id));
      }
      return { items: lists.flat().map(viewCredential) };
    },
  }),
  defineRoute({
    name: 'signing.readiness',
    method: 'GET',
    path: '/signing/readiness',
    summary: {
      it: 'Per ogni attività di firma: il documento, se è stato aperto, se si può firmare',
      en: 'Per signature task: its document, whether it was opened and may be signed',
    },
    access: { kind: 'signedIn', why: 'le attività di altri rispondono notYours, senza dettagli' },
    query: z.strictObject({
      /** Task ids with commas between. */
      tasks: z
        .string()
        .min(1)
        .max(20_000)
        .transform((text) => [...new Set(text.split(','))])
        .pipe(z.array(id).max(200)),
    }),
    answer: { kind: 'json', schema: z.strictObject({ items: z.array(readinessView) }) },
    handle: ({ tenant, actor, query, db }) =>
      db.read(tenant, async (tx) => {
        const { services } = parts();
        const items: z.input<typeof readinessView>[] = [];
        for (const taskId of query.tasks) {
          const found = await eligibility(tx, services, actor.id, taskId, undefined);
          const { task, document } = found.ok ? found.value : found;
          const behalf = found.ok ? found.value.onBehalfOf : undefined;
          const [principal] = behalf ? await services.directory.describe(tx, [behalf]) : [];
          const role = found.ok ? (found.value.config.role ?? found.value.as.role) : undefined;
          items.push({
            taskId,
            ...(task ? { caseId: task.caseId, title: task.caseTitle } : {}),
            ...(document
              ? {
                  document: {
                    id: document.id,
                    version: document.head.n,
                    digest: document.head.digest,
                    name: document.head.name,
                    ...(document.head.pages === undefined ? {} : { pages: document.head.pages }),
                    opened: await services.documents.hasOpened(tx, actor.id, document.id, document.head.digest),
                  },
                }
              : {}),
            ...(behalf === undefined ? {} : { onBehalfOf: { id: behalf, name: principal?.name ?? behalf } }),
            ...(role === undefined ? {} : { role }),
            mayReject: task?.config['allowReject'] !== false,
            trial: task?.mode === 'trial',
            ready: found.ok,
            ...(found.ok
              ? {}
              : { reason: { code: found.ending.outcome, text: found.ending.detail || outcomeSentences.failed } }),
          });
        }
        return { items };
      }),
  }),
];
