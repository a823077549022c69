import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from './postgres.js';

/**
 * Runs mocha with these arguments beside one real PostgreSQL from npm, or the one that LF_TEST_POSTGRES names. It must
 * be there before any test file is loaded, since these ask which databases they can try.
 */
const postgres = process.env['LF_TEST_POSTGRES'] === undefined ? await startPostgres() : undefined;
const folder = mkdtempSync(join(tmpdir(), 'lf-tests-'));
const env = {
  LF_NOT_RUN: join(folder, 'not-run'),
  ...process.env,
  ...(postgres === undefined ? {} : { LF_TEST_POSTGRES: postgres.url }),
};
const [mocha = '', ...args] = process.argv.slice(2);
// Not `spawnSync`: the server writes its log to us, and stands still at an error once nobody has read the last ones.
const tests = spawn(process.execPath, [mocha, ...args], { stdio: 'inherit', env });
// Who interrupts interrupts the tests; what they began is ended all the same.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void tests.kill(signal));
const [status] = (await once(tests, 'exit')) as [number | null];
await postgres?.stop();
rmSync(folder, { recursive: true });
process.exit(status ?? 1);
