import type { CrashPoint, Probe } from '../runtime/index.js';

/** A probe that counts how often each place was passed. */
export const countingProbe = (): { readonly probe: Probe; times(point: CrashPoint): number } => {
  const counts = new Map<CrashPoint, number>();
  return {
    probe: (point) => void counts.set(point, (counts.get(point) ?? 0) + 1),
    times: (point) => counts.get(point) ?? 0,
  };
};
