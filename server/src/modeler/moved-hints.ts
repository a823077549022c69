import type { HintBatch } from '@libro-firma/engine';
import type { Live } from '@libro-firma/engine/plugin';

const STOPS: ReadonlySet<string> = new Set(['incident.opened', 'incident.closed']);

/** However many cases move, whoever watches a route is told twice a second at most. */
const EVERY_MS = 500;

export interface MovedHints {
  take(batch: HintBatch): void;
  close(): void;
}

/** The routes that a case goes through. */
export type RoutesOf = (tenant: string, caseId: string) => Promise<readonly string[]>;

/**
 * Tells the room of each route that its running cases have moved: at once, then gathered. Never what has moved. What
 * stops in a route that is called stops the one that calls it.
 */
export const movedHints = (live: Live, routesOf: RoutesOf, everyMs: number = EVERY_MS): MovedHints => {
  /** Rooms that were told a moment ago; `true` when more has moved since. */
  const resting = new Map<string, boolean>();
  const timers = new Set<NodeJS.Timeout>();

  const tell = (tenant: string, route: string): void => {
    const key = `${tenant}/${route}`;
    live.publish(tenant, { room: `route:${route}` }, { type: 'route.moved', data: { route } });
    resting.set(key, false);
    const timer = setTimeout(() => {
      timers.delete(timer);
      const more = resting.get(key) === true;
      resting.delete(key);
      if (more) tell(tenant, route);
    }, everyMs);
    timer.unref();
    timers.add(timer);
  };

  const moved = (tenant: string, routes: Iterable<string>): void => {
    for (const route of new Set(routes)) {
      const key = `${tenant}/${route}`;
      if (resting.has(key)) resting.set(key, true);
      else tell(tenant, route);
    }
  };

  let closed = false;
  return {
    take: ({ tenant, hints }) => {
      const shown = hints.filter(({ mode }) => mode === 'live');
      moved(
        tenant,
        shown.map(({ processId }) => processId),
      );
      const stopped = shown.filter(({ type, instanceId, caseId }) => STOPS.has(type) && instanceId !== caseId);
      for (const caseId of new Set(stopped.map((hint) => hint.caseId))) {
        void routesOf(tenant, caseId).then((routes) => {
          if (!closed) moved(tenant, routes);
        });
      }
    },
    close: () => {
      closed = true;
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      resting.clear();
    },
  };
};
