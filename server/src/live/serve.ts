import { Server } from 'socket.io';
import { isLibroFirmaError } from '../http/problem.js';
import { authenticate, join } from './admit.js';
import { roomFinder, tenantRoom } from './rooms.js';
import type { LiveIo, LiveOptions } from './sockets.js';

const MAX_MESSAGE_BYTES = 10_000;

/** A client's question may have travelled longer than its reading of the screens did. */
const TRAVEL_MS = 1_000;

interface Ack {
  readonly ok: boolean;
  /** Why not: the code of a refusal. */
  readonly code?: string;
}

const acknowledge = (answer: unknown, ack: Ack | boolean): void => {
  if (typeof answer === 'function') (answer as (ack: Ack | boolean) => void)(ack);
};

const roomOf = (request: unknown): unknown =>
  typeof request === 'object' && request !== null && 'room' in request ? request.room : undefined;

const msOf = (request: unknown): number =>
  typeof request === 'object' && request !== null && 'ms' in request && typeof request.ms === 'number'
    ? request.ms
    : Number.POSITIVE_INFINITY;

/** Takes connections at `/live`, and what clients ask for: to join a room, to leave it, whether they missed a hint. */
export const serveLive = (options: LiveOptions, lastTold: (tenant: string) => number): LiveIo => {
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
    socket.on('missed', (request, answer) => {
      acknowledge(answer, lastTold(tenant) >= Date.now() - msOf(request) - TRAVEL_MS);
    });
  });
  return io;
};
