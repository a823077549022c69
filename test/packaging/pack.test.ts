import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const { workspaces } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { workspaces: readonly string[] };

interface Packed {
  readonly name: string;
  readonly files: readonly { readonly path: string }[];
}

const pack = (workspace: string): Packed => {
  const output = execFileSync('npm', ['pack', '--dry-run', '--json', '-w', workspace], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    shell: process.platform === 'win32',
  });
  const answer = JSON.parse(output) as Packed[] | Record<string, Packed>;
  return Object.values(answer)[0] as Packed;
};

/** What each package may hold beside `dist/`; the data that an example is made of belongs to it. */
const BESIDE = new Set(['package.json', 'README.md', 'LICENSE', 'tsconfig.plugin.json']);
const DATA: Readonly<Record<string, RegExp>> = {
  'examples/palermo': /^(routes\/.*\.bpmn|documents\/.*\.(pdf|json|md))$/,
};

describe('each package, as npm packs it', () => {
  for (const workspace of workspaces) {
    it(`${workspace} holds built code and types, nothing else`, () => {
      const paths = pack(workspace).files.map(({ path }) => path);
      const others = paths.filter((path) => !path.startsWith('dist/') && !BESIDE.has(path));
      expect(others.filter((path) => !DATA[workspace]?.test(path))).to.deep.equal([]);
      expect(paths).to.include('dist/index.js');
      expect(paths).to.include('dist/index.d.ts');
      expect(paths.filter((path) => /\.tsbuildinfo$|\.map$|(?<!\.d)\.tsx?$/.test(path))).to.deep.equal([]);
    });
  }
});
