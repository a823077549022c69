import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { DiskStore } from '../src/adapters/disk.js';
import { tidy } from '../src/housekeeping.js';
import { House, TENANT } from './support/house.js';
import { simplePdf } from './support/pdf-builder.js';
import { correctionProcess } from './support/process.js';

const DAY = 86_400_000;

describe('housekeeping', () => {
  let house: House;
  let store: DiskStore;
  before(async () => {
    house = await House.open();
    await house.engine.deploy({ tenant: TENANT, xml: correctionProcess, actor: 'p-0001', publish: true });
    store = new DiskStore(join(house.dataDir, 'plugins', 'documents', 'blobs'));
  });
  after(() => house.close());

  const run = async (): Promise<object[]> => {
    const told: object[] = [];
    const log = { info: (fields: object) => told.push(fields), warn: () => undefined, error: () => undefined };
    const context = house.engine.plugins[0]?.context;
    if (!context) throw new Error('no plugin');
    await tidy({ db: context.db, store, log, tenants: [TENANT] });
    return told;
  };
  const isThere = async (digest: string): Promise<boolean> => {
    try {
      (await store.open(TENANT, { digest, size: sizes.get(digest) ?? 0 })).destroy();
      return true;
    } catch {
      return false;
    }
  };
  const sizes = new Map<string, number>();
  const age = async (digest: string): Promise<void> => {
    const at = new Date(Date.now() - 2 * DAY);
    await utimes(store.pathOf(TENANT, digest), at, at);
  };

  it('forgets what nobody used, bytes and row, and keeps what cases have for good', async () => {
    const used = await house.upload(simplePdf(), 'usato.pdf', 'main');
    const unused = await house.upload(simplePdf('/Lang (it)'), 'inutile.pdf', 'main');
    await house.start('correction', { bundle: { main: used.id } });
    for (const { digest, size } of [used, unused]) {
      sizes.set(digest, size);
      await age(digest);
    }
    expect(await run(), 'within its day an upload stays').to.deep.equal([]);
    expect(await isThere(unused.digest)).to.equal(true);
    house.clock.advance('25h');
    expect(await run()).to.deep.equal([{ tenant: TENANT, expired: 2, orphans: 1, leftovers: 0 }]);
    expect(await isThere(unused.digest)).to.equal(false);
    expect(await isThere(used.digest)).to.equal(true);
    expect(await run()).to.deep.equal([]);
  });

  it('says that the store can be written', async () => {
    const health = await house.engine.health();
    expect(health.plugins['documents']).to.deep.equal({ ok: true });
  });
});
