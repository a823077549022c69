import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '@libro-firma/engine';
import { addAccount } from '../../src/accounts/accounts.js';
import { DEMO_COST, hashPassword } from '../../src/accounts/password.js';
import { startServer, type RunningServer, type StartOptions } from '../../src/compose/start-server.js';
import { loadSettings } from '../../src/settings/load.js';
import type { SettingsInput } from '../../src/settings/schema.js';
import { done, furnish, house } from './house.js';

export const TENANT = 'casa';
export const PASSWORD = 'una porta di legno verde';

export const housePlugin = fileURLToPath(new URL('./house.ts', import.meta.url));

export interface TestServer extends RunningServer {
  readonly folder: string;
  /** Everything that was logged. */
  readonly logged: readonly string[];
  /** Signs somebody of the house in. */
  as(person: string): Promise<Visitor>;
  /** Nobody, with nothing in their hands. */
  nobody(): Visitor;
  drop(): Promise<void>;
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON. */
  readonly body: Record<string, unknown>;
}

export interface AskOptions {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly raw?: string | Uint8Array;
}

/** Somebody with a browser's cookie and token. */
export interface Visitor {
  readonly cookie: string;
  readonly csrf: string;
  ask(method: string, path: string, options?: AskOptions): Promise<Reply>;
}

const visitor = (url: string, cookie: string, csrf: string): Visitor => ({
  cookie,
  csrf,
  ask: async (method, path, { body, headers, raw } = {}) => {
    const answer = await fetch(`${url}${path.startsWith('/') ? path : `/api/v1/${path}`}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(cookie === '' ? {} : { cookie }),
        ...(csrf === '' || method === 'GET' ? {} : { 'x-csrf': csrf }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(raw !== undefined ? { body: raw as BodyInit } : body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const json = /json/.test(answer.headers.get('content-type') ?? '');
    return {
      status: answer.status,
      headers: answer.headers,
      text,
      body: json ? (JSON.parse(text) as Record<string, unknown>) : {},
    };
  },
});

export const cookieOf = (reply: Reply): string => (reply.headers.get('set-cookie') ?? '').split(';')[0] ?? '';

/** Signs in over HTTP, as the desk does. */
export const signIn = async (url: string, username: string, password: string): Promise<Visitor> => {
  const nobody = visitor(url, '', '');
  const answer = await nobody.ask('POST', 'session', { body: { username, password } });
  if (answer.status !== 204) throw new Error(`Signing in ${username} gave ${answer.status}: ${answer.text}`);
  const cookie = cookieOf(answer);
  const session = await visitor(url, cookie, '').ask('GET', 'session');
  return visitor(url, cookie, String(session.body['csrf']));
};

export interface TestServerOptions extends Partial<StartOptions> {
  readonly values?: SettingsInput;
  readonly environment?: Readonly<Record<string, string>>;
  /** Starts again on what another one has left. */
  readonly folder?: string;
}

/** An empty schema of the PostgreSQL that `LF_TEST_POSTGRES` names: settings for it, and its end. */
export const postgresSchema = async (
  url: string,
): Promise<{ readonly database: NonNullable<SettingsInput['database']>; drop(): Promise<void> }> => {
  const schema = `lf_server_${randomBytes(6).toString('hex')}`;
  const admin = await openDatabase({ url });
  await admin.write('test', (tx) => tx.sql.raw(`create schema ${schema}`));
  return {
    database: { url, schema, poolSize: 6 },
    drop: async () => {
      await admin.write('test', (tx) => tx.sql.raw(`drop schema ${schema} cascade`));
      await admin.close();
    },
  };
};

/** The real server on a free port and a SQLite file of its own, its organisation the house of `house.ts`. */
export const testServer = async ({ values, environment, ...options }: TestServerOptions = {}): Promise<TestServer> => {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'lf-server-')));
  furnish();
  done.sweeps = 0;
  done.uploads.length = 0;
  done.broken = false;
  const logged: string[] = [];
  const settings = loadSettings({
    environment: { NODE_ENV: 'test', ...environment },
    values: {
      tenants: [{ id: TENANT, name: 'Casa di prova' }],
      port: 0,
      dataDir: folder,
      modules: [housePlugin],
      log: { level: 'debug' },
      ...values,
    },
  });
  const server = await startServer({
    settings,
    passwordCost: DEMO_COST,
    logDestination: { write: (line: string) => void logged.push(line) },
    ...options,
  });
  const hash = await hashPassword(PASSWORD, DEMO_COST);
  if (options.folder === undefined)
    await server.db.write(TENANT, async (tx) => {
      for (const person of house.keys())
        await addAccount(tx, { username: `u.${person}`, person, password: hash, mustChange: false, createdBy: 'test' });
    });
  return {
    ...server,
    folder,
    logged,
    as: (person) => signIn(server.url, `u.${person}`, PASSWORD),
    nobody: () => visitor(server.url, '', ''),
    drop: async () => {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
