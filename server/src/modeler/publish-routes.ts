import type { DefinitionView } from '@libro-firma/engine';
import type { AnyRoute, Tx } from '@libro-firma/engine/plugin';
import { z } from 'zod';
import { defineServerRoute } from '../routes/define.js';
import { publishers } from './access.js';
import { overtaken, requireRev, revision } from './draft-routes.js';
import { drawingOf } from './drawing.js';
import type { Modeler } from './modeler.js';
import { routeRefusals } from './refusals.js';
import { RouteAnswer } from './route-answer.js';
import { routeId } from './route-routes.js';
import { draftXml, insertRoute, lockRoute, markPublished, markRetired } from './route-rows.js';
import { scenariosOf } from './scenario-rows.js';
import type { RouteView } from './route-view.js';

const reason = z.string().trim().min(1).max(2000);

/** Publishing the draft as a new version, and taking a route out of use. */
export const publishRoutes = (modeler: Modeler): readonly AnyRoute[] => {
  const { context, reads, answers, told, replay } = modeler;
  const { engine, directory } = context;

  const found = async (tx: Tx, id: string): Promise<RouteView> => {
    const route = await reads.one(tx, id);
    if (route === undefined) throw routeRefusals.noRoute(id);
    return route;
  };

  const answerOf = (tenant: string, viewer: string, id: string) =>
    context.db.read(tenant, async (tx) => {
      const [answer] = await answers(tx, viewer, [await found(tx, id)]);
      return answer as NonNullable<typeof answer>;
    });

  /** Within the transaction that stores the version: what is published is what whoever publishes has seen. */
  const settle =
    (id: string, seen: RouteView) =>
    async (tx: Tx, views: readonly DefinitionView[]): Promise<void> => {
      const row = await lockRoute(tx, id);
      if (row === undefined) throw routeRefusals.noRoute(id);
      const newest = Math.max(0, ...seen.versions.map(({ version }) => version));
      const view = views.find(({ processId }) => processId === id);
      const between = view === undefined || view.version > newest + 1;
      if (row.rev !== seen.row?.rev || between) throw await overtaken(tx, directory, await found(tx, id));
      await markPublished(tx, row);
    };

  return [
    defineServerRoute({
      name: 'server.routes.publish',
      method: 'POST',
      path: '/routes/:id/publish',
      summary: {
        it: 'Pubblica la bozza come nuova versione, con il motivo; prima si rifanno gli scenari conservati',
        en: 'Publishes the draft',
      },
      access: publishers,
      params: routeId,
      body: { kind: 'json', schema: z.strictObject({ rev: revision, reason }) },
      answer: { kind: 'json', schema: z.object({ route: RouteAnswer }) },
      async handle({ tenant, actor, params, body, db }) {
        const { seen, xml, scenarios } = await db.read(tenant, async (tx) => {
          const route = await found(tx, params.id);
          await requireRev(tx, directory, route, body.rev);
          const draft = await draftXml(tx, params.id);
          if (draft === undefined) throw routeRefusals.noDraft();
          const now = route.published && (await engine.definitionXml(tx, route.published.id));
          if (draft === now) throw routeRefusals.unchanged();
          return { seen: route, xml: draft, scenarios: await scenariosOf(tx, params.id) };
        });
        await drawingOf(params.id, xml);
        for (const scenario of scenarios) {
          const stumble = await replay({ tenant, actor: actor.id, route: params.id, xml, scenario });
          if (stumble !== undefined) throw routeRefusals.scenarioFailed(scenario, stumble);
        }
        await engine.deploy({
          tenant,
          xml,
          actor: actor.id,
          publish: true,
          reason: body.reason,
          write: settle(params.id, seen),
        });
        const route = await answerOf(tenant, actor.id, params.id);
        context.log.info({ tenant, route: params.id, version: route.version, by: actor.id }, 'route published');
        told.changed(tenant, 'route.published', params.id, route.rev);
        return { route };
      },
    }),

    defineServerRoute({
      name: 'server.routes.retire',
      method: 'POST',
      path: '/routes/:id/retire',
      summary: {
        it: 'Ritira un iter: nessuno lo avvia più, le pratiche in corso arrivano in fondo',
        en: 'Retires a route',
      },
      access: publishers,
      params: routeId,
      body: { kind: 'json', schema: z.strictObject({ reason }) },
      answer: { kind: 'json', schema: RouteAnswer },
      async handle({ tenant, actor, params, body, db }) {
        await db.read(tenant, async (tx) => {
          const route = await found(tx, params.id);
          if (route.published === undefined) throw routeRefusals.notPublished();
          const callers = await engine.callers(tx, params.id);
          if (callers.length > 0) throw routeRefusals.called(callers);
        });
        await engine.retire({
          tenant,
          processId: params.id,
          write: async (tx) => {
            await insertRoute(tx, params.id, actor.id);
            const row = await lockRoute(tx, params.id);
            if (row !== undefined) await markRetired(tx, row, actor.id, body.reason);
          },
        });
        const route = await answerOf(tenant, actor.id, params.id);
        context.log.info({ tenant, route: params.id, by: actor.id }, 'route retired');
        told.changed(tenant, 'route.retired', params.id, route.rev);
        return route;
      },
    }),
  ];
};
