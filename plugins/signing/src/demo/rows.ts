import type { Tx } from '@libro-firma/engine/plugin';
import type { PinHash } from './pin.js';

/** A demonstration key as the database knows it. */
export interface DemoKeyRow {
  readonly id: string;
  /** `authority`, `seal`, `person:<id>`. */
  readonly owner: string;
  /** DER. */
  readonly certificate: Uint8Array;
  readonly pin: PinHash | undefined;
  /** Wrong PINs in a row. */
  readonly failures: number;
  readonly lockedAt: number | undefined;
  readonly validTo: number;
}

interface Stored {
  tenant: string;
  id: string;
  owner: string;
  certificate: string;
  pin_salt: string | null;
  pin_hash: string | null;
  failures: number;
  locked_at: number | null;
  valid_to: number;
}

const keyOf = (row: Stored): DemoKeyRow => ({
  id: row.id,
  owner: row.owner,
  certificate: new Uint8Array(Buffer.from(row.certificate, 'base64')),
  pin: row.pin_salt !== null && row.pin_hash !== null ? { salt: row.pin_salt, hash: row.pin_hash } : undefined,
  failures: row.failures,
  lockedAt: row.locked_at ?? undefined,
  validTo: row.valid_to,
});

/** The first key that the owner got and that is still valid: of two made at once, everybody takes the same. */
export const findKey = async (tx: Tx, owner: string, at: number): Promise<DemoKeyRow | undefined> => {
  const row = await tx
    .sql<Stored>('signing_demo_keys')
    .where({ tenant: tx.tenant, owner })
    .andWhere('valid_to', '>', at)
    .orderBy(['created_at', 'id'])
    .first();
  return row && keyOf(row);
};

export const keyById = async (tx: Tx, id: string): Promise<DemoKeyRow | undefined> => {
  const row = await tx.sql<Stored>('signing_demo_keys').where({ tenant: tx.tenant, id }).first();
  return row && keyOf(row);
};

/** People's keys that no PIN opens any more, longest locked first. */
export const lockedKeys = async (tx: Tx, allowed: number): Promise<readonly DemoKeyRow[]> => {
  const rows = await tx
    .sql<Stored>('signing_demo_keys')
    .where({ tenant: tx.tenant })
    .whereNotNull('pin_hash')
    .andWhere('valid_to', '>', tx.now)
    .andWhere((either) => either.whereNotNull('locked_at').orWhere('failures', '>=', allowed))
    .orderBy(['locked_at', 'id']);
  return rows.map(keyOf);
};

/** Every authority that ever issued: signatures made under an earlier one stay trusted. */
export const authorities = async (tx: Tx): Promise<readonly DemoKeyRow[]> => {
  const rows = await tx.sql<Stored>('signing_demo_keys').where({ tenant: tx.tenant, owner: 'authority' });
  return rows.map(keyOf);
};

export const insertKey = async (tx: Tx, key: Omit<DemoKeyRow, 'failures' | 'lockedAt'>): Promise<void> => {
  await tx.sql('signing_demo_keys').insert({
    tenant: tx.tenant,
    id: key.id,
    owner: key.owner,
    certificate: Buffer.from(key.certificate).toString('base64'),
    pin_salt: key.pin?.salt ?? null,
    pin_hash: key.pin?.hash ?? null,
    failures: 0,
    valid_to: key.validTo,
    created_at: tx.now,
  });
};

/**
 * Counts an attempt before the PIN is looked at: a crash or a second attempt at the same time gives none away. Returns
 * how many are counted now, or `undefined` when the key is locked or has none left.
 */
export const countAttempt = async (tx: Tx, id: string, allowed: number): Promise<number | undefined> => {
  const changed = await tx
    .sql('signing_demo_keys')
    .where({ tenant: tx.tenant, id })
    .whereNull('locked_at')
    .andWhere('failures', '<', allowed)
    .increment('failures', 1);
  if (changed === 0) return undefined;
  return (await keyById(tx, id))?.failures;
};

export const clearAttempts = async (tx: Tx, id: string): Promise<void> => {
  await tx.sql('signing_demo_keys').where({ tenant: tx.tenant, id }).update({ failures: 0, locked_at: null });
};

export const lockKey = async (tx: Tx, id: string): Promise<void> => {
  await tx.sql('signing_demo_keys').where({ tenant: tx.tenant, id }).update({ locked_at: tx.now });
};

export const insertHashes = async (
  tx: Tx,
  authorisation: { readonly id: string; readonly keyId: string; readonly expiresAt: number },
  hashes: readonly string[],
): Promise<void> => {
  for (const hash of new Set(hashes)) {
    await tx.sql('signing_demo_hashes').insert({
      tenant: tx.tenant,
      authorisation_id: authorisation.id,
      hash,
      key_id: authorisation.keyId,
      expires_at: authorisation.expiresAt,
    });
  }
};

export interface AuthorisedHash {
  readonly keyId: string;
  readonly expiresAt: number;
  /** Base64, once it was made. */
  readonly signature: string | undefined;
}

interface StoredHash {
  tenant: string;
  authorisation_id: string;
  hash: string;
  key_id: string;
  expires_at: number;
  signature: string | null;
}

export const findHash = async (tx: Tx, authorisationId: string, hash: string): Promise<AuthorisedHash | undefined> => {
  const row = await tx
    .sql<StoredHash>('signing_demo_hashes')
    .where({ tenant: tx.tenant, authorisation_id: authorisationId, hash })
    .first();
  return row && { keyId: row.key_id, expiresAt: row.expires_at, signature: row.signature ?? undefined };
};

export const keepSignature = async (
  tx: Tx,
  authorisationId: string,
  hash: string,
  signature: string,
): Promise<void> => {
  await tx
    .sql('signing_demo_hashes')
    .where({ tenant: tx.tenant, authorisation_id: authorisationId, hash })
    .update({ signature });
};
