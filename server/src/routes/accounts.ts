import { LibroFirmaError, type AnyRoute } from '@libro-firma/engine/plugin';
import { z } from 'zod';
import { accountById, addAccount, listAccounts, setDisabled, setPassword, type Account } from '../accounts/accounts.js';
import { listLogins } from '../accounts/logins.js';
import { generatePassword, hashPassword } from '../accounts/password.js';
import { endSessionsOf } from '../accounts/sessions.js';
import type { ServerContext } from '../context.js';
import { actorOf } from '../http/access.js';
import { readCursor } from '../http/cursor.js';
import { refusals } from '../http/refusals.js';
import { defineServerRoute } from './define.js';
import { pageOf, pageQuery, Person, toPage } from './paging.js';

export const ACCOUNTS_PERMISSION = 'server.accounts';

const access = { kind: 'permission', permission: ACCOUNTS_PERMISSION } as const;
const id = z.strictObject({ id: z.string().max(64) });

const AccountAnswer = z.object({
  id: z.string(),
  username: z.string(),
  person: Person,
  disabled: z.boolean(),
  mustChangePassword: z.boolean(),
  createdAt: z.number(),
  changedAt: z.number(),
});

/** Shown once, to be told to the person; it has to be changed at the first sign-in. */
const Given = z.object({ id: z.string(), password: z.string() });

const LoginAnswer = z.object({
  at: z.number(),
  username: z.string(),
  outcome: z.enum(['ok', 'password', 'unknown', 'disabled', 'not-in-service', 'waiting']),
  address: z.string(),
});

const answerOf = (account: Account, names: ReadonlyMap<string, string>) => ({
  id: account.id,
  username: account.username,
  person: { id: account.person, name: names.get(account.person) ?? account.person },
  disabled: account.disabled,
  mustChangePassword: account.mustChange,
  createdAt: account.createdAt,
  changedAt: account.changedAt,
});

/** Accounts, for whoever administers them. Passwords are generated, shown once and never chosen for somebody. */
export const accountRoutes = (context: ServerContext): readonly AnyRoute[] => [
  defineServerRoute({
    name: 'server.accounts.list',
    method: 'GET',
    path: '/accounts',
    summary: { it: 'Gli account, per nome utente', en: 'Accounts by user name' },
    access,
    query: z.strictObject({ ...pageQuery, q: z.string().max(128).optional() }),
    answer: { kind: 'json', schema: pageOf(AccountAnswer) },
    handle: ({ tenant, db, query }) =>
      db.read(tenant, async (tx) => {
        const after = query.cursor === undefined ? undefined : readCursor(query.cursor, z.tuple([z.string()]))[0];
        const rows = await listAccounts(tx, { q: query.q, after, limit: query.limit + 1 });
        const people = await context.directory.describe(
          tx,
          rows.map(({ person }) => person),
        );
        const names = new Map(people.map((person) => [person.id, person.name]));
        return toPage(
          rows,
          query.limit,
          (account) => [account.username],
          (account) => answerOf(account, names),
        );
      }),
  }),

  defineServerRoute({
    name: 'server.accounts.add',
    method: 'POST',
    path: '/accounts',
    summary: {
      it: 'Nuovo account per una persona in servizio; la password iniziale è generata',
      en: 'Adds an account',
    },
    access,
    idempotency: 'none',
    body: {
      kind: 'json',
      schema: z.strictObject({
        username: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,63}$/i, 'da 2 a 64 lettere, cifre, punti, trattini'),
        person: z.string().min(1).max(64),
      }),
    },
    answer: { kind: 'json', schema: Given, status: 201 },
    async handle({ tenant, actor, db, body }) {
      await db.read(tenant, async (tx) => {
        if ((await actorOf(tx, context.directory, body.person)) === undefined) throw unknownPerson(body.person);
      });
      const password = generatePassword();
      const hash = await hashPassword(password, context.passwordCost);
      const added = await db.write(tenant, (tx) =>
        addAccount(tx, { ...body, password: hash, mustChange: true, createdBy: actor.id }),
      );
      context.log.info({ tenant, account: added, by: actor.id }, 'account added');
      return { id: added, password };
    },
  }),

  defineServerRoute({
    name: 'server.accounts.reset',
    method: 'POST',
    path: '/accounts/:id/reset',
    summary: { it: 'Nuova password generata; le sessioni si chiudono', en: 'Gives a new password' },
    access,
    idempotency: 'none',
    params: id,
    answer: { kind: 'json', schema: Given },
    async handle({ tenant, actor, db, params }) {
      const password = generatePassword();
      const hash = await hashPassword(password, context.passwordCost);
      const ended = await db.write(tenant, async (tx) => {
        if ((await accountById(tx, params.id)) === undefined) throw refusals.notFound();
        await setPassword(tx, params.id, hash, true);
        return endSessionsOf(tx, params.id);
      });
      context.live.endSessions(ended);
      context.log.info({ tenant, account: params.id, by: actor.id }, 'password reset');
      return { id: params.id, password };
    },
  }),

  defineServerRoute({
    name: 'server.accounts.disable',
    method: 'PUT',
    path: '/accounts/:id/disabled',
    summary: { it: 'Disattiva o riattiva un account; disattivato, le sessioni si chiudono', en: 'Disables an account' },
    access,
    params: id,
    body: { kind: 'json', schema: z.strictObject({ disabled: z.boolean() }) },
    answer: { kind: 'none' },
    async handle({ tenant, actor, db, params, body }) {
      const ended = await db.write(tenant, async (tx) => {
        if ((await accountById(tx, params.id)) === undefined) throw refusals.notFound();
        await setDisabled(tx, params.id, body.disabled);
        return body.disabled ? endSessionsOf(tx, params.id) : [];
      });
      context.live.endSessions(ended);
      context.log.info({ tenant, account: params.id, by: actor.id, disabled: body.disabled }, 'account changed');
    },
  }),

  defineServerRoute({
    name: 'server.logins.list',
    method: 'GET',
    path: '/logins',
    summary: { it: 'Accessi riusciti e non riusciti, dal più recente', en: 'Sign-ins and attempts, newest first' },
    access,
    query: z.strictObject({ ...pageQuery, username: z.string().max(128).optional() }),
    answer: { kind: 'json', schema: pageOf(LoginAnswer) },
    handle: ({ tenant, db, query }) =>
      db.read(tenant, async (tx) => {
        const before = query.cursor === undefined ? undefined : readCursor(query.cursor, z.tuple([z.string()]))[0];
        const rows = await listLogins(tx, { username: query.username, before, limit: query.limit + 1 });
        return toPage(
          rows,
          query.limit,
          (login) => [login.id],
          (login) => login,
        );
      }),
  }),
];

const unknownPerson = (person: string): LibroFirmaError =>
  new LibroFirmaError(
    'invalid',
    'server.person-unknown',
    { it: `Nessuna persona in servizio ha il codice «${person}».`, en: `Nobody in service has the id "${person}".` },
    { where: '/person' },
  );
