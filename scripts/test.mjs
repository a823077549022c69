import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { prepare, root, run } from './prepare.mjs';
import { checkValidators } from './validators.mjs';

const EVERYTHING = [
  'engine/test/**/*.test.ts',
  'plugins/*/test/**/*.test.ts',
  'server/test/**/*.test.ts',
  'desk/test/**/*.test.ts',
  'modeler/test/**/*.test.ts',
  'examples/*/test/**/*.test.ts',
  'test/**/*.test.ts',
];

/**
 * `npm test`: installs what is missing, then lint, types and every test. Arguments go to mocha:
 * `npm test -- --grep "a registration"`, `npm test -- plugins/signing/test`.
 */
prepare();
checkValidators();
const args = process.argv.slice(2);
if (args.length === 0) {
  run('npm', ['run', '--silent', 'lint']);
  run('npm', ['run', '--silent', 'typecheck']);
}
const mocha = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
const named = args.some((arg) => arg.includes('/'));
const wrapper = ['--import=tsx', join(root, 'test', 'support', 'run.ts'), mocha];
const { status } = spawnSync(process.execPath, [...wrapper, ...args, ...(named ? [] : EVERYTHING)], {
  cwd: root,
  stdio: 'inherit',
});
process.exit(status ?? 1);
