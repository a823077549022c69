import { randomBytes } from 'node:crypto';

const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';
const TIME = 9;
const RANDOM = 7;

/**
 * Ids of 16 characters that sort by the time at which they were made: 9 of milliseconds, 7 random. Within a millisecond
 * the random part counts up, so that one node's ids keep their order; two nodes meet on the same one in 35 bits.
 */
export const idMaker = (now: () => number): (() => string) => {
  let last = 0;
  const random = new Uint8Array(RANDOM);
  let prefix = '';
  return () => {
    const at = now();
    if (at > last) {
      last = at;
      prefix = timePart(at);
      for (const [index, byte] of randomBytes(RANDOM).entries()) random[index] = byte & 31;
    } else countUp(random);
    let id = prefix;
    for (const digit of random) id += DIGITS[digit];
    return id;
  };
};

const timePart = (at: number): string => {
  let text = '';
  for (let rest = at, index = 0; index < TIME; index += 1) {
    text = DIGITS[rest % 32] + text;
    rest = Math.floor(rest / 32);
  }
  return text;
};

const countUp = (digits: Uint8Array): void => {
  for (let index = digits.length - 1; index >= 0; index -= 1) {
    const next = ((digits[index] ?? 0) + 1) & 31;
    digits[index] = next;
    if (next !== 0) return;
  }
};

/** `<instance>.<n>`: the id of a task, job, timer or incident. */
export const idOf = ({ instance, n }: { readonly instance: string; readonly n: number }): string => `${instance}.${n}`;

export const keyOf = (id: string): { readonly instance: string; readonly n: number } | undefined => {
  const dot = id.lastIndexOf('.');
  const n = Number(id.slice(dot + 1));
  return dot > 0 && Number.isSafeInteger(n) && n > 0 ? { instance: id.slice(0, dot), n } : undefined;
};
