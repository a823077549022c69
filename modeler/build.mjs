// Builds the app into dist/web: hashed files below assets/, index.html. Kit, shell and Preact are the desk's, asked for at
// /desk/kit.js and /desk/shell.js when the page runs. `--dev` keeps names and source maps.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { sharedKit } from '@libro-firma/desk/build';
import { editorLibraries } from './bundle-editor.mjs';
import { bundleApp, compressAssets, writeLicenses, writePage } from '../scripts/web-app.mjs';

const root = path.dirname(fileURLToPath(import.meta.url));
const base = '/modeler/';

const app = await bundleApp({
  root,
  base,
  entryPoints: { app: 'src/app/main.tsx', modeler: 'src/app/styles/modeler.css', icon: 'src/app/icon.svg' },
  options: {
    jsxImportSource: '@libro-firma/desk',
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
    plugins: [editorLibraries, sharedKit],
  },
});
const asset = (name) => `${base}assets/${name}`;
const icon = Object.keys(app.metafile.outputs).find((file) => /\/icon-[^/]+\.svg$/.test(file));

await writePage({
  template: path.join(root, 'src/app/index.html'),
  base,
  app,
  main: 'src/app/main.tsx',
  names: {
    ICON: asset(path.basename(icon)),
    STYLES: asset(app.built('src/app/styles/modeler.css')),
    APP: asset(app.built('src/app/main.tsx')),
  },
  preload: ['/desk/kit.js', '/desk/shell.js'],
});
await writeLicenses({ root, app, beside: ['bootstrap-italia', '@fontsource/titillium-web'] });
await compressAssets(app);
