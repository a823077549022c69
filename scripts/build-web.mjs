// The web part of `npm run build`, after `tsc -b`: the desk, the modeler, then the screens of each plugin that has some
// (plugins/<name>/src/desk/index.tsx): checked with their own tsconfig.json, bundled into plugins/<name>/dist/desk.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);

const run = (file, ...args) => {
  const { status } = spawnSync(process.execPath, [file, ...args], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
};

run('desk/build.mjs', ...process.argv.slice(2));
run('modeler/build.mjs', ...process.argv.slice(2));

const screens = readdirSync('plugins')
  .map((name) => path.join('plugins', name))
  .filter((plugin) => existsSync(path.join(plugin, 'src/desk/index.tsx')));
const checked = screens.filter((plugin) => existsSync(path.join(plugin, 'src/desk/tsconfig.json')));
if (checked.length > 0)
  run('node_modules/typescript/bin/tsc', '-b', ...checked.map((plugin) => path.join(plugin, 'src/desk')));
for (const plugin of screens) {
  run('desk/dist/bin/lf-desk-build.js', path.join(plugin, 'src/desk/index.tsx'), path.join(plugin, 'dist/desk'));
}
process.stdout.write(
  `desk and modeler built, with the screens of ${screens.length === 0 ? 'no plugin' : screens.map((plugin) => path.basename(plugin)).join(', ')}\n`,
);
