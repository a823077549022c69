import type { Receipt } from '../../plugin/engine-api.js';
import type { TimerRow } from '../../store/index.js';
import type { Attempt } from '../pipeline/attempt.js';
import type { Wants } from '../pipeline/wants.js';
import type { Work } from '../pipeline/work.js';

/** A timer of an instance is due. */
export class TimerWork implements Work<Receipt> {
  readonly kind = 'fireTimer';

  constructor(private readonly timer: TimerRow) {}

  seek(wants: Wants): void {
    wants.instances.add(this.timer.instance);
    wants.path(this.timer.instance, this.timer.path);
  }

  carryOut(attempt: Attempt): Promise<Receipt> {
    const { instance, n, path, element } = this.timer;
    return attempt.command(instance, { kind: 'fireTimer', n, path, element });
  }
}

/** It could not be fired now, because a handler refused what it leads to: not before `dueAt` again. */
export class DelayTimerWork implements Work<void> {
  readonly kind = 'delayTimer';

  constructor(
    private readonly timer: TimerRow,
    private readonly delayMs: number,
  ) {}

  seek(): void {
    // Nothing has to be known.
  }

  async carryOut(attempt: Attempt): Promise<void> {
    attempt.note((book) => book.timers.change({ ...this.timer, dueAt: attempt.now + this.delayMs }));
  }
}

/** The instance no longer knows it. */
export class DropTimerWork implements Work<void> {
  readonly kind = 'dropTimer';

  constructor(private readonly timer: TimerRow) {}

  seek(): void {
    // Nothing has to be known.
  }

  async carryOut(attempt: Attempt): Promise<void> {
    attempt.note((book) => book.timers.drop(this.timer));
  }
}
