import type { RetryPolicy } from '../../plugin/steps.js';

/** When a failed attempt is repeated, UTC milliseconds; `undefined` when it was the last one. */
export const nextAttempt = (policy: RetryPolicy, attempt: number, now: number): number | undefined =>
  attempt >= policy.attempts ? undefined : now + Math.min(policy.delayMs * 2 ** (attempt - 1), policy.maxDelayMs);
