import type { AbortableJob } from './job.js';

/** What a limit resolves with. */
export const TIME_OVER = Symbol('time over');

interface Limit {
  readonly endsAt: number;
  readonly job: AbortableJob;
  over(): void;
}

const GRAIN_MS = 100;

/** Time limits of many short jobs under one timer: most end long before anything has to be done about them. */
export class TimeLimits {
  private readonly limits = new Set<Limit>();
  private timer: NodeJS.Timeout | undefined;

  begin(ms: number, job: AbortableJob): { readonly over: Promise<typeof TIME_OVER>; end(): void } {
    let over: () => void = () => undefined;
    const promise = new Promise<typeof TIME_OVER>((resolve) => {
      over = () => resolve(TIME_OVER);
    });
    const limit: Limit = { endsAt: performance.now() + ms, job, over };
    this.limits.add(limit);
    if (this.timer === undefined) {
      this.timer = setInterval(() => this.look(), GRAIN_MS);
      this.timer.unref();
    }
    return { over: promise, end: () => void this.limits.delete(limit) };
  }

  abortAll(): void {
    for (const { job } of this.limits) job.abort();
  }

  close(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private look(): void {
    const now = performance.now();
    for (const limit of this.limits) {
      if (limit.endsAt > now) continue;
      this.limits.delete(limit);
      limit.over();
    }
    if (this.limits.size === 0) this.close();
  }
}
