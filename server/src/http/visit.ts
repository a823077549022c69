import { timingSafeEqual } from 'node:crypto';
import type { Access, Actor, TenantId, Tx } from '@libro-firma/engine/plugin';
import type { Request } from 'express';
import { csrfTokenOf, findSession, needsTouch, touchSession, type Session } from '../accounts/sessions.js';
import type { ServerContext } from '../context.js';
import type { Tenant } from '../settings/schema.js';
import { actorOf, requireAccess } from './access.js';
import type { SessionCookie } from './cookies.js';
import { LibroFirmaError } from '@libro-firma/engine/plugin';
import { refusals } from './refusals.js';
import type { TableEntry } from './table.js';

/** What the server's own session routes know of a request beside the call. */
export interface Visit {
  readonly tenant: Tenant;
  readonly session: Session | undefined;
  /** The session's token, as the cookie brought it. */
  readonly token: string | undefined;
  /** The network address that the request came from. */
  readonly address: string;
  /** Gives or takes away the session's cookie with the answer. */
  setCookie(cookie: string): void;
}

export interface Admitted {
  readonly actor: Actor | undefined;
  readonly session: Session | undefined;
  readonly token: string | undefined;
}

/** Routes for somebody who has still to choose a password of their own. */
const WITHOUT_OWN_PASSWORD: ReadonlySet<string> = new Set(['server.session.end', 'server.session.password']);

export const isWrite = (request: Request): boolean => request.method !== 'GET' && request.method !== 'HEAD';

const sameToken = (given: string | undefined, expected: string): boolean =>
  given !== undefined && given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected));

const passwordFirst = (): LibroFirmaError =>
  new LibroFirmaError('forbidden', 'server.password-must-change', {
    it: 'Prima di continuare occorre scegliere una password propria: quella attuale è stata assegnata da altri.',
    en: 'Choose a password of your own first: the present one was given by somebody else.',
  });

/**
 * Who asks, and whether they may: session, CSRF token, directory and access rule in one reading transaction. Nothing of
 * the request's content was looked at before.
 *
 * @throws LibroFirmaError `server.unauthenticated`, `server.csrf`, `server.password-must-change`, `server.forbidden`,
 * `server.not-found`
 */
export const admit = async (
  context: ServerContext,
  entry: TableEntry,
  request: Request,
  tenant: Tenant,
  cookie: SessionCookie,
): Promise<Admitted> => {
  const token = cookie.read(request);
  const { route } = entry;
  const access = route.access as Access;
  if (access.kind === 'public') return { actor: undefined, session: undefined, token };
  if (token === undefined) throw refusals.unauthenticated();
  const admitted = await context.db.read(tenant.id, async (tx) => {
    const { session, actor } = (await recognise(tx, context, token)) ?? {};
    if (session === undefined || actor === undefined) throw refusals.unauthenticated();
    if (isWrite(request) && !sameToken(request.get('x-csrf'), csrfTokenOf(token))) throw refusals.csrf();
    if (session.mustChange && !WITHOUT_OWN_PASSWORD.has(route.name)) throw passwordFirst();
    await requireAccess(tx, access, { actor, params: paramsOf(request) }, portsOf(context));
    return { actor, session, token };
  });
  await keepAlive(context, tenant.id, admitted.session);
  return admitted;
};

/** Whose cookie it is: nobody's when the session has ended, or when the person is not, or no longer, in service. */
export const recognise = async (
  tx: Tx,
  context: Pick<ServerContext, 'sessionLimits' | 'directory'>,
  token: string,
): Promise<{ readonly session: Session; readonly actor: Actor } | undefined> => {
  const session = await findSession(tx, token, context.sessionLimits);
  const actor = session && (await actorOf(tx, context.directory, session.person));
  return session === undefined || actor === undefined ? undefined : { session, actor };
};

/** A session ends after a while without a request: this was one. */
export const keepAlive = async (
  context: Pick<ServerContext, 'clock' | 'db'>,
  tenant: TenantId,
  session: Session,
): Promise<void> => {
  if (needsTouch(session, context.clock.now())) await context.db.write(tenant, (tx) => touchSession(tx, session.id));
};

/** Path parameters; our paths have no wildcards, so each is one text. */
export const paramsOf = (request: Request): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(request.params).map(([name, value]) => [name, String(value)]));

export const portsOf = (context: ServerContext) => ({
  directory: context.directory,
  caseAccess: context.caseAccess,
  tasks: context.engine,
});
