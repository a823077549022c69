import type { AnyRoute, Directory, LibroFirmaError, Tx } from '@libro-firma/engine/plugin';
import { z } from 'zod';
import { defineServerRoute } from '../routes/define.js';
import { Person } from '../routes/paging.js';
import { namesFor } from '../routes/people.js';
import { modelers, readers } from './access.js';
import { drawingOf, drawingText, DRAWING_BODY_BYTES } from './drawing.js';
import type { Modeler } from './modeler.js';
import { CheckAnswer, problemsOf } from './problems.js';
import { routeRefusals } from './refusals.js';
import { RouteAnswer } from './route-answer.js';
import { routeId } from './route-routes.js';
import { clearDraft, deleteRoute, draftXml, insertRoute, keepDraft, lockRoute } from './route-rows.js';
import { lastChangeOf, type RouteView } from './route-view.js';
import { trialsOf } from './trial-rows.js';

export const revision = z.number().int().min(0);

const DraftAnswer = z.object({
  xml: z.string(),
  rev: z.number(),
  by: Person.nullable(),
  at: z.number().nullable(),
  /** The version whose XML this is when there is no draft. */
  version: z.number().nullable(),
});

/** Files from elsewhere may end their lines otherwise. */
const sameText = (one: string, other: string): boolean =>
  one.replaceAll('\r\n', '\n').trim() === other.replaceAll('\r\n', '\n').trim();

/** That somebody else was first: who, and when. */
export const overtaken = async (tx: Tx, directory: Directory, route: RouteView): Promise<LibroFirmaError> => {
  const last = lastChangeOf(route);
  const names = await namesFor(tx, directory, [last?.by]);
  return routeRefusals.draftChanged(last && names.person(last.by), last?.at, route.rev);
};

/**
 * Nothing of what somebody else did is overwritten.
 *
 * @throws LibroFirmaError `routes.draft-changed`
 */
export const requireRev = async (tx: Tx, directory: Directory, route: RouteView, rev: number): Promise<void> => {
  if (route.rev !== rev) throw await overtaken(tx, directory, route);
};

/** The draft of a route: read, saved while it is drawn, checked, dropped. */
export const draftRoutes = ({ context, reads, answers, told, moves }: Modeler): readonly AnyRoute[] => {
  const { engine, directory } = context;

  const found = async (tx: Tx, id: string): Promise<RouteView> => {
    const route = await reads.one(tx, id);
    if (route === undefined) throw routeRefusals.noRoute(id);
    return route;
  };

  return [
    defineServerRoute({
      name: 'server.routes.draft.read',
      method: 'GET',
      path: '/routes/:id/draft',
      summary: { it: 'La bozza; dove non c’è, la versione da cui cominciare', en: 'The draft of a route' },
      access: readers,
      params: routeId,
      answer: { kind: 'json', schema: DraftAnswer },
      handle: ({ tenant, params, db }) =>
        db.read(tenant, async (tx) => {
          const route = await found(tx, params.id);
          const draft = route.row?.draft;
          const xml = draft === undefined ? undefined : await draftXml(tx, params.id);
          if (draft !== undefined && xml !== undefined) {
            const names = await namesFor(tx, directory, [draft.by]);
            return { xml, rev: route.rev, by: names.person(draft.by), at: draft.at, version: null };
          }
          const from = route.published ?? route.versions[0];
          if (from === undefined) throw routeRefusals.noRoute(params.id);
          return {
            xml: await engine.definitionXml(tx, from.id),
            rev: route.rev,
            by: null,
            at: null,
            version: from.version,
          };
        }),
    }),

    defineServerRoute({
      name: 'server.routes.draft.save',
      method: 'PUT',
      path: '/routes/:id/draft',
      summary: {
        it: 'Salva la bozza sulla revisione letta; se un altro l’ha cambiata, lo dice e non sovrascrive. Uguale a ciò che è pubblicato, non è più una bozza',
        en: 'Saves the draft; one that is the same as what is published is dropped',
      },
      access: modelers,
      idempotency: 'none',
      params: routeId,
      body: {
        kind: 'json',
        maxBytes: DRAWING_BODY_BYTES,
        schema: z.strictObject({ xml: drawingText, rev: revision }),
      },
      answer: { kind: 'json', schema: RouteAnswer },
      async handle({ tenant, actor, params, body, db }) {
        const facts = await drawingOf(params.id, body.xml);
        const saved = await db.write(tenant, async (tx) => {
          const before = await found(tx, params.id);
          // One that was deployed without the modeler has no row yet.
          if (before.row === undefined) await insertRoute(tx, params.id, actor.id);
          const row = await lockRoute(tx, params.id);
          if (row === undefined) throw routeRefusals.noRoute(params.id);
          const route = await found(tx, params.id);
          await requireRev(tx, directory, route, body.rev);
          const { published } = route;
          const same = published !== undefined && sameText(body.xml, await engine.definitionXml(tx, published.id));
          if (!same) await keepDraft(tx, row, { xml: body.xml, facts, by: actor.id });
          else if (row.draft !== undefined) await clearDraft(tx, row);
          const [answer] = await answers(tx, actor.id, [await found(tx, params.id)]);
          return answer as NonNullable<typeof answer>;
        });
        told.changed(tenant, 'route.saved', params.id, saved.rev);
        return saved;
      },
    }),

    defineServerRoute({
      name: 'server.routes.draft.drop',
      method: 'DELETE',
      path: '/routes/:id/draft',
      summary: {
        it: 'Elimina la bozza; un iter mai pubblicato viene eliminato con lei',
        en: 'Drops the draft',
      },
      access: modelers,
      params: routeId,
      query: z.strictObject({ rev: z.coerce.number().int().min(0) }),
      answer: { kind: 'none' },
      async handle({ tenant, params, query, db }) {
        const never = await db.write(tenant, async (tx) => {
          const row = await lockRoute(tx, params.id);
          const route = await found(tx, params.id);
          await requireRev(tx, directory, route, query.rev);
          if (row?.draft === undefined) throw routeRefusals.noDraft();
          if (route.versions.length > 0) {
            await clearDraft(tx, row);
            return [];
          }
          const trials = await trialsOf(tx, params.id);
          await deleteRoute(tx, params.id);
          return trials;
        });
        for (const { caseId, actor } of never) await moves.forget({ tenant, actor }, caseId);
        told.changed(tenant, 'route.deleted', params.id, query.rev + 1);
      },
    }),

    defineServerRoute({
      name: 'server.routes.check',
      method: 'POST',
      path: '/routes/:id/check',
      summary: {
        it: 'Il controllo che si fa alla pubblicazione, senza salvare: ogni problema con il suo elemento e che cosa fare',
        en: 'Checks a drawing',
      },
      access: modelers,
      idempotency: 'none',
      params: routeId,
      body: { kind: 'json', maxBytes: DRAWING_BODY_BYTES, schema: z.strictObject({ xml: drawingText }) },
      answer: { kind: 'json', schema: CheckAnswer },
      async handle({ tenant, params, body, db }) {
        await db.read(tenant, (tx) => found(tx, params.id));
        const problems = await problemsOf(engine, tenant, params.id, body.xml);
        return { ok: !problems.some(({ severity }) => severity === 'error'), problems: [...problems] };
      },
    }),
  ];
};
