import type { Server as HttpServer } from 'node:http';
import type {
  Actor,
  Database,
  Directory,
  Live,
  LiveEvent,
  LiveTarget,
  RoomDefinition,
} from '@libro-firma/engine/plugin';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { Server, type Socket } from 'socket.io';
import { aliveSessions, findSession, type SessionLimits } from '../accounts/sessions.js';
import { actorOf, requireAccess, type AccessPorts } from '../http/access.js';
import type { SessionCookie } from '../http/cookies.js';
import { isLibroFirmaError } from '../http/problem.js';
import { refusals } from '../http/refusals.js';
import type { Hosts } from '../http/tenants.js';
import { groupBy } from '../group-by.js';
import { roomFinder, tenantRoom, type Room } from './rooms.js';

export interface LiveOptions {
  readonly http: HttpServer;
  readonly db: Database;
  readonly ports: AccessPorts;
  readonly rooms: readonly RoomDefinition[];
  readonly hosts: Hosts;
  readonly cookie: SessionCookie;
  readonly limits: SessionLimits;
  readonly headers: RequestHandler;
  readonly log: Logger;
}

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

interface SocketData {
  tenant: string;
  sessionId: string;
  person: string;
  rooms: Map<string, Room>;
}

interface ClientEvents {
  join: (request: unknown, answer?: unknown) => void;
  leave: (request: unknown, answer?: unknown) => void;
}

interface ServerEvents {
  /** `room` is the name under which the client joined it, or `actor:<own id>`. */
  hint: (event: LiveEvent, room: string) => void;
  /** The right to the room has ended. */
  left: (room: string) => void;
}

type LiveSocket = Socket<ClientEvents, ServerEvents, Record<string, never>, SocketData>;
type LiveIo = Server<ClientEvents, ServerEvents, Record<string, never>, SocketData>;

const RECHECK_EVERY = 30_000;
const MAX_MESSAGE_BYTES = 10_000;
const MAX_ROOMS = 100;

interface Ack {
  readonly ok: boolean;
  /** Why not: the code of a refusal. */
  readonly code?: string;
}

const acknowledge = (answer: unknown, ack: Ack): void => {
  if (typeof answer === 'function') (answer as (ack: Ack) => void)(ack);
};

const roomOf = (request: unknown): unknown =>
  typeof request === 'object' && request !== null && 'room' in request ? request.room : undefined;

const targetRoom = (to: LiveTarget): string =>
  'actor' in to ? `actor:${to.actor}` : 'case' in to ? `case:${to.case}` : to.room;

/** Live updates by socket.io at `/live`: a hint says that something changed, never what is true. */
export const createLiveServer = (): LiveServer => {
  let io: LiveIo | undefined;
  let options: LiveOptions | undefined;
  let timer: NodeJS.Timeout | undefined;

  const sockets = (): readonly LiveSocket[] => (io === undefined ? [] : [...io.sockets.sockets.values()]);

  const recheck = async (): Promise<void> => {
    if (options === undefined) return;
    const byTenant = groupBy(sockets(), (socket) => socket.data.tenant);
    for (const [tenant, mine] of byTenant) await recheckTenant(options, tenant, mine);
  };

  return {
    open: (opened) => {
      options = opened;
      io = serve(opened);
      timer = setInterval(() => {
        recheck().catch((error: unknown) => opened.log.error({ err: error }, 'checking live connections failed'));
      }, RECHECK_EVERY);
      timer.unref();
    },
    publish: (tenant, to, event) => {
      const room = targetRoom(to);
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

const serve = (options: LiveOptions): LiveIo => {
  const { hosts, log } = options;
  const find = roomFinder(options.rooms);
  const io: LiveIo = new Server(options.http, {
    path: '/live',
    serveClient: false,
    maxHttpBufferSize: MAX_MESSAGE_BYTES,
    allowRequest: (request, decide) => {
      const { origin, host } = request.headers;
      const allowed = hosts.tenantOf(host) !== undefined && (origin === undefined || hosts.isOwnOrigin(origin, host));
      decide(null, allowed);
    },
  });
  io.engine.use(options.headers);
  io.use((socket, next) => {
    authenticate(options, socket).then(
      () => next(),
      (error: unknown) => {
        if (!isLibroFirmaError(error)) log.error({ err: error }, 'live handshake failed');
        next(Object.assign(new Error(isLibroFirmaError(error) ? error.code : 'server.internal')));
      },
    );
  });
  io.on('connection', (socket) => {
    const { tenant, person } = socket.data;
    void socket.join(tenantRoom(tenant, `actor:${person}`));
    socket.on('join', (request, answer) => {
      join(options, socket, find(roomOf(request))).then(
        () => acknowledge(answer, { ok: true }),
        (error: unknown) => {
          if (!isLibroFirmaError(error)) log.error({ err: error }, 'joining a room failed');
          acknowledge(answer, { ok: false, code: isLibroFirmaError(error) ? error.code : 'server.internal' });
        },
      );
    });
    socket.on('leave', (request, answer) => {
      const room = roomOf(request);
      if (typeof room === 'string' && socket.data.rooms.delete(room)) void socket.leave(tenantRoom(tenant, room));
      acknowledge(answer, { ok: true });
    });
  });
  return io;
};

/** The session of the cookie, once, at the handshake; that it still lives is asked again later. */
const authenticate = async (options: LiveOptions, socket: LiveSocket): Promise<void> => {
  const { request } = socket;
  const tenant = options.hosts.tenantOf(request.headers.host);
  const token = options.cookie.read(request);
  if (tenant === undefined || token === undefined) throw refusals.unauthenticated();
  const session = await options.db.read(tenant.id, async (tx) => {
    const found = await findSession(tx, token, options.limits);
    if (found === undefined || found.mustChange) throw refusals.unauthenticated();
    if ((await actorOf(tx, options.ports.directory, found.person)) === undefined) throw refusals.unauthenticated();
    return found;
  });
  socket.data = { tenant: tenant.id, sessionId: session.id, person: session.person, rooms: new Map() };
};

const join = async (options: LiveOptions, socket: LiveSocket, room: Room | undefined): Promise<void> => {
  if (room === undefined || socket.data.rooms.size >= MAX_ROOMS) throw refusals.notFound();
  const { tenant, person } = socket.data;
  await options.db.read(tenant, async (tx) => {
    const actor = await actorOf(tx, options.ports.directory, person);
    if (actor === undefined) throw refusals.unauthenticated();
    await requireAccess(tx, room.access, { actor, params: { key: room.key } }, options.ports);
  });
  if (socket.disconnected) return;
  socket.data.rooms.set(room.name, room);
  await socket.join(tenantRoom(tenant, room.name));
};

const recheckTenant = async (options: LiveOptions, tenant: string, sockets: readonly LiveSocket[]): Promise<void> => {
  const { ports, limits } = options;
  const lost = await options.db.read(tenant, async (tx) => {
    const alive = await aliveSessions(
      tx,
      sockets.map(({ data }) => data.sessionId),
      limits,
    );
    const actors = new Map<string, Actor | undefined>();
    const granted = new Map<string, boolean>();
    const rooms: { socket: LiveSocket; room: Room }[] = [];
    const ended: LiveSocket[] = [];
    for (const socket of sockets) {
      const { person, sessionId } = socket.data;
      if (!actors.has(person)) actors.set(person, await actorOf(tx, ports.directory, person));
      const actor = actors.get(person);
      if (actor === undefined || !alive.has(sessionId)) {
        ended.push(socket);
        continue;
      }
      for (const room of socket.data.rooms.values()) {
        const key = `${person} ${room.name}`;
        if (!granted.has(key)) granted.set(key, await isGranted(tx, actor, room, ports));
        if (granted.get(key) === false) rooms.push({ socket, room });
      }
    }
    return { ended, rooms };
  });
  for (const socket of lost.ended) socket.disconnect(true);
  for (const { socket, room } of lost.rooms) {
    socket.data.rooms.delete(room.name);
    await socket.leave(tenantRoom(tenant, room.name));
    socket.emit('left', room.name);
  }
};

const isGranted = async (
  tx: Parameters<typeof requireAccess>[0],
  actor: Actor,
  room: Room,
  ports: { readonly directory: Directory } & AccessPorts,
): Promise<boolean> => {
  try {
    await requireAccess(tx, room.access, { actor, params: { key: room.key } }, ports);
    return true;
  } catch (error) {
    if (isLibroFirmaError(error)) return false;
    throw error;
  }
};
