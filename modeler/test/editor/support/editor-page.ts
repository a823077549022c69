import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { deskAssets } from '@libro-firma/desk';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../../../../test/support/chromium.js';
import { editorLibraries } from '../../../bundle-editor.mjs';
import { catalogue } from './catalogue.js';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '../../..');
const require = createRequire(import.meta.url);

const policy = Object.entries(deskAssets.contentSecurityPolicy)
  .map(([name, values]) => `${name} ${values.join(' ')}`)
  .join('; ');

const html = `<!doctype html>
<html lang="it">
  <head><meta charset="utf-8" /><title>Editor</title><link rel="stylesheet" href="/page.css" /></head>
  <body><main id="place"></main><script type="module" src="/start.js"></script></body>
</html>`;

/** The editor as the app loads it, with its words watched. */
const entry = `export * from './src/editor/index.js';
export { missedWords } from './src/editor/text/translate.js';`;

const start = `import * as editor from '/editor-entry.js';
const catalogue = await (await fetch('/catalogue.json')).json();
Object.assign(window, { lf: { ...editor, catalogue, sprite: '/sprites.svg' } });
document.documentElement.dataset.ready = 'yes';`;

const css = `@import 'bootstrap-italia/dist/css/bootstrap-italia.min.css';
@import '${path.join(root, '../desk/src/app/styles/base.css')}';
@import '${path.join(root, '../desk/src/app/styles/diagram.css')}';
@import '${path.join(root, 'src/editor/styles/editor.css')}';
html, body { height: 100%; margin: 0 } #place { height: 100vh }`;

const bundle = async (): Promise<ReadonlyMap<string, Uint8Array>> => {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: { 'editor-entry': 'page.js', page: 'page.css' },
    outdir: '/',
    bundle: true,
    write: false,
    splitting: true,
    format: 'esm',
    target: ['es2022'],
    jsx: 'automatic',
    loader: { '.woff2': 'file', '.woff': 'file', '.svg': 'file' },
    define: { 'process.env.NODE_ENV': '"production"' },
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
    logLevel: 'warning',
    plugins: [
      editorLibraries,
      {
        name: 'page',
        setup(on) {
          on.onResolve({ filter: /^page\.(css|js)$/ }, ({ path: name }) => ({ path: name, namespace: 'page' }));
          on.onLoad({ filter: /.*/, namespace: 'page' }, ({ path: name }) =>
            name === 'page.css'
              ? { contents: css, loader: 'css', resolveDir: root }
              : { contents: entry, loader: 'ts', resolveDir: root },
          );
        },
      },
    ],
  });
  return new Map(outputFiles.map(({ path: name, contents }) => [name, contents]));
};

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
};

export interface EditorPage {
  readonly page: Page;
  /** What the page's policy refused, and errors of its scripts. */
  readonly complaints: string[];
}

export interface EditorPages {
  /** A fresh page with the editor's functions in `window.lf`. */
  open(size?: { readonly width: number; readonly height: number }): Promise<EditorPage>;
  close(): Promise<void>;
}

/** Serves the editor under the policy of the server, and opens pages on it. */
export const editorPages = async (): Promise<EditorPages> => {
  const files = new Map<string, Uint8Array | string>([
    ...(await bundle()),
    ['/', html],
    ['/start.js', start],
    ['/catalogue.json', JSON.stringify(catalogue)],
    ['/sprites.svg', await readFile(require.resolve('bootstrap-italia/dist/svg/sprites.svg'))],
  ]);
  const server: Server = createServer((request, response) => {
    const name = new URL(request.url ?? '/', 'http://page').pathname;
    const file = files.get(name);
    response.writeHead(file === undefined ? 404 : 200, {
      'Content-Type': TYPES[path.extname(name)] ?? 'text/html; charset=utf-8',
      'Content-Security-Policy': policy,
    });
    response.end(file);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const browser: Browser = await launchChromium();
  return {
    async open(viewport = { width: 1280, height: 800 }) {
      const context = await browser.newContext({ viewport, locale: 'it-IT' });
      const page = await context.newPage();
      // Functions that tsx sends into the page name their inner functions by this.
      await page.addInitScript('globalThis.__name = (made) => made;');
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.stack ?? error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      await page.goto(`http://127.0.0.1:${port}/`);
      await page.waitForSelector('html[data-ready=yes]', { state: 'attached' });
      return { page, complaints };
    },
    async close() {
      await browser.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
