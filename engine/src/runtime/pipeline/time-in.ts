import type { Instance } from '../../core/index.js';

/** What time it is in the instance: a played trial has a time of its own. */
export const timeIn = ({ clock = 0 }: Pick<Instance, 'clock'>, now: number): number => now + clock;
