import type { Tx } from '../../plugin/database.js';
import type { Attempt } from '../pipeline/attempt.js';
import { keyText } from '../pipeline/rows.js';
import type { Wants } from '../pipeline/wants.js';
import type { Work } from '../pipeline/work.js';
import { timersOf } from './reads.js';

/**
 * Moves the time of a played trial to an instant, in each of its instances; what is due by then is fired by others. Its
 * timers stand in the database by the clock, so they come nearer by as much. An instance that is there already goes on.
 */
export class MoveClockWork implements Work<void> {
  readonly kind = 'moveClock';

  constructor(
    private readonly request: {
      readonly instances: readonly string[];
      readonly actor: string;
      /** UTC milliseconds. An instant that has passed moves nothing. */
      readonly to: number;
      write?(tx: Tx): Promise<void>;
    },
  ) {}

  seek(wants: Wants): void {
    for (const id of this.request.instances) wants.instances.add(id);
  }

  async carryOut(attempt: Attempt): Promise<void> {
    const { instances, actor, to, write } = this.request;
    for (const id of instances) {
      const instance = attempt.state(id)?.instance;
      if (instance?.clock === undefined || instance.state !== 'running') continue;
      const clock = to - attempt.now;
      const by = clock - instance.clock;
      if (by <= 0) continue;
      await attempt.command(id, { kind: 'moveClock', clock }, actor);
      const stored = await timersOf(attempt.commit.tx, [id]);
      attempt.note((book) => {
        const added = book.timers.known().filter((timer) => timer.instance === id);
        const rows = new Map([...stored, ...added].map((timer) => [keyText(timer), timer]));
        for (const [key, row] of rows) {
          const timer = book.timers.knows(key) ? book.timers.get(row) : row;
          if (timer !== undefined) book.timers.change({ ...timer, dueAt: timer.dueAt - by });
        }
      });
    }
    await write?.(await attempt.transaction());
  }
}
