import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Every Markdown file that is or will be in the repository. */
const pages = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(join(root, file)));

/** What a page links to and shows, without what is in blocks of code. */
const targetsOf = (text: string): readonly string[] =>
  [...text.replace(/^```.*?^```/gms, '').matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target ?? '');

/** The anchors that readers of Markdown make of headings. */
const anchorsOf = (text: string): ReadonlySet<string> =>
  new Set(
    [...text.replace(/^```.*?^```/gms, '').matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
      (heading ?? '')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replace(/\s/g, '-'),
    ),
  );

const brokenIn = (page: string): readonly string[] => {
  const text = readFileSync(join(root, page), 'utf8');
  return targetsOf(text).flatMap((target) => {
    if (/^(https?|mailto):/.test(target)) return [];
    const [path = '', anchor] = target.split('#');
    const file = path === '' ? join(root, page) : join(root, dirname(page), decodeURIComponent(path));
    if (!existsSync(file)) return [`${target}: no such file`];
    if (relative(root, file).startsWith('..')) return [`${target}: outside the repository`];
    if (anchor !== undefined && !anchorsOf(readFileSync(file, 'utf8')).has(anchor))
      return [`${target}: no such heading`];
    return [];
  });
};

describe('the documentation', () => {
  it('is there', () => {
    expect(pages).to.include.members(['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'docs/guides/impiegato.md']);
  });

  for (const page of pages) {
    it(`leads somewhere from ${page}`, () => expect(brokenIn(page)).to.deep.equal([]));
  }
});
