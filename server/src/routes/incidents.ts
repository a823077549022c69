import { inLanguage, type AnyRoute, type Language, type Localized, type Tx } from '@libro-firma/engine/plugin';
import type { IncidentView } from '@libro-firma/engine';
import { z } from 'zod';
import type { ServerContext } from '../context.js';
import { refusals } from '../http/refusals.js';
import { defineServerRoute } from './define.js';
import { jsonObject } from './form-schema.js';
import { pageOf, pageQuery } from './paging.js';
import { ReceiptAnswer } from './tasks.js';

export const INCIDENTS_PERMISSION = 'engine.incidents';

const access = { kind: 'permission', permission: INCIDENTS_PERMISSION } as const;
const incidentId = z.strictObject({ id: z.string().max(64) });
const reason = z.string().trim().min(1).max(2000);

const Incident = z.object({
  id: z.string(),
  instanceId: z.string(),
  caseId: z.string(),
  caseTitle: z.string(),
  confidential: z.boolean(),
  mode: z.enum(['live', 'trial']),
  processName: z.string(),
  elementId: z.string(),
  elementName: z.string(),
  code: z.string(),
  message: z.string(),
  openedAt: z.number(),
});

export const WITHHELD_TITLE: Localized = { it: 'Pratica riservata', en: 'Confidential case' };
export const WITHHELD_MESSAGE: Localized = {
  it: 'Il messaggio è visibile solo a chi ha un ruolo su questa pratica riservata.',
  en: 'Only people with a role in this confidential case can read the message.',
};

/** Where a machine step could not go on: seen and decided by whoever watches the running cases. */
export const incidentRoutes = (context: ServerContext): readonly AnyRoute[] => {
  const { engine, caseAccess } = context;

  /** Of a confidential case, only people on its route read what it is about; others where it stands, and nothing else. */
  const answerTo = async (
    tx: Tx,
    actor: string,
    incident: IncidentView,
    language: Language,
  ): Promise<z.input<typeof Incident>> => {
    if (!incident.confidential || (await caseAccess.maySee(tx, actor, incident.caseId)))
      return { ...incident, message: inLanguage(incident.message, language) };
    const { id, instanceId, caseId, confidential, mode, processName, elementId, elementName, code, openedAt } =
      incident;
    return {
      ...{ id, instanceId, caseId, confidential, mode, processName, elementId, elementName, code, openedAt },
      caseTitle: inLanguage(WITHHELD_TITLE, language),
      message: inLanguage(WITHHELD_MESSAGE, language),
    };
  };

  return [
    defineServerRoute({
      name: 'server.incidents.list',
      method: 'GET',
      path: '/incidents',
      summary: { it: 'Le anomalie aperte, dalla più vecchia', en: 'Open incidents, the oldest first' },
      access,
      query: z.strictObject({ ...pageQuery, caseId: z.string().max(64).optional() }),
      answer: { kind: 'json', schema: pageOf(Incident) },
      handle: ({ tenant, actor, query, db, language }) =>
        db.read(tenant, async (tx) => {
          const { limit, cursor, caseId } = query;
          const page = await engine.incidents(tx, {
            limit,
            ...(cursor === undefined ? {} : { cursor }),
            ...(caseId === undefined ? {} : { caseId }),
          });
          const items: z.input<typeof Incident>[] = [];
          for (const incident of page.items) items.push(await answerTo(tx, actor.id, incident, language));
          return { items, next: page.next };
        }),
    }),

    defineServerRoute({
      name: 'server.incidents.retry',
      method: 'POST',
      path: '/incidents/:id/retry',
      summary: { it: 'Ritenta il passo, se serve con variabili corrette', en: 'Tries the element again' },
      access,
      idempotency: 'command',
      params: incidentId,
      body: {
        kind: 'json',
        schema: z.strictObject({ variables: jsonObject.optional(), reason: reason.optional() }).default({}),
      },
      answer: { kind: 'json', schema: ReceiptAnswer },
      handle: ({ tenant, actor, params, body, idempotencyKey }) =>
        engine.retryIncident({
          tenant,
          incidentId: params.id,
          actor: actor.id,
          ...(body.variables === undefined ? {} : { variables: body.variables }),
          ...(body.reason === undefined ? {} : { reason: body.reason }),
          ...(idempotencyKey === undefined ? {} : { commandId: idempotencyKey }),
        }),
    }),

    defineServerRoute({
      name: 'server.incidents.resolve',
      method: 'POST',
      path: '/incidents/:id/resolve',
      summary: { it: 'Prosegue oltre il passo come se avesse dato questi valori', en: 'Goes on behind the element' },
      access,
      idempotency: 'command',
      params: incidentId,
      body: { kind: 'json', schema: z.strictObject({ reason, output: jsonObject.optional() }) },
      answer: { kind: 'json', schema: ReceiptAnswer },
      handle: ({ tenant, actor, params, body, idempotencyKey }) =>
        engine.resolveIncident({
          tenant,
          incidentId: params.id,
          actor: actor.id,
          reason: body.reason,
          ...(body.output === undefined ? {} : { output: body.output }),
          ...(idempotencyKey === undefined ? {} : { commandId: idempotencyKey }),
        }),
    }),

    defineServerRoute({
      name: 'server.incidents.cancel',
      method: 'POST',
      path: '/incidents/:id/cancel',
      summary: { it: 'Interrompe la pratica dell’anomalia', en: "Cancels the incident's case" },
      access,
      idempotency: 'command',
      params: incidentId,
      body: { kind: 'json', schema: z.strictObject({ reason }) },
      answer: { kind: 'json', schema: ReceiptAnswer },
      async handle({ tenant, actor, params, body, db, idempotencyKey }) {
        const instanceId = params.id.slice(0, Math.max(0, params.id.lastIndexOf('.')));
        const about = await db.read(tenant, (tx) => engine.case(tx, instanceId));
        if (about === undefined) throw refusals.notFound();
        return engine.cancelCase({
          tenant,
          instanceId: about.caseId,
          actor: actor.id,
          reason: body.reason,
          ...(idempotencyKey === undefined ? {} : { commandId: idempotencyKey }),
        });
      },
    }),
  ];
};
