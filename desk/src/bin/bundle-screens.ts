import type { BuildOptions, Plugin } from 'esbuild';

/** The one copy that the desk serves; screens bundle nothing of it. */
const kitAddress = '/desk/kit.js';
const shellAddress = '/desk/shell.js';

const shared =
  /^(@libro-firma\/desk\/(kit|jsx-runtime|jsx-dev-runtime)|preact|preact\/(hooks|jsx-runtime|jsx-dev-runtime))$/;
const refused: Readonly<Record<string, string>> = {
  'preact/compat': 'the kit does not carry it: a library for React cannot be used in a screen',
  react: 'screens are made with Preact, from @libro-firma/desk/kit',
  'react-dom': 'screens are made with Preact, from @libro-firma/desk/kit',
};

/** Points the kit, the shell and Preact at the desk's copy, and says why what it does not carry cannot be had. */
export const sharedKit: Plugin = {
  name: 'libro-firma-kit',
  setup(build) {
    build.onResolve({ filter: /^@libro-firma\/desk\/shell$/ }, () => ({ path: shellAddress, external: true }));
    build.onResolve({ filter: shared }, () => ({ path: kitAddress, external: true }));
    build.onResolve({ filter: /^(preact\/compat|react|react-dom)$/ }, ({ path, importer }) => ({
      errors: [{ text: `${path} (in ${importer}): ${refused[path] ?? 'not available in a screen'}` }],
    }));
  },
};

/** Options that make `<outdir>/index.js`, and `index.css` where styles are imported, from one entry file. */
export const screenOptions = (entry: string, outdir: string): BuildOptions => ({
  entryPoints: { index: entry },
  outdir,
  bundle: true,
  format: 'esm',
  platform: 'browser',
  target: ['es2022', 'chrome109', 'firefox115', 'safari16'],
  jsx: 'automatic',
  jsxImportSource: '@libro-firma/desk',
  minify: true,
  charset: 'utf8',
  legalComments: 'eof',
  loader: { '.svg': 'dataurl', '.png': 'dataurl', '.woff2': 'dataurl' },
  tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
  plugins: [sharedKit],
  logLevel: 'warning',
});
