import { createPort } from './ports.js';

/** The only source of time in the product. Tests and exercises bind one that they can move. */
export interface Clock {
  /** UTC milliseconds. */
  now(): number;
}

export const Clock = createPort<Clock>('engine.clock:1');
