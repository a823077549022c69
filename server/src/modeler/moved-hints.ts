import type { HintBatch } from '@libro-firma/engine';
import type { Live } from '@libro-firma/engine/plugin';

/** However many cases move, whoever watches a route is told twice a second at most. */
const EVERY_MS = 500;

export interface MovedHints {
  take(batch: HintBatch): void;
  close(): void;
}

/** Tells the room of each route that its running cases have moved: at once, then gathered. Never what has moved. */
export const movedHints = (live: Live, everyMs: number = EVERY_MS): MovedHints => {
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

  return {
    take: ({ tenant, hints }) => {
      const routes = new Set(hints.filter(({ mode }) => mode === 'live').map(({ processId }) => processId));
      for (const route of routes) {
        const key = `${tenant}/${route}`;
        if (resting.has(key)) resting.set(key, true);
        else tell(tenant, route);
      }
    },
    close: () => {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      resting.clear();
    },
  };
};
