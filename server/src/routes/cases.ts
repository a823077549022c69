import { inLanguage, LibroFirmaError, type AnyRoute, type CaseView, type Tx } from '@libro-firma/engine/plugin';
import { z } from 'zod';
import type { ServerContext } from '../context.js';
import { refusals } from '../http/refusals.js';
import { CaseAnswer, caseAnswers, CaseDetail, seenCase, type SeenCase } from './case-answer.js';
import { defineServerRoute } from './define.js';
import { jsonObject } from './form-schema.js';
import { HistoryEntry, historyAnswers, RECALLED } from './history-answer.js';
import { pageOf, pageQuery } from './paging.js';
import { RequestAnswer, requestAnswer } from './request-answer.js';
import { ReceiptAnswer } from './tasks.js';

const caseId = z.strictObject({ caseId: z.string().max(64) });
const see = { kind: 'case', param: 'caseId' } as const;

const Path = z.object({
  definitionId: z.string(),
  /** Ids of elements and of sequence flows. */
  visited: z.array(z.string()),
  flows: z.array(z.string()),
  active: z.array(z.string()),
  failed: z.array(z.string()),
});

const PAGES_AT_ONCE = 20;

/** Cases: what I asked for and what I have a part in. */
export const caseRoutes = (context: ServerContext): readonly AnyRoute[] => {
  const { engine, directory } = context;

  const answersOf = async (tx: Tx, actor: string, cases: readonly CaseView[]) => {
    const seen: SeenCase[] = [];
    for (const about of cases) seen.push(await seenCase(tx, engine, actor, about));
    return caseAnswers(tx, directory, seen);
  };

  return [
    defineServerRoute({
      name: 'server.cases.start',
      method: 'POST',
      path: '/cases',
      summary: { it: 'Avvia una pratica con il modulo iniziale del suo iter', en: 'Starts a case' },
      access: { kind: 'signedIn', why: 'l’iter dice chi può avviarlo, ed è controllato per ciascuno' },
      idempotency: 'command',
      body: {
        kind: 'json',
        schema: z.strictObject({
          processId: z.string().min(1).max(255),
          title: z.string().trim().min(1).max(250),
          confidential: z.boolean().default(false),
          mode: z.enum(['live', 'trial']).default('live'),
          values: jsonObject.default({}),
        }),
      },
      answer: { kind: 'json', schema: ReceiptAnswer.extend({ caseId: z.string() }), status: 201 },
      async handle({ tenant, actor, body, db, idempotencyKey }) {
        const may = await db.read(tenant, (tx) => engine.mayStart(tx, actor.id, body.processId));
        if (!may) throw notStartable(body.processId);
        const receipt = await engine.start({
          tenant,
          actor: actor.id,
          ...body,
          ...(idempotencyKey === undefined ? {} : { commandId: idempotencyKey }),
        });
        return { ...receipt, caseId: receipt.instanceId };
      },
    }),

    defineServerRoute({
      name: 'server.cases.list',
      method: 'GET',
      path: '/cases',
      summary: { it: 'Le pratiche che ho avviato o su cui ho un ruolo, dalla più recente', en: 'Cases that I may see' },
      access: { kind: 'signedIn', why: 'ciascuno vede solo le pratiche proprie o su cui ha un ruolo' },
      query: z.strictObject({
        ...pageQuery,
        mine: z.stringbool().default(false),
        state: z.enum(['running', 'completed', 'terminated', 'cancelled', 'ended']).optional(),
        processId: z.string().max(255).optional(),
        q: z.string().max(200).optional(),
      }),
      answer: { kind: 'json', schema: pageOf(CaseAnswer) },
      handle: ({ tenant, actor, query, db }) =>
        db.read(tenant, async (tx) => {
          const { mine, state, cursor, limit, q, processId } = query;
          const page = await casesUntilSome(cursor, state === 'ended', (at) =>
            engine.cases(tx, {
              actor: actor.id,
              scope: mine ? 'mine' : 'visible',
              limit,
              ...(at === undefined ? {} : { cursor: at }),
              ...(state === undefined || state === 'ended' ? {} : { state }),
              ...(q === undefined ? {} : { q }),
              ...(processId === undefined ? {} : { processId }),
            }),
          );
          return { items: await answersOf(tx, actor.id, page.items), next: page.next };
        }),
    }),

    defineServerRoute({
      name: 'server.cases.read',
      method: 'GET',
      path: '/cases/:caseId',
      summary: { it: 'Una pratica e dove si trova', en: 'A case and where it stands' },
      access: see,
      params: caseId,
      answer: { kind: 'json', schema: CaseDetail },
      handle: ({ tenant, actor, params, db, language }) =>
        db.read(tenant, async (tx) => {
          const about = await engine.case(tx, params.caseId);
          const [answer] = about === undefined ? [] : await answersOf(tx, actor.id, [about]);
          if (answer === undefined) throw refusals.notFound();
          const retries = about?.state === 'running' ? await engine.retries(tx, { caseId: params.caseId }) : [];
          return {
            ...answer,
            retries: retries.map((retry) => ({ ...retry, message: inLanguage(retry.message, language) })),
          };
        }),
    }),

    defineServerRoute({
      name: 'server.cases.request',
      method: 'GET',
      path: '/cases/:caseId/request',
      summary: {
        it: 'I dati con cui la pratica è stata chiesta, come sono adesso',
        en: 'What a case was asked for with, as it is now',
      },
      access: see,
      params: caseId,
      answer: { kind: 'json', schema: RequestAnswer },
      handle: ({ tenant, params, db }) =>
        db.read(tenant, async (tx) => {
          const about = await engine.case(tx, params.caseId);
          if (about === undefined) throw refusals.notFound();
          return requestAnswer(tx, engine, about);
        }),
    }),

    defineServerRoute({
      name: 'server.cases.history',
      method: 'GET',
      path: '/cases/:caseId/history',
      summary: { it: 'Che cosa è successo alla pratica, in ordine', en: 'What happened to a case' },
      access: see,
      params: caseId,
      query: z.strictObject({
        /** Only what came after this revision of the case. */
        afterRev: z.coerce.number().int().min(0).optional(),
      }),
      answer: { kind: 'json', schema: z.object({ items: z.array(HistoryEntry) }) },
      handle: ({ tenant, params, query, db, language }) =>
        db.read(tenant, async (tx) => {
          const entries = await engine.history(tx, params.caseId);
          return {
            items: await historyAnswers(tx, directory, params.caseId, entries, {
              afterRev: query.afterRev,
              language,
            }),
          };
        }),
    }),

    defineServerRoute({
      name: 'server.cases.path',
      method: 'GET',
      path: '/cases/:caseId/path',
      summary: { it: 'Da dove è passata la pratica e dove si trova, per il diagramma', en: 'The path of a case' },
      access: see,
      params: caseId,
      answer: { kind: 'json', schema: Path },
      handle: ({ tenant, params, db }) =>
        db.read(tenant, async (tx) => {
          const { definitionId, visited, flows, active, incidents } = await engine.path(tx, params.caseId);
          return {
            definitionId,
            visited: [...visited],
            flows: [...flows],
            active: [...active],
            failed: [...incidents],
          };
        }),
    }),

    defineServerRoute({
      name: 'server.cases.recall',
      method: 'POST',
      path: '/cases/:caseId/recall',
      summary: {
        it: 'Il richiedente richiama la pratica finché nessuno ha lavorato al passo successivo',
        en: 'Recalls a case',
      },
      access: see,
      idempotency: 'command',
      params: caseId,
      answer: { kind: 'json', schema: ReceiptAnswer },
      handle: ({ tenant, actor, params, idempotencyKey }) =>
        engine.recallCase({
          tenant,
          instanceId: params.caseId,
          actor: actor.id,
          reason: RECALLED,
          ...(idempotencyKey === undefined ? {} : { commandId: idempotencyKey }),
        }),
    }),
  ];
};

interface CasePage {
  readonly items: readonly CaseView[];
  readonly next: string | null;
}

/** Ended in whatever way is a filter of ours: pages without any are passed over. */
const casesUntilSome = async (
  cursor: string | undefined,
  endedOnly: boolean,
  read: (cursor: string | undefined) => Promise<CasePage>,
): Promise<CasePage> => {
  let page = await read(cursor);
  if (!endedOnly) return page;
  const ended = ({ items, next }: CasePage): CasePage => ({
    items: items.filter(({ state }) => state !== 'running'),
    next,
  });
  for (let pages = 1; pages < PAGES_AT_ONCE; pages += 1) {
    const found = ended(page);
    if (found.items.length > 0 || found.next === null) return found;
    page = await read(found.next);
  }
  return ended(page);
};

const notStartable = (processId: string): LibroFirmaError =>
  new LibroFirmaError(
    'forbidden',
    'server.process-not-startable',
    {
      it: 'Questo iter non è pubblicato, o il proprio ruolo di oggi non consente di avviarlo.',
      en: 'This process is not published, or none of your roles today may start it.',
    },
    { where: processId },
  );
