import { randomBytes } from 'node:crypto';
import type { Tx } from '@libro-firma/engine/plugin';

/** What became of an attempt to sign in; kept as the trace that the Garante asks for (order of 27 November 2008). */
export type LoginOutcome =
  | 'ok'
  | 'password' // known name, wrong password
  | 'unknown' // no such name
  | 'disabled'
  | 'not-in-service' // right password, but the directory gives the person nothing
  | 'waiting'; // refused unread: too many failures before

const DAY = 86_400_000;
/** A network address from which the name signed in lately counts its failures apart, so that nobody can lock it out. */
const FAMILIAR_FOR = 30 * DAY;
const COUNTED_FOR = DAY;
const FIRST_WAIT = 15_000;
const LONGEST_WAIT = 15 * 60_000;

export interface Attempt {
  readonly username: string;
  readonly address: string;
}

export const recordLogin = async (
  tx: Tx,
  attempt: Attempt,
  outcome: LoginOutcome,
  accountId: string | undefined,
): Promise<void> => {
  await tx.sql('server_login').insert({
    tenant: tx.tenant,
    id: `${tx.now.toString(36).padStart(9, '0')}${randomBytes(5).toString('hex')}`,
    at: tx.now,
    username: attempt.username,
    account: accountId ?? null,
    outcome,
    address: attempt.address,
  });
};

/**
 * How long the name has to wait after failures in a row, in milliseconds; 0 when it need not. Unknown names wait like
 * known ones. From the `allowed`-th failure on 15 seconds, doubled with each further one, a quarter of an hour at most.
 */
export const waitFor = async (tx: Tx, attempt: Attempt, allowed: number): Promise<number> => {
  const rows = () => tx.sql('server_login').where({ tenant: tx.tenant, username: attempt.username });
  const familiar = await rows()
    .where({ outcome: 'ok', address: attempt.address })
    .where('at', '>', tx.now - FAMILIAR_FOR)
    .first('id');
  const mine = () => (familiar === undefined ? rows() : rows().where('address', attempt.address));
  const lastOk = (await mine().where('outcome', 'ok').max({ at: 'at' }).first()) as { at: number | null } | undefined;
  const since = Math.max(tx.now - COUNTED_FOR, Number(lastOk?.at ?? 0));
  const failed = (await mine()
    .whereNotIn('outcome', ['ok', 'waiting'])
    .where('at', '>', since)
    .count({ n: '*' })
    .max({ at: 'at' })
    .first()) as { n: number | string; at: number | null } | undefined;
  const failures = Number(failed?.n ?? 0);
  if (failures < allowed) return 0;
  const wait = Math.min(FIRST_WAIT * 2 ** (failures - allowed), LONGEST_WAIT);
  return Math.max(0, Number(failed?.at ?? 0) + wait - tx.now);
};

export interface LoginRecord {
  readonly id: string;
  readonly at: number;
  readonly username: string;
  readonly outcome: LoginOutcome;
  readonly address: string;
}

/** Newest first, before `before`. */
export const listLogins = async (
  tx: Tx,
  filter: { readonly username?: string | undefined; readonly before?: string | undefined; readonly limit: number },
): Promise<readonly LoginRecord[]> => {
  const query = tx.sql('server_login').where('tenant', tx.tenant).orderBy('id', 'desc').limit(filter.limit);
  if (filter.username !== undefined) query.where('username', filter.username);
  if (filter.before !== undefined) query.where('id', '<', filter.before);
  const rows = (await query.select('id', 'at', 'username', 'outcome', 'address')) as readonly LoginRecord[];
  return rows.map(({ id, at, username, outcome, address }) => ({ id, at: Number(at), username, outcome, address }));
};

export const sweepLogins = async (tx: Tx, keepDays: number): Promise<void> => {
  await tx
    .sql('server_login')
    .where('tenant', tx.tenant)
    .where('at', '<', tx.now - keepDays * DAY)
    .delete();
};
