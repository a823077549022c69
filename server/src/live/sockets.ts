import type { Server as HttpServer } from 'node:http';
import type { Database, LiveEvent, RoomDefinition } from '@libro-firma/engine/plugin';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { Server, Socket } from 'socket.io';
import type { SessionLimits } from '../accounts/sessions.js';
import type { AccessPorts } from '../http/access.js';
import type { SessionCookie } from '../http/cookies.js';
import type { Hosts } from '../http/tenants.js';
import type { Room } from './rooms.js';

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

interface SocketData {
  tenant: string;
  sessionId: string;
  person: string;
  rooms: Map<string, Room>;
}

interface ClientEvents {
  join: (request: unknown, answer?: unknown) => void;
  leave: (request: unknown, answer?: unknown) => void;
  /** Whether anybody was told anything in the last so many `ms`: what was read before the connection stood may be old. */
  missed: (request: unknown, answer?: unknown) => void;
}

interface ServerEvents {
  /** `room` is the name under which the client joined it, or `actor:<own id>`. */
  hint: (event: LiveEvent, room: string) => void;
  /** The right to the room has ended. */
  left: (room: string) => void;
}

export type LiveSocket = Socket<ClientEvents, ServerEvents, Record<string, never>, SocketData>;
export type LiveIo = Server<ClientEvents, ServerEvents, Record<string, never>, SocketData>;
