import type { Actor, Tx } from '@libro-firma/engine/plugin';
import { aliveSessions } from '../accounts/sessions.js';
import { actorOf, requireAccess, type AccessPorts } from '../http/access.js';
import { isLibroFirmaError } from '../http/problem.js';
import { tenantRoom, type Room } from './rooms.js';
import type { LiveOptions, LiveSocket } from './sockets.js';

/** Hangs up where the session has ended, and takes rooms away where the right has. */
export const recheckTenant = async (
  options: LiveOptions,
  tenant: string,
  sockets: readonly LiveSocket[],
): Promise<void> => {
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

const isGranted = async (tx: Tx, actor: Actor, room: Room, ports: AccessPorts): Promise<boolean> => {
  try {
    await requireAccess(tx, room.access, { actor, params: { key: room.key } }, ports);
    return true;
  } catch (error) {
    if (isLibroFirmaError(error)) return false;
    throw error;
  }
};
