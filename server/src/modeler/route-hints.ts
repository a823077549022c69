import type { ServerContext } from '../context.js';
import { actorOf } from '../http/access.js';
import { readsRoutes } from './access.js';

export type RouteEvent =
  'route.created' | 'route.saved' | 'route.scenarios' | 'route.published' | 'route.retired' | 'route.deleted';

/** Tells whoever looks at a route, or at the list, that it has changed. Always after the commit. */
export interface RouteHints {
  changed(tenant: string, type: RouteEvent, id: string, rev: number): void;
}

export const routeHints = ({ live, db, directory, log }: ServerContext): RouteHints => {
  /** For lists: everybody who is connected and works on routes. */
  const tellAll = async (tenant: string, type: RouteEvent, id: string, rev: number): Promise<void> => {
    const connected = live.connected(tenant);
    if (connected.size === 0) return;
    const readers = await db.read(tenant, async (tx) => {
      const found: string[] = [];
      for (const person of connected) {
        const actor = await actorOf(tx, directory, person);
        if (actor !== undefined && readsRoutes(actor)) found.push(person);
      }
      return found;
    });
    for (const actor of readers) live.publish(tenant, { actor }, { type, rev, data: { route: id } });
  };

  return {
    changed: (tenant, type, id, rev) => {
      live.publish(tenant, { room: `route:${id}` }, { type, rev, data: { route: id } });
      // A draft is saved every few seconds while it is drawn: that is for those who look at this very route.
      if (type === 'route.saved' || type === 'route.scenarios') return;
      tellAll(tenant, type, id, rev).catch((error: unknown) => log.error({ err: error }, 'telling of a route failed'));
    },
  };
};
