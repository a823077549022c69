import { findSession } from '../accounts/sessions.js';
import { actorOf, requireAccess } from '../http/access.js';
import { refusals } from '../http/refusals.js';
import { tenantRoom, type Room } from './rooms.js';
import type { LiveOptions, LiveSocket } from './sockets.js';

const MAX_ROOMS = 100;

/** The session of the cookie, once, at the handshake; that it still lives is asked again later. */
export const authenticate = async (options: LiveOptions, socket: LiveSocket): Promise<void> => {
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

/** Whoever may read what the room is about, as of now; asked again later. */
export const join = async (options: LiveOptions, socket: LiveSocket, room: Room | undefined): Promise<void> => {
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
