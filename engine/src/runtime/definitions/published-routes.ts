import { drawnRoute } from '../../model/index.js';
import type { DrawnRoute } from '../../plugin/checks.js';
import type { Tx } from '../../plugin/database.js';
import type { Graphs } from '../graphs.js';

export interface PublishedRoutes {
  /** As it is published; `undefined` for one that is not, or that can no longer be run. */
  route(processId: string): Promise<DrawnRoute | undefined>;
  /** Published routes that call this one. */
  callersOf(processId: string): Promise<readonly DrawnRoute[]>;
}

/** Published routes as they are drawn; read when they are asked for. */
export const publishedRoutes = (tx: Tx, graphs: Graphs): PublishedRoutes => {
  const known = new Map<string, Promise<DrawnRoute | undefined>>();
  const published = async (): Promise<readonly { id: string; process_id: string }[]> =>
    (await tx
      .sql('lf_definition')
      .where({ tenant: tx.tenant, state: 'published' })
      .orderBy('process_id')
      .select('id', 'process_id')) as readonly { id: string; process_id: string }[];

  const load = async (processId: string): Promise<DrawnRoute | undefined> => {
    const row = (await tx
      .sql('lf_definition')
      .where({ tenant: tx.tenant, process_id: processId, state: 'published' })
      .first('id')) as { id: string } | undefined;
    const definition = row === undefined ? undefined : await graphs.runnable(tx, row.id);
    return definition === undefined ? undefined : drawnRoute(definition.graph);
  };

  const route = (processId: string): Promise<DrawnRoute | undefined> => {
    let found = known.get(processId);
    if (found === undefined) known.set(processId, (found = load(processId)));
    return found;
  };

  return {
    route,
    callersOf: async (processId) => {
      const callers: DrawnRoute[] = [];
      for (const { process_id } of await published()) {
        const one = process_id === processId ? undefined : await route(process_id);
        if (one !== undefined && [...one.elements.values()].some(({ calls }) => calls === processId)) callers.push(one);
      }
      return callers;
    },
  };
};
