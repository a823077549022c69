import { expect } from 'chai';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { request as secureRequest } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { validator } from '../../test/support/validators.js';
import { createLog } from '../src/logging/log.js';
import { done } from './support/house.js';
import { PASSWORD, TENANT, testServer, type TestServer } from './support/server.js';

interface RawReply {
  readonly status: number;
  readonly cookie: string;
  readonly body: Record<string, unknown>;
}

/** A request whose `Host` is another than the address it goes to, as a proxy or a name of its own makes it. */
const rawAsk = (
  url: string,
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: object,
): Promise<RawReply> =>
  new Promise((resolve, reject) => {
    const ask = url.startsWith('https:') ? secureRequest : request;
    const sent = ask(`${url}${path}`, { method, rejectUnauthorized: false, headers } as object, (answer) => {
      let text = '';
      answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          cookie: (answer.headers['set-cookie'] ?? [])[0] ?? '',
          body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
        }),
      );
    });
    sent.on('error', reject);
    if (body !== undefined) sent.setHeader('content-type', 'application/json');
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });

describe('the server in operation', () => {
  let server: TestServer | undefined;
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lf-operation-'));
  });
  afterEach(async () => {
    await server?.drop();
    server = undefined;
    await rm(folder, { recursive: true, force: true });
  });

  it('takes its port first and says that it is starting until everything stands', async () => {
    let early: RawReply | undefined;
    server = await testServer({
      prepare: async ({ publicUrl }) => {
        early = await rawAsk(publicUrl, 'GET', '/api/v1/health', {});
      },
    });
    expect(early?.status).to.equal(503);
    expect(early?.body['code']).to.equal('server.starting');
    expect((await server.nobody().ask('GET', 'health')).status).to.equal(200);
  });

  it('finishes what is under way when it stops, and takes nothing new', async () => {
    server = await testServer();
    const slow = server.nobody().ask('GET', 'house/slow');
    while (done.finish === undefined) await new Promise(setImmediate);
    const closed = server.close();
    await isRefused(server.url);
    done.finish();
    done.finish = undefined;
    expect((await slow).body).to.deep.equal({ finished: true });
    await closed;
  });

  const isRefused = async (url: string): Promise<void> => {
    try {
      expect((await rawAsk(url, 'GET', '/api/v1/health', {})).status).to.equal(503);
    } catch (error) {
      expect((error as NodeJS.ErrnoException).code).to.match(/ECONNREFUSED|ECONNRESET/);
    }
  };

  it('keeps everything over a restart: accounts, sessions, cases', async () => {
    const first = await testServer();
    const anna = await first.as('p-1');
    await first.close();
    server = await testServer({ folder: first.folder });
    const session = await fetch(`${server.url}/api/v1/session`, { headers: { cookie: anna.cookie } });
    expect(session.status).to.equal(200);
  });

  it('has a clock that a file moves, for exercises', async () => {
    const file = join(folder, 'clock');
    await writeFile(file, '0');
    server = await testServer({ values: { clock: { file } } });
    const before = server.clock.now();
    await writeFile(file, String(3 * 86_400_000));
    await utimes(file, new Date(), new Date(Date.now() + 5_000));
    const moved = async (): Promise<number> => {
      for (;;) {
        const now = server?.clock.now() ?? 0;
        if (now - before > 86_400_000) return now;
        await new Promise(setImmediate);
      }
    };
    expect((await moved()) - before).to.be.closeTo(3 * 86_400_000, 60_000);
    await writeFile(file, 'tomorrow');
    await utimes(file, new Date(), new Date(Date.now() + 10_000));
  });

  it('serves several administrations, told apart by their host names, sessions and all', async () => {
    server = await testServer({
      values: {
        tenants: [
          { id: TENANT, name: 'Casa', hosts: ['casa.example'] },
          { id: 'altra', name: 'Altra', hosts: ['altra.example'] },
        ],
      },
    });
    const { url } = server;
    const signIn = (host: string) =>
      rawAsk(url, 'POST', '/api/v1/session', { host }, { username: 'u.p-1', password: PASSWORD });
    const here = await signIn('casa.example');
    expect(here.status).to.equal(204);
    expect((await signIn('altra.example')).status).to.equal(401);
    expect((await signIn('third.example')).body['code']).to.equal('server.host');
    const cookie = here.cookie.split(';')[0] ?? '';
    const session = (host: string) => rawAsk(url, 'GET', '/api/v1/session', { host, cookie });
    expect((await session('casa.example')).body['administration']).to.equal('Casa');
    expect((await session('altra.example')).body).to.deep.equal({ actor: null });
  });

  it('speaks https by itself; the cookie then stays on https and on this host', async () => {
    if (!(await validator('openssl'))) return;
    const [certFile, keyFile] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
    const subject = ['-subj', '/CN=localhost', '-days', '1', '-nodes', '-keyout', keyFile, '-out', certFile];
    await promisify(execFile)('openssl', [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      ...subject,
    ]);
    server = await testServer({ values: { tls: { certFile, keyFile } } });
    expect(server.url).to.match(/^https:/);
    const answer = await rawAsk(server.url, 'POST', '/api/v1/session', {}, { username: 'u.p-1', password: PASSWORD });
    expect(answer.status).to.equal(204);
    expect(answer.cookie).to.match(/^__Host-lf-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/);
  });

  it('writes no secret into its log, by name or by value', () => {
    const lines: string[] = [];
    const log = createLog({
      level: 'info',
      secrets: new Set(['parola-d-ordine']),
      destination: { write: (line: string) => void lines.push(line) },
    });
    log.info({ password: 'abc', body: { pin: '12345678', deep: { token: 'xyz' } }, case: 'c1' }, 'something');
    log.error({ err: new Error('cannot reach postgres://lf:parola-d-ordine@db') }, 'failed');
    const text = lines.join('');
    expect(text).not.to.match(/abc|12345678|xyz|parola-d-ordine/);
    expect(text).to.include('"case":"c1"');
  });
});
