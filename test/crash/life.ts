import type { Dialect } from '@libro-firma/engine/plugin';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type EngineDatabase } from '@libro-firma/engine';
import { built } from '../support/built.js';
import { EFFECTS } from './steps.js';

const LONGEST_MS = 120_000;

export interface Life {
  readonly database: EngineDatabase;
  /** File with the effects outside. */
  readonly journal: string;
  /**
   * Starts a process; `at`: where it is killed; `node`: its name among others on the same database.
   *
   * @returns the case when it came to its end, `undefined` when it was killed
   */
  run(at?: string, node?: string): Promise<string | undefined>;
  end(): Promise<void>;
}

/** A database that outlives the processes on it. */
export const beginLife = async (dialect: Dialect): Promise<Life> => {
  const child = await built(new URL('./child.ts', import.meta.url));
  const folder = await mkdtemp(join(tmpdir(), 'lf-crash-'));
  const schema = `lf_crash_${randomBytes(6).toString('hex')}`;
  const url = dialect === 'sqlite' ? `sqlite:${join(folder, 'crash.db')}` : (process.env['LF_TEST_POSTGRES'] ?? '');
  const database = await openDatabase({ url, ...(dialect === 'sqlite' ? {} : { schema }) });
  await database.write('test', async ({ sql }) => {
    if (dialect === 'postgres') await sql.raw(`create schema ${schema}`);
    await sql.raw(`create table ${EFFECTS} (what text not null)`);
  });
  const journal = join(folder, 'journal');
  const env = {
    ...process.env,
    LF_CRASH_URL: url,
    LF_CRASH_JOURNAL: journal,
    ...(dialect === 'sqlite' ? {} : { LF_CRASH_SCHEMA: schema }),
  };
  return {
    database,
    journal,
    run: (at, node = 'crash') =>
      start(child, { ...env, LF_CRASH_NODE: node, ...(at === undefined ? {} : { LF_CRASH_AT: at }) }),
    end: async () => {
      if (dialect === 'postgres') await database.write('test', ({ sql }) => sql.raw(`drop schema ${schema} cascade`));
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

const start = (child: string, env: NodeJS.ProcessEnv): Promise<string | undefined> =>
  new Promise((resolve, reject) => {
    const running = spawn(process.execPath, [child], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const said = { out: '', err: '' };
    running.stdout.on('data', (text: Buffer) => (said.out += text.toString()));
    running.stderr.on('data', (text: Buffer) => (said.err += text.toString()));
    const tooLong = setTimeout(() => running.kill('SIGTERM'), LONGEST_MS);
    running.on('close', (status, signal) => {
      clearTimeout(tooLong);
      if (signal === 'SIGKILL') resolve(undefined);
      else if (status === 0) resolve(said.out);
      else reject(new Error(`the process ended with ${status ?? signal}: ${said.err}`));
    });
  });
