import { randomBytes, scrypt, timingSafeEqual, type BinaryLike } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<BinaryLike, BinaryLike, number, Buffer>(scrypt);

export interface PinHash {
  /** Hexadecimal. */
  readonly salt: string;
  readonly hash: string;
}

export const hashPin = async (pin: string): Promise<PinHash> => {
  const salt = randomBytes(16);
  return { salt: salt.toString('hex'), hash: (await derive(pin, salt, 32)).toString('hex') };
};

export const pinFits = async (pin: string, { salt, hash }: PinHash): Promise<boolean> =>
  timingSafeEqual(await derive(pin, Buffer.from(salt, 'hex'), 32), Buffer.from(hash, 'hex'));
