import { randomBytes } from 'node:crypto';

/** 25 characters: the millisecond, so that keys grow in one direction, then 80 random bits, so that nobody guesses one. */
export const newId = (now: number): string =>
  now.toString(36).padStart(9, '0') +
  BigInt(`0x${randomBytes(10).toString('hex')}`)
    .toString(36)
    .padStart(16, '0');
