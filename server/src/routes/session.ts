import { LibroFirmaError, type AnyRoute, type Membership } from '@libro-firma/engine/plugin';
import { z } from 'zod';
import { accountById, setPassword } from '../accounts/accounts.js';
import { recordLogin, waitFor } from '../accounts/logins.js';
import { checkPassword, hashPassword, verifyPassword } from '../accounts/password.js';
import { csrfTokenOf, endSession, endSessionsOf } from '../accounts/sessions.js';
import { loginWait } from '../accounts/sign-in.js';
import type { ServerContext } from '../context.js';
import type { SessionCookie } from '../http/cookies.js';
import { refusals } from '../http/refusals.js';
import { keepAlive, recognise } from '../http/visit.js';
import { defineServerRoute } from './define.js';
import { Person } from './paging.js';

const credential = z.string().min(1).max(128);

const Session = z.object({
  actor: Person.extend({ email: z.string().optional() }),
  username: z.string(),
  tenant: z.string(),
  administration: z.string(),
  /** The holiday of the town's patron saint, `07-15`. */
  patronSaint: z.string().optional(),
  permissions: z.array(z.string()),
  /** People for whom the actor acts today, and by what right. */
  actingFor: z.array(Person.extend({ kind: z.enum(['substitute', 'signingDelegation', 'functionsDelegation']) })),
  csrf: z.string(),
  desk: z.array(z.object({ name: z.string(), module: z.string(), styles: z.string().optional() })),
  now: z.number(),
  /** When the session ends at the latest. */
  endsAt: z.number(),
  demo: z.boolean(),
  /** The password was given by somebody else: nothing but choosing another one is possible. */
  mustChangePassword: z.boolean(),
});

/** Nobody is signed in: no refusal, since it is what a page asks first of all. */
const Nobody = z.object({ actor: z.null() });

/** Each person once, though they stand in for them in many groups; the strongest right first. */
const actingFor = (memberships: readonly Membership[]): ReadonlyMap<string, Exclude<Membership['kind'], 'own'>> => {
  const found = new Map<string, Exclude<Membership['kind'], 'own'>>();
  for (const { onBehalfOf, kind } of memberships)
    if (onBehalfOf !== undefined && kind !== 'own' && !found.has(onBehalfOf)) found.set(onBehalfOf, kind);
  return found;
};

/** Signing in and out, and who one is. */
export const sessionRoutes = (context: ServerContext, cookie: SessionCookie): readonly AnyRoute[] => [
  defineServerRoute({
    name: 'server.session.begin',
    method: 'POST',
    path: '/session',
    summary: { it: 'Accesso con nome utente e password', en: 'Signs in' },
    access: { kind: 'public', why: 'è il modo per fare l’accesso' },
    idempotency: 'none',
    body: { kind: 'json', schema: z.strictObject({ username: credential, password: credential }) },
    answer: { kind: 'none' },
    async handle({ tenant, body, visit }) {
      const token = await context.signIn({
        tenant,
        username: body.username,
        password: body.password,
        address: visit.address,
        formerToken: visit.token,
      });
      visit.setCookie(cookie.write(token));
    },
  }),

  defineServerRoute({
    name: 'server.session.read',
    method: 'GET',
    path: '/session',
    summary: {
      it: 'Chi sono, i miei permessi di oggi e le schermate dei plugin; actor è null per chi non ha fatto l’accesso',
      en: 'Who I am; actor is null when nobody is signed in',
    },
    access: { kind: 'public', why: 'chi non ha fatto l’accesso legge soltanto questo; gli altri, i propri dati' },
    answer: { kind: 'json', schema: z.union([Session, Nobody]) },
    async handle({ tenant, db, now, visit: { token, tenant: administration } }) {
      if (token === undefined) return { actor: null };
      const found = await db.read(tenant, (tx) => recognise(tx, context, token));
      if (found === undefined) return { actor: null };
      const { session, actor } = found;
      await keepAlive(context, tenant, session);
      const others = actingFor(actor.memberships);
      const people = await db.read(tenant, (tx) => context.directory.describe(tx, [actor.id, ...others.keys()]));
      const byId = new Map(people.map((person) => [person.id, person]));
      const email = byId.get(actor.id)?.email;
      return {
        actor: { id: actor.id, name: actor.name, ...(email === undefined ? {} : { email }) },
        username: session.username,
        tenant,
        administration: administration.name,
        patronSaint: administration.patronSaint,
        permissions: [...actor.permissions].sort(),
        actingFor: [...others].map(([id, kind]) => ({ id, name: byId.get(id)?.name ?? id, kind })),
        csrf: csrfTokenOf(token),
        desk: context.deskModules.map(({ name, module, styles }) => ({
          name,
          module,
          ...(styles === undefined ? {} : { styles }),
        })),
        now,
        endsAt: session.endsAt,
        demo: context.demo,
        mustChangePassword: session.mustChange,
      };
    },
  }),

  defineServerRoute({
    name: 'server.session.end',
    method: 'DELETE',
    path: '/session',
    summary: { it: 'Uscita', en: 'Signs out' },
    access: { kind: 'signedIn', why: 'ciascuno chiude la propria sessione' },
    idempotency: 'none',
    answer: { kind: 'none' },
    async handle({ tenant, db, visit }) {
      const { session } = visit;
      visit.setCookie(cookie.clear());
      if (session === undefined) return;
      await db.write(tenant, (tx) => endSession(tx, session.id));
      context.live.endSessions([session.id]);
    },
  }),

  defineServerRoute({
    name: 'server.session.password',
    method: 'POST',
    path: '/session/password',
    summary: { it: 'Cambio della propria password; le altre sessioni si chiudono', en: 'Changes my password' },
    access: { kind: 'signedIn', why: 'ciascuno cambia la propria password, conoscendo quella attuale' },
    idempotency: 'none',
    body: {
      kind: 'json',
      schema: z.strictObject({ current: credential, password: z.string().min(1).max(1000) }),
    },
    answer: { kind: 'none' },
    async handle({ tenant, db, body, visit }) {
      const { session } = visit;
      if (session === undefined) throw refusals.unauthenticated();
      const attempt = { username: session.username, address: visit.address };
      const account = await db.read(tenant, async (tx) => {
        const waitMs = await waitFor(tx, attempt, context.settings.login.failuresPerName);
        if (waitMs > 0) throw loginWait(waitMs);
        return accountById(tx, session.accountId);
      });
      if (account === undefined) throw refusals.unauthenticated();
      if (!(await verifyPassword(body.current, account.password))) {
        await db.write(tenant, (tx) => recordLogin(tx, attempt, 'password', account.id));
        throw wrongPassword();
      }
      checkPassword(body.password, account.username);
      if (await verifyPassword(body.password, account.password)) throw samePassword();
      const hash = await hashPassword(body.password, context.passwordCost);
      const ended = await db.write(tenant, async (tx) => {
        await setPassword(tx, account.id, hash, false);
        return endSessionsOf(tx, account.id, session.id);
      });
      context.live.endSessions(ended);
      context.log.info({ tenant, account: account.id }, 'password changed');
    },
  }),
];

const wrongPassword = (): LibroFirmaError =>
  new LibroFirmaError(
    'invalid',
    'server.password-wrong',
    { it: 'La password attuale non è corretta.', en: 'The current password is wrong.' },
    { where: '/current' },
  );

const samePassword = (): LibroFirmaError =>
  new LibroFirmaError(
    'invalid',
    'server.password-same',
    { it: 'La nuova password deve essere diversa da quella attuale.', en: 'The new password is the current one.' },
    { where: '/password' },
  );
