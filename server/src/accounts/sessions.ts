import { createHash, randomBytes } from 'node:crypto';
import type { ActorId, Tx } from '@libro-firma/engine/plugin';

export interface SessionLimits {
  /** Milliseconds without a request. */
  readonly idleMs: number;
  /** Milliseconds in all. */
  readonly absoluteMs: number;
}

export interface Session {
  /** SHA-256 of the token. */
  readonly id: string;
  readonly accountId: string;
  readonly username: string;
  readonly person: ActorId;
  readonly mustChange: boolean;
  readonly seenAt: number;
  /** When it ends at the latest. */
  readonly endsAt: number;
}

const TOKEN_BYTES = 32;
/** `seen_at` is written no more often than this: one write a minute, not one a request. */
const SEEN_EVERY = 60_000;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export const sessionIdOf = (token: string): string => sha256(token);

/**
 * What a page must send back in `X-CSRF`. It follows from the session's token, which another site's page can neither read
 * nor have sent along by a SameSite=Strict cookie.
 */
export const csrfTokenOf = (token: string): string => sha256(`csrf:${token}`).slice(0, 43);

/** @returns the token for the cookie: 256 random bits that are stored nowhere */
export const beginSession = async (tx: Tx, accountId: string, limits: SessionLimits): Promise<string> => {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  await tx.sql('server_session').insert({
    tenant: tx.tenant,
    id: sessionIdOf(token),
    account: accountId,
    created_at: tx.now,
    seen_at: tx.now,
    ends_at: tx.now + limits.absoluteMs,
  });
  return token;
};

interface SessionRow {
  id: string;
  account: string;
  username: string;
  person: string;
  must_change: number;
  seen_at: number;
  ends_at: number;
}

const alive = (tx: Tx, limits: SessionLimits) =>
  tx
    .sql('server_session as s')
    .join('server_account as a', (on) => on.on('a.tenant', 's.tenant').andOn('a.id', 's.account'))
    .where('s.tenant', tx.tenant)
    .where('a.disabled', 0)
    .where('s.ends_at', '>', tx.now)
    .where('s.seen_at', '>', tx.now - limits.idleMs)
    .select('s.id', 's.account', 'a.username', 'a.person', 'a.must_change', 's.seen_at', 's.ends_at');

const sessionOf = (row: SessionRow): Session => ({
  id: row.id,
  accountId: row.account,
  username: row.username,
  person: row.person,
  mustChange: row.must_change === 1,
  seenAt: Number(row.seen_at),
  endsAt: Number(row.ends_at),
});

/** `undefined` for an unknown token, an ended session or a disabled account. */
export const findSession = async (tx: Tx, token: string, limits: SessionLimits): Promise<Session | undefined> => {
  const row: SessionRow | undefined = await alive(tx, limits).where('s.id', sessionIdOf(token)).first();
  return row && sessionOf(row);
};

/** Those of the ids that are still alive. */
export const aliveSessions = async (
  tx: Tx,
  ids: readonly string[],
  limits: SessionLimits,
): Promise<ReadonlySet<string>> => {
  const rows: readonly SessionRow[] = await alive(tx, limits).whereIn('s.id', [...ids]);
  return new Set(rows.map((row) => row.id));
};

export const needsTouch = (session: Session, now: number): boolean => now - session.seenAt >= SEEN_EVERY;

export const touchSession = async (tx: Tx, id: string): Promise<void> => {
  await tx
    .sql('server_session')
    .where({ tenant: tx.tenant, id })
    .where('seen_at', '<', tx.now)
    .update({ seen_at: tx.now });
};

export const endSession = async (tx: Tx, id: string): Promise<void> => {
  await tx.sql('server_session').where({ tenant: tx.tenant, id }).delete();
};

/** All sessions of an account, but one if that is given. @returns ids of those that ended */
export const endSessionsOf = async (tx: Tx, accountId: string, except?: string): Promise<readonly string[]> => {
  const query = tx.sql('server_session').where({ tenant: tx.tenant, account: accountId });
  if (except !== undefined) query.whereNot('id', except);
  const rows = (await query.clone().select('id')) as readonly { id: string }[];
  await query.delete();
  return rows.map((row) => row.id);
};

/** Rows of sessions that ended by themselves. */
export const sweepSessions = async (tx: Tx, limits: SessionLimits): Promise<void> => {
  await tx
    .sql('server_session')
    .where('tenant', tx.tenant)
    .where((either) => either.where('ends_at', '<=', tx.now).orWhere('seen_at', '<=', tx.now - limits.idleMs))
    .delete();
};
