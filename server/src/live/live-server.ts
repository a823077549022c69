import type { Live, LiveTarget } from '@libro-firma/engine/plugin';
import { groupBy } from '../group-by.js';
import { recheckTenant } from './recheck.js';
import { tenantRoom } from './rooms.js';
import { serveLive } from './serve.js';
import type { LiveIo, LiveOptions, LiveSocket } from './sockets.js';

export interface LiveServer extends Live {
  /** Begins to take connections; before that, hints go nowhere. */
  open(options: LiveOptions): void;
  /** Actors of the tenant that are connected now. */
  connected(tenant: string): ReadonlySet<string>;
  /** Hangs up on these sessions. */
  endSessions(ids: readonly string[]): void;
  /** Asks again whether each session lives and each room is still granted. Done by itself twice a minute. */
  recheck(): Promise<void>;
  close(): Promise<void>;
}

const RECHECK_EVERY = 30_000;

const targetRoom = (to: LiveTarget): string =>
  'actor' in to ? `actor:${to.actor}` : 'case' in to ? `case:${to.case}` : to.room;

/** Live updates by socket.io at `/live`: a hint says that something changed, never what is true. */
export const createLiveServer = (): LiveServer => {
  let io: LiveIo | undefined;
  let options: LiveOptions | undefined;
  let timer: NodeJS.Timeout | undefined;
  const startedAt = Date.now();
  const told = new Map<string, number>();

  const sockets = (): readonly LiveSocket[] => (io === undefined ? [] : [...io.sockets.sockets.values()]);

  const recheck = async (): Promise<void> => {
    if (options === undefined) return;
    const byTenant = groupBy(sockets(), (socket) => socket.data.tenant);
    for (const [tenant, mine] of byTenant) await recheckTenant(options, tenant, mine);
  };

  return {
    open: (opened) => {
      options = opened;
      io = serveLive(opened, (tenant) => told.get(tenant) ?? startedAt);
      timer = setInterval(() => {
        recheck().catch((error: unknown) => opened.log.error({ err: error }, 'checking live connections failed'));
      }, RECHECK_EVERY);
      timer.unref();
    },
    publish: (tenant, to, event) => {
      const room = targetRoom(to);
      told.set(tenant, Date.now());
      io?.to(tenantRoom(tenant, room)).emit('hint', event, room);
    },
    connected: (tenant) =>
      new Set(
        sockets()
          .filter(({ data }) => data.tenant === tenant)
          .map(({ data }) => data.person),
      ),
    endSessions: (ids) => {
      const ended = new Set(ids);
      for (const socket of sockets()) if (ended.has(socket.data.sessionId)) socket.disconnect(true);
    },
    recheck,
    close: async () => {
      clearInterval(timer);
      io?.disconnectSockets(true);
      io?.engine.close();
      io = undefined;
    },
  };
};
