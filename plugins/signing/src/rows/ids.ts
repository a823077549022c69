import { randomBytes } from 'node:crypto';

let last = 0;
let within = 0;

/**
 * 25 characters: the millisecond and a number within it, so that the ids of one process grow in the order in which they
 * are made, then 64 random bits, so that nobody guesses one.
 */
export const newId = (now: number): string => {
  within = now === last ? within + 1 : 0;
  last = now;
  return (
    now.toString(36).padStart(9, '0') +
    within.toString(36).padStart(3, '0') +
    BigInt(`0x${randomBytes(8).toString('hex')}`)
      .toString(36)
      .padStart(13, '0')
  );
};
