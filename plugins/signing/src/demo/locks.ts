import type { ActorId, LibroFirmaError, Tx } from '@libro-firma/engine/plugin';
import { refuse } from '../errors.js';
import { lockedKeys, type DemoKeyRow } from './rows.js';

/** A person's key that no PIN opens any more. */
export interface LockedKey {
  readonly id: string;
  readonly owner: ActorId;
  /** UTC milliseconds; missing when the process ended between the last attempt and the lock. */
  readonly since?: number;
}

export const ownerName = (person: ActorId): string => `person:${person}`;

export const personOf = (owner: string): ActorId => owner.slice('person:'.length);

/** A process may end between the counting of the last attempt and the lock: without attempts left it is locked too. */
export const isLocked = ({ lockedAt, failures }: DemoKeyRow, allowed: number): boolean =>
  lockedAt !== undefined || failures >= allowed;

export const lockedOnes = async (tx: Tx, allowed: number): Promise<readonly LockedKey[]> =>
  (await lockedKeys(tx, allowed)).map(({ id, owner, lockedAt }) => ({
    id,
    owner: personOf(owner),
    ...(lockedAt === undefined ? {} : { since: lockedAt }),
  }));

/** `signing.wrong-pin`, with how many attempts are left. */
export const wrongPin = (attemptsLeft: number): LibroFirmaError =>
  refuse('wrong-pin', {
    more:
      attemptsLeft === 1
        ? {
            it: 'Resta un tentativo, poi il certificato si blocca.',
            en: 'One attempt is left, then the certificate is locked.',
          }
        : { it: `Restano ${attemptsLeft} tentativi.`, en: `${attemptsLeft} attempts are left.` },
    details: { attemptsLeft },
  });
