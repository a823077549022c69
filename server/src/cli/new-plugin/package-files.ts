import { version } from '../../version.js';

/** What a plugin is built and tested with; a test holds them to the versions of the house. */
export const TOOLS = {
  '@types/node': '^20.19.43',
  inversify: '^8.2.3',
  sqlite3: '^6.0.1',
  tsx: '^4.23.15',
  typescript: '^6.0.3',
  zod: '^4.6.7',
} as const;

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

export const packageJson = (name: string): string =>
  json({
    name: `libro-firma-plugin-${name}`,
    version: '1.0.0',
    description: 'A plugin of Libro Firma',
    license: 'EUPL-1.2',
    type: 'module',
    engines: { node: '>=20.19' },
    exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
    files: ['dist'],
    scripts: { build: 'tsc', test: `tsc -p test && node --import tsx --test test/${name}.spec.ts` },
    dependencies: { inversify: TOOLS.inversify, zod: TOOLS.zod },
    peerDependencies: { '@libro-firma/engine': `^${version}` },
    devDependencies: {
      '@libro-firma/server': `^${version}`,
      '@types/node': TOOLS['@types/node'],
      sqlite3: TOOLS.sqlite3,
      tsx: TOOLS.tsx,
      typescript: TOOLS.typescript,
    },
    allowScripts: { esbuild: true, sqlite3: true },
  });

export const tsconfig = json({
  compilerOptions: {
    target: 'ES2023',
    lib: ['ES2023'],
    module: 'NodeNext',
    types: ['node'],
    strict: true,
    noUncheckedIndexedAccess: true,
    verbatimModuleSyntax: true,
    skipLibCheck: true,
    declaration: true,
    rootDir: 'src',
    outDir: 'dist',
  },
  include: ['src'],
});

export const testTsconfig = json({
  extends: '../tsconfig.json',
  compilerOptions: { rootDir: '..', noEmit: true },
  include: ['.', '../src'],
});

export const settingsJson = json({ additionalModules: ['.'] });

export const readme = (name: string): string => `# ${name}

A plugin of Libro Firma. It has one step, \`${name}.note:1\`, which writes a note on a case, and a route that reads them.
Change it into yours: the plugin guide of Libro Firma says what there is beside that (\`docs/guides/plugin.md\`).

\`\`\`sh
npm install
npm run build
npm test
\`\`\`

\`npm test\` certifies the plugin: it is tried as the engine will use it, crashes included. To see it running, with invented
data, on this machine only:

\`\`\`sh
LF_SETTINGS=settings.json npx libro-firma demo
\`\`\`

The step stands in the modeler's palette. In service, name the package in \`additionalModules\` of the settings.
`;
