import type { Socket } from 'socket.io-client';
import { sessionExpired } from '../api/connection.js';

/** A hint that something changed; what is true must be asked for. */
export interface LiveEvent {
  readonly type: string;
  readonly instanceId?: string;
  readonly rev?: number;
  readonly data?: unknown;
}

export type LiveState = 'off' | 'connecting' | 'connected' | 'lost';

type Listener = (event: LiveEvent, room: string | undefined) => void;

const listeners = new Set<Listener>();
const reconnected = new Set<() => void>();
const stateListeners = new Set<(state: LiveState) => void>();
/** Rooms that screens are in, with how many of them. */
const rooms = new Map<string, number>();

let socket: Socket | undefined;
let state: LiveState = 'off';
let wasConnected = false;
let generation = 0;

const setState = (next: LiveState): void => {
  if (state === next) return;
  state = next;
  for (const listener of stateListeners) listener(next);
};

export const liveState = (): LiveState => state;

export const onLiveState = (listener: (state: LiveState) => void): (() => void) => {
  stateListeners.add(listener);
  return () => stateListeners.delete(listener);
};

/** Called when hints may have been missed: the connection or the session came back. Screens read again. */
export const onReconnected = (listener: () => void): (() => void) => {
  reconnected.add(listener);
  return () => reconnected.delete(listener);
};

export const refetchAll = (): void => {
  for (const listener of [...reconnected]) listener();
};

export const onLive = (listener: Listener): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

const join = (room: string): Promise<void> =>
  new Promise((resolve) => {
    socket?.emit('join', { room }, () => resolve());
  });

/** The screens were read before the first connection stood; they are read again only if something was told in between. */
const catchUp = async (joined: readonly Promise<void>[], since: number): Promise<void> => {
  await Promise.all(joined);
  socket?.emit('missed', { ms: Math.round(performance.now() - since) }, (missed: unknown) => {
    if (missed === true) refetchAll();
  });
};

export const enterRoom = (room: string): (() => void) => {
  const count = rooms.get(room) ?? 0;
  rooms.set(room, count + 1);
  if (count === 0 && state === 'connected') void join(room);
  return () => {
    const left = (rooms.get(room) ?? 1) - 1;
    if (left > 0) {
      rooms.set(room, left);
    } else {
      rooms.delete(room);
      if (state === 'connected') socket?.emit('leave', { room }, () => undefined);
    }
  };
};

/** Opens the connection; loaded late so that the first screen does not wait for it. Safe to call again. */
export const connectLive = async (): Promise<void> => {
  if (socket !== undefined) return;
  const mine = ++generation;
  const readSince = performance.now();
  setState('connecting');
  const { io } = await import('socket.io-client');
  if (mine !== generation) return;
  const opened = io({ path: '/live', transports: ['websocket', 'polling'], reconnectionDelayMax: 10_000 });
  socket = opened;
  opened.on('connect', () => {
    setState('connected');
    const joined = [...rooms.keys()].map(join);
    if (wasConnected) refetchAll();
    else void catchUp(joined, readSince);
    wasConnected = true;
  });
  opened.on('disconnect', (reason) => {
    setState('lost');
    // The server hung up on purpose (restart, session revoked): socket.io does not try again by itself then.
    if (reason === 'io server disconnect') setTimeout(() => socket?.connect(), 2_000);
  });
  opened.on('connect_error', (error) => {
    setState('lost');
    if (error.message === 'server.unauthenticated') sessionExpired();
  });
  opened.on('hint', (event: LiveEvent, room?: unknown) => {
    const name = typeof room === 'string' ? room : undefined;
    for (const listener of [...listeners]) listener(event, name);
  });
};

/**
 * Phones cut sleeping pages off without a word: asked when the page is looked at again, and when the network is back. The
 * next attempt is made now, not after the pause between two of them that may have grown long.
 */
export const wakeLive = (): void => {
  if (socket === undefined || socket.connected) return;
  socket.disconnect().connect();
};

export const disconnectLive = (): void => {
  generation += 1;
  socket?.disconnect();
  socket = undefined;
  wasConnected = false;
  setState('off');
};
