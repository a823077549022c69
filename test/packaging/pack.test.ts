import { expect } from 'chai';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { packedPackages, type Pack } from './support/packs.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const packageOf = (folder: string) => JSON.parse(readFileSync(`${root}${folder}/package.json`, 'utf8')) as unknown;
const { workspaces } = packageOf('.') as { workspaces: readonly string[] };

/** What each package may hold beside `dist/`; the data that an example is made of belongs to it. */
const BESIDE = new Set(['package.json', 'README.md', 'LICENSE', 'tsconfig.plugin.json']);
const DATA: Readonly<Record<string, RegExp>> = {
  'examples/palermo': /^(routes\/.*\.bpmn|documents\/.*\.(pdf|json|md))$/,
};

describe('each package, as npm packs it', function () {
  this.timeout(120_000);
  let packs: readonly Pack[];
  before(async () => {
    packs = await packedPackages();
  });

  for (const workspace of workspaces) {
    it(`${workspace} holds built code and types, nothing else`, () => {
      const { name } = packageOf(workspace) as { name: string };
      const pack = packs.find((one) => one.name === name);
      expect(pack && existsSync(pack.file), name).to.equal(true);
      const paths = pack?.paths ?? [];
      const others = paths.filter((path) => !path.startsWith('dist/') && !BESIDE.has(path));
      expect(others.filter((path) => !DATA[workspace]?.test(path))).to.deep.equal([]);
      expect(paths).to.include('dist/index.js');
      expect(paths).to.include('dist/index.d.ts');
      expect(paths.filter((path) => /\.tsbuildinfo$|\.map$|(?<!\.d)\.tsx?$/.test(path))).to.deep.equal([]);
    });
  }
});
