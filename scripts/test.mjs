import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { prepare, root } from './prepare.mjs';
import { checkValidators } from './validators.mjs';

/** The longest first: what runs beside them fills the rest. */
const EVERYTHING = [
  'test/**/*.test.ts',
  'modeler/test/**/*.test.ts',
  'examples/*/test/**/*.test.ts',
  'plugins/*/test/**/*.test.ts',
  'server/test/**/*.test.ts',
  'desk/test/**/*.test.ts',
  'engine/test/**/*.test.ts',
];

/** Files run side by side, each in a process of its own: they wait for browsers, disks and clocks more than they compute. */
const TOGETHER = ['--parallel', '--jobs', String(Math.max(3, Math.min(6, availableParallelism())))];

/** A script of package.json beside others; gives its exit code. */
const begun = async (script) => {
  const options = { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' };
  const [code] = await once(spawn('npm', ['run', '--silent', script], options), 'exit');
  return code;
};

/** A folder stands for the tests in it; anything else is mocha's. */
const testsIn = (arg) =>
  statSync(join(root, arg), { throwIfNoEntry: false })?.isDirectory() ? `${arg.replace(/\/$/, '')}/**/*.test.ts` : arg;

/**
 * `npm test`: installs what is missing, then lint, types and every test. Arguments go to mocha:
 * `npm test -- --grep "a registration"`, `npm test -- plugins/signing/test`.
 */
prepare();
checkValidators();
const args = process.argv.slice(2).map(testsIn);
if (args.length === 0) {
  const codes = await Promise.all(['lint:code', 'lint:format', 'typecheck'].map(begun));
  if (codes.some((code) => code !== 0)) process.exit(1);
}
const mocha = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
const named = args.some((arg) => arg.includes('/'));
const wrapper = ['--import=tsx', join(root, 'test', 'support', 'run.ts'), mocha];
const { status } = spawnSync(process.execPath, [...wrapper, ...args, ...(named ? [] : [...TOGETHER, ...EVERYTHING])], {
  cwd: root,
  stdio: 'inherit',
});
process.exit(status ?? 1);
