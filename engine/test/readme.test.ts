import { supportedElements } from '@libro-firma/engine';
import { expect } from 'chai';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { supportedTable } from './support/supported-table.js';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const README = here('../README.md');
const REFERENCE = here('../../docs/reference/bpmn.md');

const shownFiles = (text: string): ReadonlyMap<string, string> =>
  new Map(
    [...text.matchAll(/^```\w+ title="([^"]+)"\n([\s\S]*?)^```$/gm)].map(([, name = '', code = '']) => [name, code]),
  );

describe('the README of the engine', function () {
  this.timeout(60_000);
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lf-readme-'));
    await symlink(here('../../node_modules'), join(folder, 'node_modules'), 'junction');
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('shows a program that runs and says what is shown', async () => {
    const text = await readFile(README, 'utf8');
    for (const [name, code] of shownFiles(text)) await writeFile(join(folder, name), code);
    const shown = /^\$ node cases\.mjs\n([\s\S]*?)^```$/m.exec(text)?.[1];
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ['cases.mjs'], { cwd: folder });
    expect(stderr).to.equal('');
    expect(stdout).to.equal(shown);
  });

  it('has the table of what the executor runs', async () => {
    expect(await readFile(README, 'utf8')).to.include(`\n${supportedTable(supportedElements)}\n`);
  });

  it('is completed by a reference that says something of each element', async () => {
    const headings = [...(await readFile(REFERENCE, 'utf8')).matchAll(/^### (.*)$/gm)].map(([, heading]) => heading);
    const told = headings.flatMap((heading) => [...(heading ?? '').matchAll(/`(bpmn:\w+)`/g)].map(([, type]) => type));
    expect([...new Set(told)].sort()).to.deep.equal(supportedElements.map(({ type }) => type).sort());
  });
});
