import { defineRoute, type Access, type AnyRoute, type TenantId, type Tx } from '@libro-firma/engine/plugin';
import { z } from 'zod';
import { openBatch } from '../batch/open-batch.js';
import { batchesOf, findBatch, itemsOf } from '../batch/rows.js';
import type { BatchRow } from '../batch/types.js';
import { refuse } from '../errors.js';
import type { Parts } from '../parts.js';
import { batchSummaryView, batchView, id, summarize, viewBatch } from './views.js';

/** Documents in one batch: what one person can have looked at. */
const MAX_ITEMS = 200;

const pin = z.string().min(1).max(64);
const params = z.strictObject({ batchId: id });

const own: Access = {
  kind: 'rule',
  rule: 'solo chi ha avviato il lotto di firma',
  check: async (tx, { actor, params: { batchId = '' } }) => (await findBatch(tx, batchId))?.actor === actor.id,
};

/** Signing many documents under one authorisation. The work goes on whether anybody asks or not. */
export const batchRoutes = (parts: () => Parts): readonly AnyRoute[] => {
  const view = (tx: Tx, batch: BatchRow) => viewBatch(tx, parts().services.directory, batch, parts().worker.pinMs);
  const known = async (tx: Tx, batchId: string): Promise<BatchRow> => {
    const batch = await findBatch(tx, batchId);
    if (!batch) throw refuse('batch-not-found');
    return batch;
  };
  return [
    defineRoute({
      name: 'signing.batches.open',
      method: 'POST',
      path: '/signing/batches',
      summary: {
        it: 'Firma uno o più documenti con una sola autorizzazione; il lavoro prosegue sul server',
        en: 'Signs documents under one authorisation; the work goes on at the server',
      },
      access: { kind: 'signedIn', why: 'ogni attività è controllata; quelle di altri hanno esito notYours' },
      body: {
        kind: 'json',
        schema: z.strictObject({
          tasks: z
            .array(z.strictObject({ taskId: id, digest: z.string().regex(/^[0-9a-f]{64}$/) }))
            .min(1)
            .max(MAX_ITEMS),
          credentialId: id,
          pin,
        }),
      },
      answer: { kind: 'json', schema: batchView, status: 202 },
      idempotency: 'command',
      handle: async ({ tenant, actor, body, db, idempotencyKey }) => {
        const { worker, services } = parts();
        const provider = await providerOf(parts(), tenant, actor.id, body.credentialId);
        const { batch, answer, fresh } = await db.write(tenant, async (tx) => {
          const opened = await openBatch(tx, services, {
            actor: actor.id,
            provider,
            credentialId: body.credentialId,
            tasks: body.tasks,
            idempotencyKey,
            lease: worker.ownLease,
          });
          return { ...opened, answer: await view(tx, opened.batch) };
        });
        if (fresh && batch.state !== 'finished') worker.submit(tenant, batch.id, body.pin);
        return answer;
      },
    }),
    defineRoute({
      name: 'signing.batches.list',
      method: 'GET',
      path: '/signing/batches',
      summary: { it: 'I miei lotti di firma, dal più recente', en: 'My signing batches, newest first' },
      access: { kind: 'signedIn', why: 'ciascuno vede solo i propri lotti' },
      query: z.strictObject({ cursor: z.coerce.number().int().min(0).optional() }),
      answer: {
        kind: 'json',
        schema: z.strictObject({ items: z.array(batchSummaryView), next: z.string().nullable() }),
      },
      handle: ({ tenant, actor, query: { cursor = Number.MAX_SAFE_INTEGER }, db }) =>
        db.read(tenant, async (tx) => {
          const rows = await batchesOf(tx, actor.id, cursor, PAGE + 1);
          const items = [];
          for (const batch of rows.slice(0, PAGE))
            items.push(summarize(batch, await itemsOf(tx, batch.id), parts().worker.pinMs));
          return { items, next: rows.length > PAGE ? String(rows[PAGE - 1]?.createdAt) : null };
        }),
    }),
    defineRoute({
      name: 'signing.batches.read',
      method: 'GET',
      path: '/signing/batches/:batchId',
      summary: { it: 'Un lotto di firma, con l’esito di ogni documento', en: 'One batch with each outcome' },
      access: own,
      params,
      answer: { kind: 'json', schema: batchView },
      handle: ({ tenant, params: { batchId }, db }) =>
        db.read(tenant, async (tx) => view(tx, await known(tx, batchId))),
    }),
    defineRoute({
      name: 'signing.batches.authorise',
      method: 'POST',
      path: '/signing/batches/:batchId/authorise',
      summary: { it: 'Dà di nuovo il PIN a un lotto che lo attende', en: 'Gives the PIN again' },
      access: own,
      params,
      body: { kind: 'json', schema: z.strictObject({ pin }) },
      answer: { kind: 'json', schema: batchView, status: 202 },
      idempotency: 'none', // a PIN is never kept, and never tried twice
      handle: async ({ tenant, params: { batchId }, body, db }) => {
        await parts().worker.retry(tenant, batchId, body.pin);
        return db.read(tenant, async (tx) => view(tx, await known(tx, batchId)));
      },
    }),
    defineRoute({
      name: 'signing.batches.abandon',
      method: 'POST',
      path: '/signing/batches/:batchId/abandon',
      summary: { it: 'Rinuncia a un lotto che attende il PIN', en: 'Gives up a batch that waits for its PIN' },
      access: own,
      params,
      answer: { kind: 'json', schema: batchView },
      idempotency: 'none',
      handle: async ({ tenant, params: { batchId }, db }) => {
        await parts().worker.abandon(tenant, batchId);
        return db.read(tenant, async (tx) => view(tx, await known(tx, batchId)));
      },
    }),
  ];
};

const PAGE = 20;

/** Whose credential it is. Throws `signing.no-key-provider`, `signing.no-credential`, `signing.credential-locked`. */
const providerOf = async ({ providers }: Parts, tenant: TenantId, actor: string, credentialId: string) => {
  const usable = providers.usable('live');
  if (usable.length === 0) throw refuse('no-key-provider');
  for (const provider of usable) {
    const credential = (await provider.credentialsOf(tenant, actor)).find((one) => one.id === credentialId);
    if (!credential) continue;
    if (credential.locked) throw refuse('credential-locked');
    return provider;
  }
  throw refuse('no-credential');
};
