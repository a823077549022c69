// Builds the web app and the kit into dist/web: hashed files below assets/, kit.js with a fixed name for plugins'
// screens, index.html. `--dev` keeps names and source maps.
import { build } from 'esbuild';
import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';
import { brotliCompress, constants, gzip } from 'node:zlib';

const dev = process.argv.includes('--dev');
const root = path.dirname(fileURLToPath(import.meta.url));
const web = path.join(root, 'dist/web');
const assets = path.join(web, 'assets');
const require = createRequire(import.meta.url);
const packageDir = (name) => path.dirname(require.resolve(`${name}/package.json`));
const pdf = packageDir('pdfjs-dist');
const pdfVersion = JSON.parse(await readFile(path.join(pdf, 'package.json'), 'utf8')).version;
const pdfFolder = `pdf-${pdfVersion}`;

await rm(web, { recursive: true, force: true });
await mkdir(assets, { recursive: true });

const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: {
    app: 'src/app/main.tsx',
    kit: 'src/kit/serve.ts',
    desk: 'src/app/styles/desk.css',
    icon: 'src/app/icon.svg',
  },
  outdir: assets,
  publicPath: '/desk/assets/',
  entryNames: '[name]-[hash]',
  chunkNames: 'part-[hash]',
  assetNames: '[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'browser',
  target: ['es2022', 'chrome109', 'firefox115', 'safari16'],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  minify: !dev,
  sourcemap: dev ? 'linked' : false,
  charset: 'utf8',
  legalComments: 'external',
  loader: { '.svg': 'file', '.woff2': 'file', '.woff': 'file' },
  define: { PDF_ASSETS: JSON.stringify(`/desk/assets/${pdfFolder}/`), 'process.env.NODE_ENV': '"production"' },
  metafile: true,
  logLevel: 'warning',
});

const built = (entry) => {
  const found = Object.entries(metafile.outputs).find(([, output]) => output.entryPoint === entry);
  if (found === undefined) throw new Error(`esbuild made nothing of ${entry}`);
  return path.basename(found[0]);
};
const icon = Object.keys(metafile.outputs).find((file) => /\/icon-[^/]+\.svg$/.test(file));

await writeFile(path.join(web, 'kit.js'), `export * from './assets/${built('src/kit/serve.ts')}';\n`);

await mkdir(path.join(assets, pdfFolder));
await cp(path.join(pdf, 'legacy/build/pdf.worker.min.mjs'), path.join(assets, pdfFolder, 'pdf.worker.min.mjs'));
for (const folder of ['cmaps', 'standard_fonts', 'wasm']) {
  await cp(path.join(pdf, folder), path.join(assets, pdfFolder, folder), { recursive: true });
}

const preloads = metafile.outputs[
  Object.keys(metafile.outputs).find((file) => file.endsWith(built('src/app/main.tsx')))
].imports
  .filter((one) => one.kind === 'import-statement')
  .map((one) => `    <link rel="modulepreload" href="/desk/assets/${path.basename(one.path)}" />`);
const html = (await readFile(path.join(root, 'src/app/index.html'), 'utf8'))
  .replace('%ICON%', `/desk/assets/${path.basename(icon)}`)
  .replace('%STYLES%', `/desk/assets/${built('src/app/styles/desk.css')}`)
  .replace('%APP%', `/desk/assets/${built('src/app/main.tsx')}`)
  .replace('    %PRELOADS%', preloads.join('\n'));
await writeFile(path.join(web, 'index.html'), html);

// What is bundled, under whose terms: read by whoever receives the app.
const bundled = new Set(['pdfjs-dist', 'bootstrap-italia', '@fontsource/titillium-web']);
for (const input of Object.keys(metafile.inputs)) {
  const name = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(input)?.[1];
  if (name !== undefined) bundled.add(name);
}
const notices = [];
for (const name of [...bundled].sort()) {
  const input = Object.keys(metafile.inputs).find((file) => file.includes(`node_modules/${name}/`));
  const dir =
    input === undefined
      ? packageDir(name)
      : path.resolve(root, input.slice(0, input.lastIndexOf(`node_modules/${name}/`) + `node_modules/${name}`.length));
  const described = JSON.parse(await readFile(path.join(dir, 'package.json'), 'utf8'));
  const file = (await readdir(dir)).find((one) => /^licen[cs]e/i.test(one));
  const text = file === undefined ? '' : await readFile(path.join(dir, file), 'utf8');
  notices.push(`${name} ${described.version} (${described.license ?? 'see below'})\n\n${text.trim()}\n`);
}
await writeFile(path.join(web, 'licenses.txt'), notices.join(`\n${'-'.repeat(80)}\n\n`));

if (!dev) {
  const compress = async (file) => {
    const bytes = await readFile(file);
    const quality = bytes.length > 500_000 ? 9 : 11;
    const [br, gz] = await Promise.all([
      promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }),
      promisify(gzip)(bytes, { level: 9 }),
    ]);
    await Promise.all([writeFile(`${file}.br`, br), writeFile(`${file}.gz`, gz)]);
  };
  for (const file of await readdir(assets, { recursive: true })) {
    if (/\.(m?js|css|svg)$/.test(file)) await compress(path.join(assets, file));
  }
}
