import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

describe('the REST reference', function () {
  this.timeout(60_000);

  it('is what the router does: made anew by `npm run reference` when a route changes', () => {
    const made = execFileSync(process.execPath, ['server/dist/cli/main.js', 'reference'], {
      cwd: root,
      encoding: 'utf8',
      env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('LF_'))),
      maxBuffer: 32 * 1024 * 1024,
    });
    expect(readFileSync(`${root}docs/reference/rest.md`, 'utf8')).to.equal(made);
  });
});
