import { randomBytes } from 'node:crypto';
import { LibroFirmaError, type ActorId, type Tx } from '@libro-firma/engine/plugin';

/** A way for one person to sign in. What the person may do follows from the directory, never from the account. */
export interface Account {
  readonly id: string;
  readonly username: string;
  readonly person: ActorId;
  readonly password: string;
  readonly mustChange: boolean;
  readonly disabled: boolean;
  readonly createdAt: number;
  readonly changedAt: number;
}

interface AccountRow {
  id: string;
  username: string;
  person: string;
  password: string;
  must_change: number;
  disabled: number;
  created_at: number;
  changed_at: number;
}

const accountOf = (row: AccountRow): Account => ({
  id: row.id,
  username: row.username,
  person: row.person,
  password: row.password,
  mustChange: row.must_change === 1,
  disabled: row.disabled === 1,
  createdAt: Number(row.created_at),
  changedAt: Number(row.changed_at),
});

export const normalUsername = (username: string): string =>
  username.trim().normalize('NFKC').toLowerCase().slice(0, 128);

const table = (tx: Tx) => tx.sql<AccountRow & { tenant: string }>('server_account').where('tenant', tx.tenant);

export const accountByUsername = async (tx: Tx, username: string): Promise<Account | undefined> => {
  const row: AccountRow | undefined = await table(tx).where('username', normalUsername(username)).first();
  return row && accountOf(row);
};

export const accountById = async (tx: Tx, id: string): Promise<Account | undefined> => {
  const row: AccountRow | undefined = await table(tx).where('id', id).first();
  return row && accountOf(row);
};

export const accountByPerson = async (tx: Tx, person: ActorId): Promise<Account | undefined> => {
  const row: AccountRow | undefined = await table(tx).where('person', person).first();
  return row && accountOf(row);
};

/** By username, after `after`. */
export const listAccounts = async (
  tx: Tx,
  filter: { readonly q?: string | undefined; readonly after?: string | undefined; readonly limit: number },
): Promise<readonly Account[]> => {
  const query = table(tx).orderBy('username').limit(filter.limit);
  if (filter.after !== undefined) query.where('username', '>', filter.after);
  if (filter.q !== undefined) {
    const q = normalUsername(filter.q).replace(/[\\%_]/g, '\\$&');
    query.whereRaw("username like ? escape '\\'", [`%${q}%`]);
  }
  const rows: readonly AccountRow[] = await query;
  return rows.map(accountOf);
};

export interface NewAccount {
  readonly username: string;
  readonly person: ActorId;
  /** Hashed. */
  readonly password: string;
  /** The password was chosen by somebody else. */
  readonly mustChange: boolean;
  /** An actor, or the name of the command. */
  readonly createdBy: string;
}

/** @throws LibroFirmaError `server.account-exists`: the name is taken, or the person has an account already */
export const addAccount = async (tx: Tx, account: NewAccount): Promise<string> => {
  const username = normalUsername(account.username);
  const taken = await table(tx)
    .where((either) => either.where('username', username).orWhere('person', account.person))
    .first('username');
  if (taken !== undefined)
    throw new LibroFirmaError(
      'conflict',
      'server.account-exists',
      { it: `Esiste già un account con il nome «${username}», oppure la persona ne ha già uno.` },
      { where: '/username' },
    );
  const id = `a-${randomBytes(9).toString('base64url')}`;
  await tx.sql('server_account').insert({
    tenant: tx.tenant,
    id,
    username,
    person: account.person,
    password: account.password,
    must_change: account.mustChange ? 1 : 0,
    disabled: 0,
    created_at: tx.now,
    created_by: account.createdBy,
    changed_at: tx.now,
  });
  return id;
};

export const setPassword = async (tx: Tx, id: string, password: string, mustChange: boolean): Promise<void> => {
  await table(tx)
    .where('id', id)
    .update({ password, must_change: mustChange ? 1 : 0, changed_at: tx.now });
};

/** The same password at today's cost; nothing else changes. */
export const renewHash = async (tx: Tx, id: string, from: string, to: string): Promise<void> => {
  await table(tx).where({ id, password: from }).update({ password: to });
};

export const setDisabled = async (tx: Tx, id: string, disabled: boolean): Promise<void> => {
  await table(tx)
    .where('id', id)
    .update({ disabled: disabled ? 1 : 0, changed_at: tx.now });
};
