import type { Instance } from '../../core/index.js';

/** Begins no key that comes from outside. */
const TRIAL = '\u0001';

/**
 * A trial talks to itself: the messages that it throws reach its own case only, and it waits for nobody else's. `key` as
 * the subscription or the kept message bears it.
 */
export const messageKey = ({ mode, caseId }: Pick<Instance, 'mode' | 'caseId'>, key: string): string =>
  mode === 'trial' ? `${TRIAL}${caseId} ${key}` : key;

/** What the diagram calls it. */
export const ownKey = (key: string): string => (key.startsWith(TRIAL) ? key.slice(key.indexOf(' ') + 1) : key);
