import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { defaultLimits } from '../src/check/limits.js';
import { CheckerPool, defaultPool, type PoolOptions } from '../src/check/pool.js';
import { flate, onePage, PdfBuilder, simplePdf } from './support/pdf-builder.js';

/** The child runs as it is shipped. */
const entry = new URL('../dist/check/child.js', import.meta.url);

describe('the checker in child processes', () => {
  let folder: string;
  let pool: CheckerPool;
  const open = (options: Partial<PoolOptions> = {}): CheckerPool => {
    pool = new CheckerPool({ ...defaultPool, entry, ...options });
    return pool;
  };
  const file = async (name: string, bytes: Uint8Array): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, bytes);
    return path;
  };
  /** A child that behaves as the code says. */
  const child = async (code: string): Promise<URL> => pathToFileURL(await file('child.mjs', Buffer.from(code)));
  const codes = async (path: string): Promise<string[]> =>
    (await pool.check(path, 'main', defaultLimits)).problems.map(({ code }) => code);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lf-check-'));
  });
  afterEach(async () => {
    await pool.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('checks one file after the other in the same process', async () => {
    open({ size: 1 });
    const good = await file('a.pdf', simplePdf());
    const bad = await file('b.pdf', simplePdf('/OpenAction << /S /JavaScript /JS (x) >>'));
    expect(await pool.check(good, 'main', defaultLimits)).to.include({ ok: true, pages: 1 });
    expect(await codes(bad)).to.deep.equal(['documents.active-content']);
    expect(await codes(good)).to.deep.equal([]);
    expect(pool.processes).to.equal(1);
  });

  it('never has more processes than it may, and the others stand in line', async () => {
    open({ size: 2 });
    const path = await file('a.pdf', simplePdf());
    const reports = await Promise.all(Array.from({ length: 7 }, () => pool.check(path, 'main', defaultLimits)));
    expect(reports.every(({ ok }) => ok)).to.equal(true);
    expect(pool.processes).to.be.within(1, 2);
  });

  it('a file that does not exist is unreadable', async () => {
    open();
    expect(await codes(join(folder, 'none.pdf'))).to.deep.equal(['documents.unreadable']);
  });

  it('400 kB that become 750 MB are refused within a few seconds', async () => {
    open({ size: 1 });
    const bomb = new PdfBuilder().save({ ...onePage(), 4: flate(Buffer.alloc(400 * 1024 * 1024)) }).bytes();
    expect(bomb.length).to.be.below(450_000);
    expect(await codes(await file('bomb.pdf', bomb))).to.deep.equal(['documents.too-expanded']);
    expect(await codes(await file('a.pdf', simplePdf()))).to.deep.equal([]);
  });

  it('a child that crashes makes its file unreadable, not the server; the next check has a new child', async () => {
    open({
      size: 1,
      entry: await child(`process.on('message', ({ path }) => path.includes('bad') ? process.abort() : 0)`),
    });
    expect(await codes('bad.pdf')).to.deep.equal(['documents.unreadable']);
    expect(await codes('bad.pdf')).to.deep.equal(['documents.unreadable']);
  });

  it('a child that cannot even start makes its file unreadable', async () => {
    open({ entry: pathToFileURL(join(folder, 'missing.mjs')) });
    expect(await codes('a.pdf')).to.deep.equal(['documents.unreadable']);
  });

  it('a child that turns in circles is killed when its time is up', async () => {
    open({ timeoutMs: 700, entry: await child(`process.on('message', () => { for (;;); })`) });
    const report = await pool.check('a.pdf', 'main', defaultLimits);
    expect(report.problems[0]).to.include({ code: 'documents.unreadable', where: 'the reader took too long' });
  });

  it('a child that grows is killed when its memory is up', async () => {
    const greedy = `const kept = []; process.on('message', () => { for (;;) kept.push(Buffer.alloc(8 << 20, 1)); })`;
    open({ maxMemory: 250 * 1024 * 1024, entry: await child(greedy) });
    const report = await pool.check('a.pdf', 'main', defaultLimits);
    expect(report.problems[0]?.code).to.equal('documents.unreadable');
    if (process.platform === 'linux') expect(report.problems[0]?.where).to.equal('the reader used too much memory');
  });

  it('gives the child nothing of the environment', async () => {
    process.env['LF_TEST_SECRET_OF_THE_SERVER'] = 'x';
    const tell = `process.on('message', ({ id }) => process.send({ id, report: { ok: true, pages: Object.keys(process.env).filter((k) => k.startsWith('LF_')).length, problems: [], facts: {} } }))`;
    open({ entry: await child(tell) });
    expect((await pool.check('a.pdf', 'main', defaultLimits)).pages).to.equal(0);
    delete process.env['LF_TEST_SECRET_OF_THE_SERVER'];
  });

  it('replaces a process after its share of work', async () => {
    const tell = `process.on('message', ({ id }) => process.send({ id, report: { ok: true, pages: process.pid, problems: [], facts: {} } }))`;
    open({ size: 1, maxUses: 2, entry: await child(tell) });
    const pids: number[] = [];
    for (let i = 0; i < 4; i++) pids.push((await pool.check('a.pdf', 'main', defaultLimits)).pages);
    expect(pids[1]).to.equal(pids[0]);
    expect(pids[2]).not.to.equal(pids[0]);
    expect(pids[3]).to.equal(pids[2]);
  });

  it('once closed it takes no more work', async () => {
    open();
    await pool.close();
    const failure = await pool.check('a.pdf', 'main', defaultLimits).catch((error: Error) => error.message);
    expect(failure).to.equal('the checker is closed');
  });
});
