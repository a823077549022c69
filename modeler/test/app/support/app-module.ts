import type { ApiError } from '@libro-firma/desk/kit';
import { build } from 'esbuild';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const kit = fileURLToPath(new URL('../../../../desk/src/kit/index.ts', import.meta.url));

/** Errors of the server, as the module knows them. */
export interface WithErrors {
  readonly ApiError: typeof ApiError;
}

/** What the kit looks at to know its language, seen by the module alone. */
const ENGLISH_PAGE = `const document = { documentElement: { dataset: { languages: 'it en' } } };
const window = { localStorage: { getItem: () => 'en' }, location: new URL('http://localhost/modeler'), addEventListener: () => undefined, history: { state: null, replaceState: () => undefined } };`;

/**
 * A module of the app without a browser: bundled with the desk's kit, which a page would get from the server, so that
 * what it says can be tested by itself.
 *
 * @param path below `src/app`, without its ending
 */
export const appModule = async <T>(path: string, language: 'it' | 'en' = 'it'): Promise<T & WithErrors> => {
  const folder = await mkdtemp(join(root, 'dist/.test-'));
  const outfile = join(folder, 'module.mjs');
  try {
    await build({
      stdin: {
        contents: `export * from './src/app/${path}.ts'; export { ApiError } from '@libro-firma/desk/kit';`,
        resolveDir: root,
      },
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      alias: { '@libro-firma/desk/kit': kit },
      jsx: 'automatic',
      jsxImportSource: 'preact',
      loader: { '.svg': 'dataurl' },
      ...(language === 'en' ? { banner: { js: ENGLISH_PAGE } } : {}),
      logLevel: 'warning',
    });
    return (await import(pathToFileURL(outfile).href)) as T & WithErrors;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
