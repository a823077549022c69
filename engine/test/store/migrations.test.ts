import type { Migration } from '@libro-firma/engine/plugin';
import { testDatabase, testDialects, type TestDatabase } from '@libro-firma/engine/testing';
import { expect } from 'chai';
import { codeOf } from '../support/house.js';

for (const dialect of testDialects()) {
  describe(`migrations on ${dialect}`, () => {
    let database: TestDatabase;
    beforeEach(async () => {
      database = await testDatabase({ dialect });
    });
    afterEach(() => database.drop());

    const table = (id: string, name: string): Migration => ({
      id,
      up: async (schema) => {
        await schema.createTable(name, (columns) => {
          columns.string('tenant').notNullable();
          columns.bigInteger('at').notNullable();
          columns.primary(['tenant', 'at']);
        });
      },
    });

    it('run once, in the order given', async () => {
      const migrations = [table('plans.001-one', 'plans_one'), table('plans.002-two', 'plans_two')];
      expect(await database.migrate(migrations)).to.deep.equal(['plans.001-one', 'plans.002-two']);
      expect(await database.migrate([...migrations, table('plans.003-three', 'plans_three')])).to.deep.equal([
        'plans.003-three',
      ]);
      await database.write('a', (tx) => tx.sql('plans_three').insert({ tenant: 'a', at: 1_772_524_800_123 }));
      const [row] = await database.read('a', (tx) => tx.sql('plans_three').select('at'));
      expect(row).to.deep.equal({ at: 1_772_524_800_123 });
    });

    it('that fail leave nothing behind and say which', async () => {
      const broken: Migration = {
        id: 'plans.002-broken',
        up: async (schema, sql) => {
          await schema.createTable('plans_half', (columns) => columns.string('tenant'));
          await sql.raw('insert into plans_half values (1, 2, 3)');
        },
      };
      const failure = await database.migrate([table('plans.001-one', 'plans_one'), broken]).catch((error) => error);
      expect(failure.code).to.equal('store.migration-failed');
      expect(failure.where).to.equal('plans.002-broken');
      const half = await database.write('a', (tx) => tx.sql.schema.hasTable('plans_half'));
      expect(half).to.equal(false);
      expect(await database.migrate([table('plans.001-one', 'plans_one')])).to.deep.equal([]);
    });

    it('run once even when two nodes start at the same moment', async () => {
      const other = await database.reopen();
      const migrations = Array.from({ length: 5 }, (_, n) => table(`plans.00${n}-t`, `plans_${n}`));
      const ran = await Promise.all([database.migrate(migrations), other.migrate(migrations)]);
      expect(ran.flat().sort()).to.deep.equal(migrations.map(({ id }) => id));
      await other.close();
    });

    it('of a later release close the database to an earlier one, another plugin apart', async () => {
      await database.migrate([table('plans.001-one', 'plans_one'), table('plans.002-two', 'plans_two')]);
      expect(await codeOf(database.migrate([table('plans.001-one', 'plans_one')]))).to.equal('store.newer-database');
      expect(await codeOf(database.migrate([table('maps.001-one', 'maps_one')]))).to.equal('nothing went wrong');
    });
  });
}
