import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { prepare, root, run } from './prepare.mjs';
import { checkValidators } from './validators.mjs';

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
const { status } = spawnSync(process.execPath, [mocha, ...args], { cwd: root, stdio: 'inherit' });
process.exit(status ?? 1);
