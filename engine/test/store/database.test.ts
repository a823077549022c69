import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@libro-firma/engine';
import { testClock, testDatabase, testDialects, type TestDatabase } from '@libro-firma/engine/testing';
import { expect } from 'chai';
import { codeOf } from '../support/house.js';

const notes = {
  id: 'notes.001-notes',
  up: (schema: { raw(sql: string): Promise<unknown> }) =>
    schema
      .raw('create table notes_note (tenant text not null, n bigint not null, primary key (tenant, n))')
      .then(() => undefined),
};

for (const dialect of testDialects()) {
  describe(`a database on ${dialect}`, () => {
    const clock = testClock();
    let database: TestDatabase;
    beforeEach(async () => {
      database = await testDatabase({ dialect, clock, migrations: [notes as never] });
    });
    afterEach(() => database.drop());

    const numbers = (): Promise<readonly number[]> =>
      database.read('a', (tx) => tx.sql('notes_note').where({ tenant: 'a' }).orderBy('n').pluck('n'));

    it('keeps a write as a whole, or nothing of it', async () => {
      await database.write('a', (tx) => tx.sql('notes_note').insert({ tenant: 'a', n: 1 }));
      const failed = database.write('a', async (tx) => {
        await tx.sql('notes_note').insert({ tenant: 'a', n: 2 });
        throw new Error('changed my mind');
      });
      expect(await codeOf(failed)).to.equal('changed my mind');
      expect(await numbers()).to.deep.equal([1]);
    });

    it('does not let a reader write', async () => {
      const wrong = database.read('a', (tx) => tx.sql('notes_note').insert({ tenant: 'a', n: 1 }));
      expect(await codeOf(wrong)).not.to.equal('nothing went wrong');
      expect(await numbers()).to.deep.equal([]);
    });

    it('reads beside an open write, and sees nothing of it before it ends', async () => {
      await database.write('a', async (tx) => {
        await tx.sql('notes_note').insert({ tenant: 'a', n: 1 });
        expect(await numbers()).to.deep.equal([]);
      });
      expect(await numbers()).to.deep.equal([1]);
    });

    it('gives a reader one moment, whatever is written meanwhile', async () => {
      await database.read('a', async (tx) => {
        expect(await tx.sql('notes_note').select()).to.have.length(0);
        await database.write('a', (write) => write.sql('notes_note').insert({ tenant: 'a', n: 1 }));
        expect(await tx.sql('notes_note').select()).to.have.length(0);
      });
    });

    it('takes the time of a transaction from its clock', async () => {
      clock.set('2026-05-01T10:00:00Z');
      const now = await database.read('a', (tx) => Promise.resolve(tx.now));
      expect(now).to.equal(Date.parse('2026-05-01T10:00:00Z'));
    });

    it('loses no increment of many writers at once', async () => {
      await database.write('a', (tx) => tx.sql('notes_note').insert({ tenant: 'count', n: 0 }));
      await Promise.all(
        Array.from({ length: 20 }, () =>
          database.write('a', (tx) => tx.sql('notes_note').where({ tenant: 'count' }).increment('n', 1)),
        ),
      );
      const [n] = await database.read('a', (tx) => tx.sql('notes_note').where({ tenant: 'count' }).pluck('n'));
      expect(n).to.equal(20);
    });
  });
}

describe('an address of a database', () => {
  it('that is none is refused without its password', async () => {
    const failure = await openDatabase({ url: 'mysql://me:secret@host/db' }).catch((error) => error);
    expect(failure.code).to.equal('store.url-invalid');
    expect(failure.text.it).to.include('mysql://me:***@host/db').and.not.to.include('secret');
    expect(await codeOf(openDatabase({ url: 'sqlite:' }))).to.equal('store.url-invalid');
  });

  it('that cannot be reached says so', async () => {
    const failure = await openDatabase({ url: 'postgres://me:secret@127.0.0.1:1/none' }).catch((error) => error);
    expect(failure.code).to.equal('store.unreachable');
    expect(failure.text.it).not.to.include('secret');
    const folder = await mkdtemp(join(tmpdir(), 'lf-url-'));
    await writeFile(join(folder, 'file'), 'no folder');
    expect(await codeOf(openDatabase({ url: `sqlite:${folder}/file/x.db` }))).to.equal('store.unreachable');
    await writeFile(join(folder, 'text.db'), 'this is no database, however long it may be, and it never was one');
    expect(await codeOf(openDatabase({ url: `sqlite:${folder}/text.db` }))).to.equal('store.unreachable');
    await rm(folder, { recursive: true });
  });
});

describe('a SQLite file', () => {
  it('is run by one engine at a time, and free again when that one lets go', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lf-claim-'));
    const url = `sqlite:${join(folder, 'a.db')}`;
    const [one, two] = [await openDatabase({ url }), await openDatabase({ url })];
    const claim = await one.claim();
    expect(await codeOf(two.claim())).to.equal('store.in-use');
    await claim.release();
    await (await two.claim()).release();
    await one.close();
    await two.close();
    await rm(folder, { recursive: true });
  });
});
