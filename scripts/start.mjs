import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { prepare, root } from './prepare.mjs';

/** `npm start`: installs and builds what is missing, then starts the product with the Palermo example on SQLite. */
prepare();

const server = spawn(
  process.execPath,
  [join(root, 'server', 'dist', 'cli', 'main.js'), 'demo', ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: 'inherit',
  },
);
// Ctrl-C reaches the server by itself (same terminal); another signal is passed on. It decides when it is done.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => server.kill('SIGTERM'));
server.on('exit', (code, signal) => process.exit(signal === null ? (code ?? 0) : 1));
