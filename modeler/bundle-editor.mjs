// What bundling the editor needs beside esbuild's own rules.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const PANEL = '@bpmn-io/properties-panel';

/**
 * The libraries of bpmn.io share one copy of Preact, the properties panel's: with two, menus stay silently empty. The
 * style sheets that the FEEL editor makes are adopted by the document: a style element would be refused by the page's
 * policy. So would be the style attributes that the panel writes into its markup: our style sheet says the same.
 */
export const editorLibraries = {
  name: 'libro-firma-editor-libraries',
  setup(build) {
    build.onResolve({ filter: /^preact(\/.*)?$/ }, ({ path: asked, importer, kind }) =>
      importer.includes('/node_modules/') ? build.resolve(`${PANEL}/${asked}`, { kind, resolveDir: here }) : undefined,
    );
    build.onResolve({ filter: /^style-mod$/ }, ({ pluginData }) =>
      pluginData === 'original' ? undefined : { path: path.join(here, 'src/editor/form/adopted-styles.ts') },
    );
    build.onResolve({ filter: /^style-mod-original$/ }, ({ kind }) =>
      build.resolve('style-mod', { kind, resolveDir: here, pluginData: 'original' }),
    );
    build.onLoad({ filter: /bpmn-js-properties-panel[/\\]dist[/\\]index\.esm\.js$/ }, async ({ path: file }) => ({
      contents: (await readFile(file, 'utf8')).replace(/(domify\('<div) style="[^"]*"/g, '$1'),
      loader: 'js',
    }));
  },
};
