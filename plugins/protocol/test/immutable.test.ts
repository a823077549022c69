import { expect } from 'chai';
import { dialects, World } from './support/world.js';

const message = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'the database let it pass';
  } catch (error) {
    return (error as Error).message;
  }
};

for (const dialect of dialects) {
  describe(`the register against whoever writes SQL (${dialect})`, () => {
    let world: World;
    let id: string;
    before(async () => {
      world = await World.open({ dialect });
      ({ id } = await world.register({ caseId: 'c-1' }));
      await world.register({ caseId: 'c-2' });
    });
    after(() => world.close());

    const statement = (sql: string, bindings: readonly (string | number)[] = []): Promise<string> =>
      message(world.write((tx) => tx.sql.raw(sql, [...bindings])));

    for (const column of [
      'subject',
      'recipients',
      'sender',
      'number',
      'year',
      'registered_at',
      'operator',
      'case_id',
    ]) {
      it(`refuses to change ${column} of a registration`, async () => {
        expect(await statement(`update protocol_registration set ${column} = ${column} where id = ?`, [id])).to.contain(
          'protocol.immutable',
        );
      });
    }

    for (const table of [
      'protocol_registration',
      'protocol_document',
      'protocol_segnatura',
      'protocol_classification',
      'protocol_assignment',
      'protocol_opening',
    ]) {
      it(`refuses to change or remove rows of ${table}`, async () => {
        expect(await statement(`update ${table} set tenant = tenant`)).to.contain('protocol.immutable');
        expect(await statement(`delete from ${table}`)).to.contain('protocol.immutable');
      });
    }

    it('refuses to change or remove a voiding', async () => {
      await world.write((tx) =>
        tx.sql('protocol_voiding').insert({
          tenant: tx.tenant,
          registration: id,
          voided_at: 1,
          voided_by: 'p-1',
          act: 'Atto',
          reason: 'Errore',
        }),
      );
      expect(await statement('update protocol_voiding set act = act')).to.contain('protocol.immutable');
      expect(await statement('delete from protocol_voiding')).to.contain('protocol.immutable');
    });

    it('refuses to put another row in the place of one', async () => {
      if (dialect === 'postgres') {
        expect(await statement('truncate protocol_registration')).to.contain('protocol.immutable');
        return;
      }
      const copy = 'insert or replace into protocol_document select * from protocol_document';
      expect(await statement(copy)).to.contain('protocol.immutable');
      const other = 'insert or replace into protocol_registration select * from protocol_registration';
      expect(await statement(other)).to.contain('protocol.');
    });

    it('refuses a document that comes after the registration', async () => {
      const late = world.write((tx) =>
        tx.sql('protocol_document').insert({
          tenant: tx.tenant,
          registration: id,
          position: 9,
          document_id: 'd',
          version: 1,
          name: 'n',
          media_type: 't',
          digest: 'x',
          size: 1,
          signed: 0,
        }),
      );
      expect(await message(late)).to.contain('protocol.immutable');
    });

    it('refuses a number that leaves a gap, one that goes back, and one without its registration', async () => {
      const counter = (last: string): Promise<string> =>
        statement(`update protocol_counter set last_number = ${last} where register = 'generale'`);
      expect(await counter('last_number + 2')).to.contain('protocol.counter');
      expect(await counter('last_number - 1')).to.contain('protocol.counter');
      expect(await statement('delete from protocol_counter')).to.contain('protocol.counter');
      const twice = world.write(async (tx) => {
        for (let step = 0; step < 2; step += 1) {
          await tx.sql('protocol_counter').where({ register: 'generale' }).increment('last_number', 1);
        }
      });
      expect(await message(twice)).to.contain('protocol.counter');
    });

    it('refuses a year that does not begin with 1', async () => {
      const year = (first: number): Promise<string> =>
        message(
          world.write((tx) =>
            tx.sql('protocol_counter').insert({
              tenant: tx.tenant,
              register: 'generale',
              year: 2027,
              first_number: first,
              last_number: first - 1,
              last_at: Date.parse('2027-01-01T00:00:00Z'),
            }),
          ),
        );
      expect(await year(100)).to.contain('protocol.counter');
    });

    it('refuses a registration without its segnatura', async () => {
      const bare = world.write(async (tx) => {
        const of = { tenant: tx.tenant, register: 'generale' };
        await tx.sql('protocol_counter').where(of).increment('last_number', 1);
        const [row] = (await tx.sql('protocol_registration').where({ id })) as Record<string, unknown>[];
        await tx.sql('protocol_registration').insert({ ...row, id: 'new', number: 3, job_key: 'other', documents: 0 });
      });
      expect(await message(bare)).to.contain('number, documents and segnatura go together');
    });
  });
}
