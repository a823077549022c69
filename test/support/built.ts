import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Below it, packages are found as from anywhere in this checkout. */
const cache = new URL('../../node_modules/.cache/libro-firma/', import.meta.url);

/**
 * The file in JavaScript, with what it imports of its own package's tests: what a process of its own needs that is
 * started often, since reading TypeScript takes it longer than the server takes to start. Packages stay as they are.
 *
 * @returns the path of an ES module
 */
export const built = async (file: URL): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(file)],
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    outdir: fileURLToPath(cache),
    write: false,
  });
  const [made] = outputFiles;
  if (made === undefined) throw new Error(`Nothing came of ${file.href}`);
  const digest = createHash('sha256').update(made.contents).digest('hex').slice(0, 16);
  const path = fileURLToPath(new URL(`${basename(file.pathname, '.ts')}-${digest}.mjs`, cache));
  if (existsSync(path)) return path;
  await mkdir(cache, { recursive: true });
  // Written beside and then named: other test files build the same at the same time.
  const part = `${path}.${process.pid}`;
  await writeFile(part, made.contents);
  await rename(part, path);
  return path;
};
