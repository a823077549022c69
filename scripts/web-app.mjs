// How the web apps of this repository are bundled: hashed files below assets/ with compressed copies, a page that names
// them, and the licences of what is inside.
import { build } from 'esbuild';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** Keeps names and source maps, and compresses nothing. */
export const dev = process.argv.includes('--dev');

/**
 * @param root the package's folder; everything is made below its `dist/web`
 * @param base address of that folder, with a slash at its end
 * @returns the name of the built file of an entry, as it stands in `assets/`
 */
export const bundleApp = async ({ root, base, entryPoints, options = {} }) => {
  const web = path.join(root, 'dist/web');
  const assets = path.join(web, 'assets');
  await rm(web, { recursive: true, force: true });
  await mkdir(assets, { recursive: true });
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints,
    outdir: assets,
    publicPath: `${base}assets/`,
    entryNames: '[name]-[hash]',
    chunkNames: 'part-[hash]',
    assetNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    target: ['es2022', 'chrome109', 'firefox115', 'safari16'],
    jsx: 'automatic',
    minify: !dev,
    sourcemap: dev ? 'linked' : false,
    charset: 'utf8',
    legalComments: 'external',
    metafile: true,
    logLevel: 'warning',
    ...options,
    loader: { '.svg': 'file', '.woff2': 'file', '.woff': 'file', ...options.loader },
    define: { 'process.env.NODE_ENV': '"production"', ...options.define },
  });
  const built = (entry) => {
    const found = Object.entries(metafile.outputs).find(([, output]) => output.entryPoint === entry);
    if (found === undefined) throw new Error(`esbuild made nothing of ${entry}`);
    return path.basename(found[0]);
  };
  return { web, assets, metafile, built };
};

/** The page: `%NAME%` in it is replaced by `names.NAME`, `%PRELOADS%` by links to what the main script needs at once. */
export const writePage = async ({ template, base, app, main, names, preload = [] }) => {
  const { web, metafile, built } = app;
  const output = metafile.outputs[Object.keys(metafile.outputs).find((file) => file.endsWith(built(main)))];
  const needed = output.imports
    .filter((one) => one.kind === 'import-statement' && one.external !== true)
    .map((one) => `${base}assets/${path.basename(one.path)}`);
  const links = [...preload, ...needed].map((href) => `    <link rel="modulepreload" href="${href}" />`);
  let html = (await readFile(template, 'utf8')).replace('    %PRELOADS%', links.join('\n'));
  for (const [name, value] of Object.entries(names)) html = html.replace(`%${name}%`, value);
  await writeFile(path.join(web, 'index.html'), html);
};

/** What is bundled, under whose terms: read by whoever receives the app. */
export const writeLicenses = async ({ root, app, beside = [] }) => {
  const require = createRequire(path.join(root, 'package.json'));
  const packageDir = (name) => path.dirname(require.resolve(`${name}/package.json`));
  const inputs = Object.keys(app.metafile.inputs);
  const bundled = new Set(beside);
  for (const input of inputs) {
    const name = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(input)?.[1];
    if (name !== undefined) bundled.add(name);
  }
  const notices = [];
  for (const name of [...bundled].sort()) {
    const input = inputs.find((file) => file.includes(`node_modules/${name}/`));
    const dir =
      input === undefined
        ? packageDir(name)
        : path.resolve(
            root,
            input.slice(0, input.lastIndexOf(`node_modules/${name}/`) + `node_modules/${name}`.length),
          );
    const described = JSON.parse(await readFile(path.join(dir, 'package.json'), 'utf8'));
    const file = (await readdir(dir)).find((one) => /^licen[cs]e/i.test(one));
    const text = file === undefined ? '' : await readFile(path.join(dir, file), 'utf8');
    notices.push(`${name} ${described.version} (${described.license ?? 'see below'})\n\n${text.trim()}\n`);
  }
  await writeFile(path.join(app.web, 'licenses.txt'), notices.join(`\n${'-'.repeat(80)}\n\n`));
};

/** Brotli and gzip copies beside the larger files. */
export const compressAssets = async ({ assets }) => {
  if (dev) return;
  for (const name of await readdir(assets, { recursive: true })) {
    if (!/\.(m?js|css|svg)$/.test(name)) continue;
    const file = path.join(assets, name);
    const bytes = await readFile(file);
    const quality = bytes.length > 500_000 ? 9 : 11;
    const [br, gz] = await Promise.all([
      promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }),
      promisify(gzip)(bytes, { level: 9 }),
    ]);
    await Promise.all([writeFile(`${file}.br`, br), writeFile(`${file}.gz`, gz)]);
  }
};
