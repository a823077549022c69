import type { Engine } from '@libro-firma/engine';
import type { Directory, Tx } from '@libro-firma/engine/plugin';
import { z } from 'zod';
import { Person } from '../routes/paging.js';
import { namesFor } from '../routes/people.js';
import { scenarioCounts } from './scenario-rows.js';
import { trialCounts } from './trial-rows.js';
import type { RouteView } from './route-view.js';

const Change = z.object({ by: Person, at: z.number(), reason: z.string().optional() });

/** A route as the modeler reads it (`modeler/src/app/api/route-answers.ts`). */
export const RouteAnswer = z.object({
  id: z.string(),
  name: z.string(),
  /** `*` for every sector; `null` when the drawing does not say. */
  sector: z.string().nullable(),
  state: z.enum(['draft', 'published', 'retired']),
  rev: z.number(),
  version: z.number().nullable(),
  draft: Change.extend({ rev: z.number() }).nullable(),
  published: Change.extend({ version: z.number(), definitionId: z.string() }).nullable(),
  retired: Change.extend({ reason: z.string() }).nullable(),
  runningCases: z.number(),
  startableBy: z.array(z.object({ group: z.string(), label: z.string() })),
  scenarios: z.number(),
  /** The viewer's own. */
  trials: z.number(),
});

export type RouteAnswers = (
  tx: Tx,
  viewer: string,
  routes: readonly RouteView[],
) => Promise<z.input<typeof RouteAnswer>[]>;

export const routeAnswers =
  (engine: Pick<Engine, 'running'>, directory: Directory): RouteAnswers =>
  async (tx, viewer, routes) => {
    const names = await namesFor(
      tx,
      directory,
      routes.flatMap(({ row, published }) => [
        row?.draft?.by,
        row?.retired?.by,
        published?.publishedBy,
        published?.deployedBy,
      ]),
      routes.flatMap(({ startableBy }) => startableBy),
    );
    const running = await engine.running(tx);
    const scenarios = await scenarioCounts(tx);
    const trials = await trialCounts(tx, viewer);
    return routes.map((route) => {
      const { id, name, sector, state, rev, row, published, versions, startableBy } = route;
      const draft = row?.draft;
      return {
        id,
        name,
        sector: sector ?? null,
        state,
        rev,
        version: published?.version ?? null,
        draft: draft === undefined ? null : { rev, by: names.person(draft.by), at: draft.at },
        published:
          published === undefined
            ? null
            : {
                version: published.version,
                definitionId: published.id,
                by: names.person(published.publishedBy ?? published.deployedBy),
                at: published.publishedAt ?? published.deployedAt,
                reason: published.reason,
              },
        retired:
          state === 'retired' && row?.retired !== undefined
            ? { ...row.retired, by: names.person(row.retired.by) }
            : null,
        runningCases: versions.reduce((sum, version) => sum + (running.get(version.id) ?? 0), 0),
        startableBy: startableBy.map((group) => ({ group, label: names.group(group) })),
        scenarios: scenarios.get(id) ?? 0,
        trials: trials.get(id) ?? 0,
      };
    });
  };
