import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { expect } from 'chai';
import { deskAssets } from '@libro-firma/desk';
import { screenOptions } from '@libro-firma/desk/build';

describe('the bundle of a plugin’s screens', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'lf-desk-build-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const bundle = async (source: string): Promise<string> => {
    await writeFile(path.join(folder, 'screens.tsx'), source);
    await build({ ...screenOptions(path.join(folder, 'screens.tsx'), path.join(folder, 'out')), logLevel: 'silent' });
    return readFile(path.join(folder, 'out/index.js'), 'utf8');
  };

  it('holds nothing of the kit or of Preact: both are the copy that the desk serves', async () => {
    const code = await bundle(`
      import { Button, defineDeskModule } from '@libro-firma/desk/kit';
      import { useMemo } from 'preact/hooks';
      const Page = () => <Button>{useMemo(() => 'Ciao', [])}</Button>;
      export default defineDeskModule({ pages: [{ path: 'p', title: 'P', component: Page }] });
    `);
    const imports = [...code.matchAll(/from\s*"([^"]+)"/g)].map((match) => match[1]);
    expect(new Set(imports)).to.deep.equal(new Set(['/desk/kit.js']));
    expect(code.length).to.be.lessThan(1000);
  });

  it('refuses what was made for React, and says why', async () => {
    const failure: unknown = await bundle(`import React from 'react'; export default React;`).catch(
      (error: unknown) => error,
    );
    expect(String(failure)).to.contain('react').and.to.contain('@libro-firma/desk/kit');
  });

  it('is served a kit that carries all that screens import', async () => {
    const kit = await readFile(path.join(deskAssets.dir, 'kit.js'), 'utf8');
    const file = /from '\.\/(assets\/kit-[^']+)'/.exec(kit)?.[1] ?? '';
    const code = await readFile(path.join(deskAssets.dir, file), 'utf8');
    for (const name of [
      'h',
      'useState',
      'jsx',
      'jsxs',
      'Fragment',
      'defineDeskModule',
      'PdfViewer',
      'useApi',
      'createContext',
    ]) {
      expect(code, name).to.match(new RegExp(`[ ,{](\\w+ as )?${name}[,}]`));
    }
  });
});
