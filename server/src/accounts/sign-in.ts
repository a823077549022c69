import {
  LibroFirmaError,
  type Database,
  type Directory,
  type Logger,
  type TenantId,
  type Tx,
} from '@libro-firma/engine/plugin';
import { accountByUsername, normalUsername, renewHash, type Account } from './accounts.js';
import { recordLogin, waitFor, type Attempt, type LoginOutcome } from './logins.js';
import { decoyHash, hashPassword, isStale, verifyPassword, type ScryptCost } from './password.js';
import { beginSession, endSession, sessionIdOf, type SessionLimits } from './sessions.js';

export interface SignInOptions {
  readonly db: Database;
  readonly directory: Directory;
  readonly cost: ScryptCost;
  readonly limits: SessionLimits;
  /** Failures in a row on one name before it has to wait. */
  readonly failuresPerName: number;
  readonly log: Logger;
}

export interface SignInRequest {
  readonly tenant: TenantId;
  readonly username: string;
  readonly password: string;
  /** The network address that the request came from. */
  readonly address: string;
  /** The cookie that came with it: that session ends. */
  readonly formerToken: string | undefined;
}

/** @returns the new session's token; `server.login-failed` and `server.login-wait` say nothing about the account */
export type SignIn = (request: SignInRequest) => Promise<string>;

/** The same sentence for an unknown name, a wrong password, a disabled account and somebody out of service. */
const failed = (): LibroFirmaError =>
  new LibroFirmaError('unauthenticated', 'server.login-failed', {
    it: 'Nome utente o password non corretti. Se il problema continua, rivolgiti a chi amministra il sistema.',
    en: 'Wrong user name or password.',
  });

/** Too many failures in a row on one name. */
export const loginWait = (milliseconds: number): LibroFirmaError => {
  const seconds = Math.ceil(milliseconds / 1000);
  const words = seconds < 90 ? `${seconds} secondi` : `${Math.ceil(seconds / 60)} minuti`;
  return new LibroFirmaError(
    'too-many',
    'server.login-wait',
    { it: `Troppi tentativi non riusciti con questo nome utente: riprova fra ${words}.` },
    { details: { retryAfterSeconds: seconds } },
  );
};

/** Attempts on one name stand in line, so that many at once cannot outrun the count of failures. */
const inLine = () => {
  const lines = new Map<string, { waiting: number; last: Promise<unknown> }>();
  return async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const line = lines.get(name) ?? { waiting: 0, last: Promise.resolve() };
    if (line.waiting >= 8) throw loginWait(15_000);
    line.waiting += 1;
    const mine = line.last.then(work);
    line.last = mine.catch(() => undefined);
    lines.set(name, line);
    try {
      return await mine;
    } finally {
      line.waiting -= 1;
      if (line.waiting === 0) lines.delete(name);
    }
  };
};

export const signInWith = (options: SignInOptions): SignIn => {
  const decoy = decoyHash(options.cost);
  const standInLine = inLine();

  const attemptOf = async (request: SignInRequest, attempt: Attempt): Promise<string> => {
    const found = await options.db.read(request.tenant, async (tx) => ({
      waitMs: await waitFor(tx, attempt, options.failuresPerName),
      account: await accountByUsername(tx, attempt.username),
    }));
    if (found.waitMs > 0) {
      await refuse(request.tenant, attempt, 'waiting', found.account);
      throw loginWait(found.waitMs);
    }
    const right = await verifyPassword(request.password, found.account?.password ?? decoy);
    if (found.account === undefined || !right) {
      await refuse(request.tenant, attempt, found.account === undefined ? 'unknown' : 'password', found.account);
      throw failed();
    }
    const { account } = found;
    const outcome = await options.db.read(request.tenant, (tx) => standingOf(tx, account));
    if (outcome !== 'ok') {
      await refuse(request.tenant, attempt, outcome, account);
      throw failed();
    }
    const renewed = isStale(account.password, options.cost)
      ? await hashPassword(request.password, options.cost)
      : undefined;
    return options.db.write(request.tenant, async (tx) => {
      if (renewed !== undefined) await renewHash(tx, account.id, account.password, renewed);
      if (request.formerToken !== undefined) await endSession(tx, sessionIdOf(request.formerToken));
      await recordLogin(tx, attempt, 'ok', account.id);
      return beginSession(tx, account.id, options.limits);
    });
  };

  const standingOf = async (tx: Tx, account: Account): Promise<LoginOutcome> => {
    if (account.disabled) return 'disabled';
    const memberships = await options.directory.groupsOf(tx, account.person, tx.now);
    return memberships.length === 0 ? 'not-in-service' : 'ok';
  };

  const refuse = async (
    tenant: TenantId,
    attempt: Attempt,
    outcome: LoginOutcome,
    account: Account | undefined,
  ): Promise<void> => {
    options.log.warn({ tenant, outcome, account: account?.id }, 'sign-in refused');
    await options.db.write(tenant, (tx) => recordLogin(tx, attempt, outcome, account?.id));
  };

  return (request) => {
    const attempt = { username: normalUsername(request.username), address: request.address };
    return standInLine(`${request.tenant} ${attempt.username}`, () => attemptOf(request, attempt));
  };
};
