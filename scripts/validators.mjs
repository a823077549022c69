import { spawnSync } from 'node:child_process';

/** Independent judges of our output, by the Debian package that brings each. */
const JUDGES = { pdfsig: 'poppler-utils', openssl: 'openssl', xmllint: 'libxml2-utils', xmlsec1: 'xmlsec1' };

const missing = () =>
  Object.keys(JUDGES).filter((command) => spawnSync(command, ['--version'], { stdio: 'ignore' }).error !== undefined);

/** With CI=true they are installed and must all be there; elsewhere it is said which tests do without. */
export const checkValidators = () => {
  const absent = missing();
  if (absent.length === 0) return;
  const packages = [...new Set(absent.map((command) => JUDGES[command]))];
  if (process.env.CI !== 'true') {
    process.stdout.write(
      `Not installed: ${absent.join(', ')}. What they check is not run here (apt-get install ${packages.join(' ')}).\n`,
    );
    return;
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
  spawnSync('apt-get', ['install', '-y', '-qq', ...packages], { stdio: ['ignore', 'ignore', 'inherit'], env });
  const still = missing();
  if (still.length === 0) return;
  process.stdout.write(`With CI=true these must be installed: ${still.join(', ')}\n`);
  process.exit(1);
};
