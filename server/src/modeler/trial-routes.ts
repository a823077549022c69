import {
  LibroFirmaError,
  type Access,
  type AnyRoute,
  type Language,
  type RouteCall,
  type Tx,
} from '@libro-firma/engine/plugin';
import { z } from 'zod';
import { defineServerRoute } from '../routes/define.js';
import { FormAnswer, jsonObject } from '../routes/form-schema.js';
import { Person } from '../routes/paging.js';
import { namesFor } from '../routes/people.js';
import { MODEL_PERMISSION, modelers, readers } from './access.js';
import { chosenDrawing, isOneDrawing, ONE_DRAWING, xmlOf } from './chosen-drawing.js';
import { DRAWING_BODY_BYTES } from './drawing.js';
import { CaseState } from './instance-answer.js';
import type { Modeler } from './modeler.js';
import { routeRefusals } from './refusals.js';
import { routeId } from './route-routes.js';
import { holdersOf, trialAnswer, TrialAnswer } from './trial-answer.js';
import { restBriefly } from './trial-moves.js';
import { trialRow, trialsOf, type TrialRow } from './trial-rows.js';

const caseId = z.strictObject({ caseId: z.string().max(64) });
const person = z.string().min(1).max(64).optional();

/** Of a trial, nobody but whoever plays it learns that it is there. */
export const player: Access = {
  kind: 'rule',
  rule: 'chi gioca la prova, finché può disegnare iter',
  check: async (tx, { actor, params }) => {
    const row = await trialRow(tx, params['caseId'] ?? '');
    return row !== undefined && !row.replay && row.actor === actor.id && actor.permissions.has(MODEL_PERMISSION);
  },
};

type Caller = Pick<RouteCall<unknown, unknown, unknown>, 'tenant' | 'language'>;

/** "Prova": drafts that are run with the real engine, each person played by one. */
export const trialRoutes = ({ context, reads, moves }: Modeler): readonly AnyRoute[] => {
  const { engine, directory, db } = context;
  const drawings = { engine, directory, reads };

  const rowOf = async (tx: Tx, id: string): Promise<TrialRow> => {
    const row = await trialRow(tx, id);
    if (row === undefined) throw routeRefusals.noTrial(id);
    return row;
  };

  const answerOf = async ({ tenant, language }: Caller, id: string) => {
    await restBriefly(engine, tenant, id);
    return db.read(tenant, (tx) => answerIn(tx, id, language));
  };

  const answerIn = async (tx: Tx, id: string, language: Language) => {
    const answer = await trialAnswer(tx, engine, directory, await rowOf(tx, id), language);
    if (answer === undefined) throw routeRefusals.noTrial(id);
    return answer;
  };

  return [
    defineServerRoute({
      name: 'server.trials.form',
      method: 'POST',
      path: '/routes/:id/trials/form',
      summary: {
        it: 'Il modulo con cui un disegno comincia, e chi oggi può avviarlo',
        en: 'The start form of a drawing',
      },
      access: readers,
      idempotency: 'none',
      params: routeId,
      body: {
        kind: 'json',
        maxBytes: DRAWING_BODY_BYTES,
        schema: z.strictObject(chosenDrawing).refine(isOneDrawing, ONE_DRAWING),
      },
      answer: { kind: 'json', schema: z.object({ form: FormAnswer.optional(), starters: z.array(Person) }) },
      async handle({ tenant, params, body }) {
        const xml = await db.read(tenant, (tx) => xmlOf(tx, drawings, params.id, body));
        const { form, startableBy } = await engine.trialForm({ tenant, xml });
        return db.read(tenant, async (tx) => {
          const starters = await holdersOf(tx, directory, startableBy, tx.now);
          const names = await namesFor(tx, directory, starters);
          return { form, starters: names.people(starters) };
        });
      },
    }),

    defineServerRoute({
      name: 'server.trials.start',
      method: 'POST',
      path: '/routes/:id/trials',
      summary: { it: 'Comincia una prova a nome di una persona', en: 'Starts a trial' },
      access: modelers,
      params: routeId,
      body: {
        kind: 'json',
        maxBytes: DRAWING_BODY_BYTES,
        schema: z
          .strictObject({
            ...chosenDrawing,
            as: person,
            title: z.string().trim().min(1).max(250).optional(),
            values: jsonObject.default({}),
          })
          .refine(isOneDrawing, ONE_DRAWING),
      },
      answer: { kind: 'json', schema: TrialAnswer, status: 201 },
      async handle({ tenant, actor, params, body, idempotencyKey, language }) {
        const xml = await db.read(tenant, (tx) => xmlOf(tx, drawings, params.id, body));
        const definition = await engine.prepareTrial({ tenant, xml, actor: actor.id });
        if (body.as !== undefined) await requirePerson(tenant, body.as);
        const started = await moves.start(
          { tenant, actor: actor.id, commandId: idempotencyKey },
          {
            route: params.id,
            definition,
            as: body.as,
            title: body.title ?? `Prova di «${definition.name}»`,
            values: body.values,
          },
        );
        return answerOf({ tenant, language }, started);
      },
    }),

    defineServerRoute({
      name: 'server.trials.list',
      method: 'GET',
      path: '/routes/:id/trials',
      summary: { it: 'Le mie prove di un iter, dalla più recente', en: 'My trials of a route' },
      access: modelers,
      params: routeId,
      answer: {
        kind: 'json',
        schema: z.object({
          items: z.array(z.object({ caseId: z.string(), title: z.string(), startedAt: z.number(), state: CaseState })),
        }),
      },
      handle: ({ tenant, actor, params }) =>
        db.read(tenant, async (tx) => {
          if ((await reads.one(tx, params.id)) === undefined) throw routeRefusals.noRoute(params.id);
          const items: { caseId: string; title: string; startedAt: number; state: z.output<typeof CaseState> }[] = [];
          for (const row of await trialsOf(tx, params.id, actor.id)) {
            const about = await engine.case(tx, row.caseId);
            if (about === undefined) continue;
            items.push({ caseId: row.caseId, title: about.title, startedAt: row.startedAt, state: about.state });
          }
          return { items };
        }),
    }),

    defineServerRoute({
      name: 'server.trials.read',
      method: 'GET',
      path: '/trials/:caseId',
      summary: { it: 'Una prova: percorso, attività di ciascuno, tempo, che cosa ha prodotto', en: 'A trial' },
      access: player,
      params: caseId,
      answer: { kind: 'json', schema: TrialAnswer },
      handle: ({ tenant, params, language }) => db.read(tenant, (tx) => answerIn(tx, params.caseId, language)),
    }),

    defineServerRoute({
      name: 'server.trials.complete',
      method: 'POST',
      path: '/trials/:caseId/tasks/:taskId/complete',
      summary: {
        it: 'Completa un’attività della prova come la persona a cui spetta',
        en: 'Completes a task of a trial',
      },
      access: player,
      params: caseId.extend({ taskId: z.string().max(64) }),
      body: {
        kind: 'json',
        schema: z.strictObject({
          as: person,
          outcome: z.string().max(64).optional(),
          reason: z.string().trim().max(4000).optional(),
          values: jsonObject.default({}),
        }),
      },
      answer: { kind: 'json', schema: TrialAnswer },
      async handle({ tenant, actor, params, body, idempotencyKey, language }) {
        const trial = await db.read(tenant, (tx) => rowOf(tx, params.caseId));
        const by = { tenant, actor: actor.id, commandId: idempotencyKey };
        await moves.complete(by, trial, { taskId: params.taskId, ...body });
        return answerOf({ tenant, language }, params.caseId);
      },
    }),

    defineServerRoute({
      name: 'server.trials.time',
      method: 'POST',
      path: '/trials/:caseId/time',
      summary: { it: 'Porta avanti il tempo della prova, a un istante o alla prossima scadenza', en: 'Moves the time' },
      access: player,
      params: caseId,
      body: {
        kind: 'json',
        schema: z.union([
          z.strictObject({ to: z.number().int().min(0).max(8_000_000_000_000) }),
          z.strictObject({ nextTimer: z.literal(true) }),
        ]),
      },
      answer: { kind: 'json', schema: TrialAnswer },
      async handle({ tenant, actor, params, body, language }) {
        const trial = await db.read(tenant, (tx) => rowOf(tx, params.caseId));
        await moves.moveTime({ tenant, actor: actor.id }, trial, 'to' in body ? body.to : undefined);
        return answerOf({ tenant, language }, params.caseId);
      },
    }),

    defineServerRoute({
      name: 'server.trials.message',
      method: 'POST',
      path: '/trials/:caseId/messages',
      summary: { it: 'Dà alla prova un messaggio che aspetta', en: 'Gives a message to a trial' },
      access: player,
      params: caseId,
      body: { kind: 'json', schema: z.strictObject({ waitingId: z.string().min(1).max(64) }) },
      answer: { kind: 'json', schema: TrialAnswer },
      async handle({ tenant, actor, params, body, idempotencyKey, language }) {
        const trial = await db.read(tenant, (tx) => rowOf(tx, params.caseId));
        await moves.giveMessage({ tenant, actor: actor.id, commandId: idempotencyKey }, trial, body.waitingId);
        return answerOf({ tenant, language }, params.caseId);
      },
    }),

    defineServerRoute({
      name: 'server.trials.drop',
      method: 'DELETE',
      path: '/trials/:caseId',
      summary: { it: 'Elimina una prova con tutto quello che ha prodotto', en: 'Drops a trial' },
      access: player,
      params: caseId,
      answer: { kind: 'none' },
      handle: ({ tenant, actor, params }) => moves.forget({ tenant, actor: actor.id }, params.caseId),
    }),
  ];

  async function requirePerson(tenant: string, id: string): Promise<void> {
    const inService = await db.read(tenant, async (tx) => (await directory.groupsOf(tx, id, tx.now)).length > 0);
    if (inService) return;
    throw new LibroFirmaError(
      'invalid',
      'routes.trial-nobody',
      { it: `Nessuna persona in servizio ha il codice «${id}».`, en: `Nobody in service has the id "${id}".` },
      { where: '/as' },
    );
  }
};
