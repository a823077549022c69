import type { Lane } from './lane.js';
import type { Work } from './work.js';

/**
 * The lanes of one tenant. What is about one instance always takes the same one, so that it stays in order and its states
 * are at hand; the rest takes the first. On PostgreSQL, where nodes do not wait for one another, a node's two lanes do not
 * either: one is carried out while the other waits for the server.
 */
export class Lanes {
  constructor(private readonly lanes: readonly Lane[]) {}

  /** @throws LibroFirmaError what the work throws; `engine.stopping`, `engine.database-away`, `engine.commit-failed` */
  submit<R>(work: Work<R>): Promise<R> {
    const index = work.about === undefined ? 0 : spread(work.about) % this.lanes.length;
    return (this.lanes[index] as Lane).submit(work);
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    while (this.lanes.some((lane) => lane.busy)) await Promise.all(this.lanes.map((lane) => lane.idle()));
  }

  /** Takes nothing more, and ends what it has. */
  async close(): Promise<void> {
    await Promise.all(this.lanes.map((lane) => lane.close()));
  }
}

const spread = (id: string): number => {
  let sum = 0;
  for (let index = 0; index < id.length; index += 1) sum = (sum * 31 + id.charCodeAt(index)) >>> 0;
  return sum;
};
