import { io, type Socket } from 'socket.io-client';
import { personas, type Name } from './people.js';
import type { Cast } from './subjects.js';

export interface Heard {
  readonly type: string;
  readonly room: string;
  /** The whole hint. */
  readonly text: string;
}

interface Ear {
  readonly socket: Socket;
  readonly heard: Heard[];
}

/** Opens a live connection, as a browser does. */
export const connectLive = (url: string, cookie: string): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = io(url, {
      path: '/live',
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      ...(cookie === '' ? {} : { extraHeaders: { cookie } }),
    });
    socket.once('connect', () => resolve(socket));
    socket.once('connect_error', (error) => {
      socket.disconnect();
      reject(error);
    });
  });

/** Everybody's live connection, and what each was told. */
export class Ears {
  readonly #ears = new Map<Name, Ear>();

  static async open(url: string, cast: Cast): Promise<Ears> {
    const ears = new Ears();
    for (const { name } of personas) {
      const socket = await connectLive(url, (await cast(name)).cookie);
      const heard: Heard[] = [];
      socket.on('hint', (event: { type: string }, room: string) => {
        heard.push({ type: event.type, room, text: JSON.stringify(event) });
      });
      ears.#ears.set(name, { socket, heard });
    }
    return ears;
  }

  heardBy(name: Name): readonly Heard[] {
    return this.#ears.get(name)?.heard ?? [];
  }

  async join(name: Name, room: string): Promise<{ readonly ok: boolean; readonly code?: string }> {
    return (await this.#ears.get(name)?.socket.emitWithAck('join', { room })) as { ok: boolean; code?: string };
  }

  close(): void {
    for (const { socket } of this.#ears.values()) socket.disconnect();
  }
}
