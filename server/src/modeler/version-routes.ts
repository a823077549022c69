import type { DefinitionView } from '@libro-firma/engine';
import type { AnyRoute, Tx } from '@libro-firma/engine/plugin';
import { z } from 'zod';
import { defineServerRoute } from '../routes/define.js';
import { Person } from '../routes/paging.js';
import { namesFor } from '../routes/people.js';
import { readers } from './access.js';
import type { Modeler } from './modeler.js';
import { routeRefusals } from './refusals.js';
import { routeId } from './route-routes.js';

const VersionAnswer = z.object({
  version: z.number(),
  definitionId: z.string(),
  state: z.enum(['draft', 'published', 'superseded', 'retired']),
  by: Person,
  at: z.number(),
  reason: z.string().optional(),
  runningCases: z.number(),
});

/** Who published what, when and why. */
export const versionRoutes = ({ context, reads }: Modeler): readonly AnyRoute[] => {
  const { engine, directory } = context;

  const answersOf = async (tx: Tx, versions: readonly DefinitionView[]): Promise<z.input<typeof VersionAnswer>[]> => {
    const running = await engine.running(tx);
    const names = await namesFor(
      tx,
      directory,
      versions.map((version) => version.publishedBy ?? version.deployedBy),
    );
    return versions.map((version) => ({
      version: version.version,
      definitionId: version.id,
      state: version.state,
      by: names.person(version.publishedBy ?? version.deployedBy),
      at: version.publishedAt ?? version.deployedAt,
      reason: version.reason,
      runningCases: running.get(version.id) ?? 0,
    }));
  };

  return [
    defineServerRoute({
      name: 'server.routes.versions.list',
      method: 'GET',
      path: '/routes/:id/versions',
      summary: { it: 'Le versioni di un iter, dalla più recente', en: 'Versions of a route' },
      access: readers,
      params: routeId,
      answer: { kind: 'json', schema: z.object({ items: z.array(VersionAnswer) }) },
      handle: ({ tenant, params, db }) =>
        db.read(tenant, async (tx) => {
          const route = await reads.one(tx, params.id);
          if (route === undefined) throw routeRefusals.noRoute(params.id);
          return { items: await answersOf(tx, route.versions) };
        }),
    }),

    defineServerRoute({
      name: 'server.routes.versions.read',
      method: 'GET',
      path: '/routes/:id/versions/:version',
      summary: { it: 'Una versione di un iter, con il suo disegno', en: 'A version of a route' },
      access: readers,
      params: routeId.extend({ version: z.coerce.number().int().min(1) }),
      answer: { kind: 'json', schema: VersionAnswer.extend({ xml: z.string() }) },
      handle: ({ tenant, params, db }) =>
        db.read(tenant, async (tx) => {
          const versions = await engine.definitions(tx, params.id);
          const version = versions.find((one) => one.version === params.version);
          const [answer] = version === undefined ? [] : await answersOf(tx, [version]);
          if (answer === undefined || version === undefined) throw routeRefusals.noVersion(params.version);
          return { ...answer, xml: await engine.definitionXml(tx, version.id) };
        }),
    }),
  ];
};
