// Builds the web app, the kit and the shell into dist/web: hashed files below assets/, kit.js and shell.js with a fixed
// name for plugins' screens and other apps, index.html. `--dev` keeps names and source maps.
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleApp, compressAssets, writeLicenses, writePage } from '../scripts/web-app.mjs';

const root = path.dirname(fileURLToPath(import.meta.url));
const base = '/desk/';
const require = createRequire(import.meta.url);
const pdf = path.dirname(require.resolve('pdfjs-dist/package.json'));
const pdfFolder = `pdf-${JSON.parse(await readFile(path.join(pdf, 'package.json'), 'utf8')).version}`;

const app = await bundleApp({
  root,
  base,
  entryPoints: {
    app: 'src/app/main.tsx',
    kit: 'src/kit/serve.ts',
    desk: 'src/app/styles/desk.css',
    shell: 'src/shell/index.ts',
    icon: 'src/shell/icon.svg',
  },
  options: {
    jsxImportSource: 'preact',
    define: { PDF_ASSETS: JSON.stringify(`${base}assets/${pdfFolder}/`) },
  },
});
const { web, assets, built } = app;
const asset = (name) => `${base}assets/${name}`;
const icon = Object.keys(app.metafile.outputs).find((file) => /\/icon-[^/]+\.svg$/.test(file));

await writeFile(path.join(web, 'kit.js'), `export * from './assets/${built('src/kit/serve.ts')}';\n`);
await writeFile(path.join(web, 'shell.js'), `export * from './assets/${built('src/shell/index.ts')}';\n`);

await mkdir(path.join(assets, pdfFolder));
await cp(path.join(pdf, 'legacy/build/pdf.worker.min.mjs'), path.join(assets, pdfFolder, 'pdf.worker.min.mjs'));
for (const folder of ['cmaps', 'standard_fonts', 'wasm']) {
  await cp(path.join(pdf, folder), path.join(assets, pdfFolder, folder), { recursive: true });
}

await writePage({
  template: path.join(root, 'src/app/index.html'),
  base,
  app,
  main: 'src/app/main.tsx',
  names: {
    ICON: asset(path.basename(icon)),
    STYLES: asset(built('src/app/styles/desk.css')),
    APP: asset(built('src/app/main.tsx')),
  },
});
await writeLicenses({ root, app, beside: ['pdfjs-dist', 'bootstrap-italia', '@fontsource/titillium-web'] });
await compressAssets(app);
