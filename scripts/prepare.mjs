import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * What both commands of the README need before anything else: the packages of the lock file, and a build of the
 * sources as they are. Uses nothing but Node, since nothing is installed yet.
 */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const say = (text) => process.stdout.write(`${text}\n`);

export const checkNode = () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  say(`Node ${process.versions.node} is too old: Libro Firma needs Node 20.19 or newer.`);
  process.exit(1);
};

/** Runs a command of the project; what it prints is shown, and a failure ends this process with its code. */
export const run = (command, args, options = {}) => {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    ...options,
  });
  if (result.error !== undefined) {
    say(`${command} could not be started: ${result.error.message}`);
    process.exit(1);
  }
  if (result.status !== 0) process.exit(result.status ?? 1);
};

const digestOf = (lines) => createHash('sha256').update(lines.join('\n')).digest('hex');
const stampOf = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

const NPM = ['--no-audit', '--no-fund', '--loglevel=error'];

/**
 * Where no binary of SQLite fits, it is compiled, and its build file does not quote the path of the headers that it needs:
 * in a folder with a space in its path they are named by a relative path before anything is compiled.
 */
const installInFolderWithSpaces = () => {
  run('npm', ['ci', '--ignore-scripts', ...NPM]);
  const headers = join(root, 'node_modules', 'node-addon-api', 'index.js');
  writeFileSync(headers, readFileSync(headers, 'utf8').replace('include: `"${__dirname}"`', 'include: includeDir'));
  run('npm', ['rebuild', ...NPM]);
};

const install = () => {
  const stampFile = join(root, 'node_modules', '.installed');
  const wanted = digestOf([readFileSync(join(root, 'package-lock.json'), 'utf8'), process.versions.modules]);
  if (stampOf(stampFile) === wanted) return;
  say('Installing packages (a few minutes the first time: SQLite is compiled where no binary fits) ...');
  if (/\s/.test(root)) installInFolderWithSpaces();
  else run('npm', ['ci', ...NPM]);
  writeFileSync(stampFile, wanted);
};

const SKIPPED = new Set(['node_modules', 'dist', 'data', '.cache', '.git', 'docs', 'test']);

const sources = (folder, found = []) => {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (SKIPPED.has(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) sources(path, found);
    else if (/\.(ts|tsx|mjs|css|html|json|bpmn|svg)$/.test(entry.name) && !entry.name.endsWith('.tsbuildinfo')) {
      const { mtimeMs, size } = statSync(path);
      found.push(`${relative(root, path)} ${mtimeMs} ${size}`);
    }
  }
  return found;
};

const build = () => {
  const stampFile = join(root, '.cache', 'built');
  const wanted = digestOf(sources(root).sort());
  if (stampOf(stampFile) === wanted && existsSync(join(root, 'server', 'dist'))) return;
  say('Building ...');
  run('npm', ['run', '--silent', 'build']);
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, wanted);
};

export const prepare = () => {
  checkNode();
  install();
  build();
};
