import type { CrashPoint, Probe } from '../runtime/index.js';

/**
 * A probe that kills the process, as a power cut would, when it comes to a place for the nth time; for child processes
 * of a test. A server is told the same by the environment: `LF_CRASH_AT=group.written:3`.
 */
export const killAt = (place: CrashPoint, time = 1): Probe => {
  let left = time;
  return (point) => {
    if (point !== place) return;
    left -= 1;
    if (left === 0) process.kill(process.pid, 'SIGKILL');
  };
};

/** A probe that counts how often each place was passed. */
export const countingProbe = (): { readonly probe: Probe; times(point: CrashPoint): number } => {
  const counts = new Map<CrashPoint, number>();
  return {
    probe: (point) => void counts.set(point, (counts.get(point) ?? 0) + 1),
    times: (point) => counts.get(point) ?? 0,
  };
};
