import type { Clock } from '../plugin/clock.js';

/** A clock that stands still until the test moves it. */
export interface TestClock extends Clock {
  set(at: number | string): void;
  /** Moves forward by milliseconds or an amount such as `3d`, `2h`, `15m`, `10s`. */
  advance(by: number | `${number}${'d' | 'h' | 'm' | 's'}`): void;
}

const UNITS = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 } as const;

/** A Tuesday morning in Rome, unless the test wants another. */
export const testClock = (start: number | string = '2026-03-03T08:00:00Z'): TestClock => {
  let now = typeof start === 'number' ? start : Date.parse(start);
  return {
    now: () => now,
    set: (at) => {
      now = typeof at === 'number' ? at : Date.parse(at);
    },
    advance: (by) => {
      now += typeof by === 'number' ? by : Number.parseFloat(by) * UNITS[by.slice(-1) as keyof typeof UNITS];
    },
  };
};
