import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { LibroFirmaError } from '@libro-firma/engine/plugin';

/** Cost of scrypt (RFC 7914): memory is 128 * n * r bytes, work n * r * p. */
export interface ScryptCost {
  readonly n: number;
  readonly r: number;
  readonly p: number;
}

/** 32 MB and about a quarter of a second a try, as OWASP's password storage advice has it. */
export const PRODUCTION_COST: ScryptCost = { n: 2 ** 15, r: 8, p: 3 };
/** For the hundreds of accounts of the demo, whose password is printed anyway, and for tests: about two milliseconds. */
export const DEMO_COST: ScryptCost = { n: 2 ** 9, r: 8, p: 1 };

const SALT_BYTES = 16;
const HASH_BYTES = 32;

export const MIN_PASSWORD = 12;
export const MAX_PASSWORD = 128;

const derive = (password: string, salt: Uint8Array, cost: ScryptCost): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const options: ScryptOptions = { N: cost.n, r: cost.r, p: cost.p, maxmem: 256 * cost.n * cost.r };
    scrypt(password.normalize('NFKC'), salt, HASH_BYTES, options, (error, hash) =>
      error === null ? resolve(hash) : reject(error),
    );
  });

/** `scrypt$<n>$<r>$<p>$<salt>$<hash>`, the last two in base64url. */
export const hashPassword = async (password: string, cost: ScryptCost): Promise<string> => {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(password, salt, cost);
  return ['scrypt', cost.n, cost.r, cost.p, salt.toString('base64url'), hash.toString('base64url')].join('$');
};

interface Stored {
  readonly cost: ScryptCost;
  readonly salt: Buffer;
  readonly hash: Buffer;
}

const parse = (stored: string): Stored => {
  const [scheme, n, r, p, salt, hash] = stored.split('$');
  if (scheme !== 'scrypt' || salt === undefined || hash === undefined)
    throw new Error('A stored password does not have the form scrypt$n$r$p$salt$hash');
  return {
    cost: { n: Number(n), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt, 'base64url'),
    hash: Buffer.from(hash, 'base64url'),
  };
};

export const verifyPassword = async (password: string, stored: string): Promise<boolean> => {
  const { cost, salt, hash } = parse(stored);
  return timingSafeEqual(await derive(password, salt, cost), hash);
};

/** Whether it was stored at another cost than today's: then it is hashed anew at the next sign-in. */
export const isStale = (stored: string, cost: ScryptCost): boolean => {
  const { cost: old } = parse(stored);
  return old.n !== cost.n || old.r !== cost.r || old.p !== cost.p;
};

/** A hash that no password opens, as costly to try as a real one: an unknown name takes as long as a known one. */
export const decoyHash = (cost: ScryptCost): string =>
  [
    'scrypt',
    cost.n,
    cost.r,
    cost.p,
    randomBytes(SALT_BYTES).toString('base64url'),
    randomBytes(HASH_BYTES).toString('base64url'),
  ].join('$');

/**
 * Length counts, composition does not (NIST SP 800-63B, 3.1.1.2).
 *
 * @throws LibroFirmaError `server.password-weak`
 */
export const checkPassword = (password: string, username: string): void => {
  const lower = password.toLowerCase();
  const why =
    [...password].length < MIN_PASSWORD
      ? `deve avere almeno ${MIN_PASSWORD} caratteri`
      : password.length > MAX_PASSWORD
        ? `può avere al massimo ${MAX_PASSWORD} caratteri`
        : lower.includes(username.toLowerCase())
          ? 'non deve contenere il nome utente'
          : new Set(lower).size < 5
            ? 'ripete sempre gli stessi caratteri'
            : undefined;
  if (why !== undefined)
    throw new LibroFirmaError(
      'invalid',
      'server.password-weak',
      { it: `La nuova password ${why}: scegline un’altra, per esempio alcune parole in fila.` },
      { where: '/password' },
    );
};

const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789';

/** Four groups of five: 100 bits, easy to read out. */
export const generatePassword = (): string =>
  Array.from({ length: 4 }, () => Array.from(randomBytes(5), (byte) => LETTERS[byte % 32]).join('')).join('-');
