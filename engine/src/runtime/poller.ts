import type { Logger } from '../plugin/plugin.js';

export type Looked = 'nothing' | 'some' | 'more';

export interface PollerOptions {
  readonly name: string;
  readonly log: Logger;
  /** Milliseconds between two looks when nobody nudges. */
  readonly everyMs: number;
  /** One look: nothing was there, something was done, or there may be more at once. */
  look(): Promise<Looked>;
}

const LONGEST_PAUSE_MS = 30_000;

/**
 * Looks for work now and then, and at once when nudged. An error of the database is logged and survived: the next look
 * comes later and later while it lasts.
 */
export class Poller {
  private timer: NodeJS.Timeout | undefined;
  private wakeAt = Infinity;
  private looking: Promise<void> | undefined;
  private again = false;
  private running = false;
  private failures = 0;

  constructor(private readonly options: PollerOptions) {}

  start(): void {
    this.running = true;
    this.nudge();
  }

  async stop(): Promise<void> {
    this.running = false;
    clearTimeout(this.timer);
    await this.looking;
  }

  nudge(): void {
    this.nudgeIn(0);
  }

  /** Looks in so many milliseconds, unless it would look sooner anyway. */
  nudgeIn(ms: number): void {
    if (!this.running) return;
    if (this.looking !== undefined && ms <= 0) {
      this.again = true;
      return;
    }
    const at = Date.now() + Math.max(0, ms);
    if (at >= this.wakeAt) return;
    this.schedule(ms);
  }

  /** Looks until nothing is left, started or not. @returns whether anything was there */
  async exhaust(): Promise<boolean> {
    await this.looking;
    let any = false;
    for (;;) {
      if ((await this.options.look()) === 'nothing') return any;
      any = true;
    }
  }

  private schedule(ms: number): void {
    clearTimeout(this.timer);
    this.wakeAt = Date.now() + Math.max(0, ms);
    this.timer = setTimeout(() => void this.wake(), Math.min(Math.max(0, ms), 2 ** 31 - 1));
    this.timer.unref();
  }

  private async wake(): Promise<void> {
    this.wakeAt = Infinity;
    this.looking ??= this.work();
    await this.looking;
  }

  private async work(): Promise<void> {
    let pause = this.options.everyMs;
    try {
      do {
        this.again = false;
        while (this.running && (await this.options.look()) === 'more');
      } while (this.running && this.again);
      this.failures = 0;
    } catch (error) {
      this.failures += 1;
      pause = Math.min(this.options.everyMs * 2 ** this.failures, LONGEST_PAUSE_MS);
      this.options.log.error({ error, worker: this.options.name, failures: this.failures }, 'a worker goes on later');
    }
    this.looking = undefined;
    if (this.running) this.nudgeIn(pause);
  }
}
