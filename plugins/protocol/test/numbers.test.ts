import { expect } from 'chai';
import { dialects, jobOf, masterData, refusal, TENANT, World } from './support/world.js';

const many = (n: number): readonly number[] => Array.from({ length: n }, (_, index) => index + 1);

for (const dialect of dialects) {
  describe(`numbers of a register (${dialect})`, () => {
    let world: World;
    beforeEach(async () => {
      world = await World.open({ dialect });
    });
    afterEach(() => world.close());

    it('are 1 to 64 without a gap when 64 acts are registered at the same time', async () => {
      const made = await Promise.all(many(64).map(() => world.register()));
      expect(made.map(({ number }) => number).sort((a, b) => a - b)).to.deep.equal(many(64));
      expect(new Set(made.map(({ id }) => id)).size).to.equal(64);
      const rows = await world.read((tx) =>
        tx.sql('protocol_registration').orderBy('number').select('number', 'registered_at'),
      );
      const dates = (rows as { registered_at: number }[]).map((row) => row.registered_at);
      expect(dates).to.deep.equal([...dates].sort((a, b) => a - b));
    });

    it('of two registers do not know of each other', async () => {
      const first = await world.register();
      const other = await world.register({ config: { register: 'determine', direction: 'internal' } });
      expect([first.number, other.number]).to.deep.equal([1, 1]);
      expect([first.registerName, other.registerName]).to.deep.equal([
        'Registro ufficiale di protocollo',
        'Registro delle determinazioni',
      ]);
    });

    it('are not used up by a transaction that is rolled back', async () => {
      await world.register();
      world.documents.put('c-x', Buffer.from('%PDF x'));
      const result = await world.execute(jobOf({ caseId: 'c-x' }));
      if (result.kind !== 'completed' || result.write === undefined) throw new Error('it should write');
      const { write } = result;
      const crash = world.write(async (tx) => {
        await write(tx);
        throw new Error('the commit fails');
      });
      expect(await refusal(crash)).to.contain('the commit fails');
      expect((await world.register()).number).to.equal(2);
      expect((await world.register({ caseId: 'c-x' })).number).to.equal(3);
    });

    it('are not used up when the seal fails, and nothing of the registration stays', async () => {
      world.documents.put('c-x', Buffer.from('%PDF x'));
      const key = (await world.seal.atHand(TENANT, 'live'))!;
      const sign = (): never => {
        throw new Error('the key is gone');
      };
      const broken = { ...world.seal, atHand: () => Promise.resolve({ ...key, sign }) };
      const result = await world.execute(jobOf({ caseId: 'c-x' }), broken);
      if (result.kind !== 'completed' || result.write === undefined) throw new Error('it should write');
      expect(await refusal(world.write(result.write))).to.contain('the key is gone');
      for (const table of ['protocol_registration', 'protocol_document', 'protocol_segnatura', 'protocol_current']) {
        expect(await world.read((tx) => tx.sql(table)), table).to.have.length(0);
      }
      expect((await world.register()).number).to.equal(1);
    });

    it('are taken once for one job, however often it is tried', async () => {
      const first = await world.register({ caseId: 'c-1', key: 'job-x' });
      const again = await world.register({ caseId: 'c-1', key: 'job-x' });
      expect(again).to.deep.equal(first);
      const reconciled = await world.step().reconcile(jobOf({ caseId: 'c-1', key: 'job-x' }));
      expect(reconciled).to.deep.equal({ kind: 'completed', output: { registration: first } });
      expect(await world.step().reconcile(jobOf({ caseId: 'c-1', key: 'job-y' }))).to.equal(undefined);
    });

    it('are taken once when two attempts of one job write at the same time', async () => {
      world.documents.put('c-1', Buffer.from('%PDF 1'));
      const results = await Promise.all(many(4).map(() => world.execute(jobOf({ caseId: 'c-1', key: 'job-x' }))));
      const outcomes = await Promise.allSettled(
        results.map((result) => {
          if (result.kind !== 'completed' || result.write === undefined) throw new Error('it should write');
          return world.write(result.write);
        }),
      );
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).to.have.length.at.least(1);
      expect(await world.read((tx) => tx.sql('protocol_registration'))).to.have.length(1);
    });

    it('are taken once for one document in one register, also by a route that comes round again', async () => {
      const first = await world.register({ caseId: 'c-1' });
      const again = await world.register({ caseId: 'c-1' });
      expect(again.id).to.equal(first.id);
      const elsewhere = await world.register({
        caseId: 'c-1',
        config: { register: 'determine', direction: 'internal' },
      });
      expect(elsewhere.id).not.to.equal(first.id);
    });

    it('begin with 1 at midnight in Rome, an hour before UTC', async () => {
      world.clock.set('2026-12-31T22:59:59.999Z');
      const last = await world.register();
      world.clock.set('2026-12-31T23:00:00.000Z');
      const first = await world.register();
      expect([last.label, first.label]).to.deep.equal(['0000001/2026', '0000001/2027']);
      expect((await world.register()).label).to.equal('0000002/2027');
    });

    it('never bear a date before that of the number before', async () => {
      world.clock.set('2026-12-31T23:00:10Z');
      const before = await world.register();
      world.clock.set('2026-12-31T22:59:50Z');
      const after = await world.register();
      expect(after.date).to.equal(before.date);
      expect([before.label, after.label]).to.deep.equal(['0000001/2027', '0000002/2027']);
    });

    it('are refused when the clock stands far behind the last one', async () => {
      await world.register();
      world.clock.advance(-120_000);
      expect(await refusal(world.register())).to.equal('protocol.clock-behind');
      world.clock.advance(120_000);
      expect((await world.register()).number).to.equal(2);
    });

    it('are refused in a register that nobody opened', async () => {
      world.documents.put('c-1', Buffer.from('%PDF 1'));
      const result = await world.run({ caseId: 'c-1', config: { register: 'chiuso' } });
      expect(result).to.include({ kind: 'failed', code: 'protocol.register-not-open', retryable: false });
    });
  });

  describe(`a register that is taken over in mid-year (${dialect})`, () => {
    let world: World;
    beforeEach(async () => {
      world = await World.open({ dialect, at: '2026-06-15T10:00:00Z' });
    });
    afterEach(() => world.close());

    const open = (firstNumber: number) =>
      world.write((tx) =>
        world.protocol.open(tx, { register: 'chiuso', firstNumber, by: 'p-0007', act: 'Delibera n. 5/2026' }),
      );
    const register = () => world.register({ config: { register: 'chiuso' } });

    it('goes on from the number of the other system, with person and act recorded', async () => {
      await open(48_213);
      expect((await register()).label).to.equal('0048213/2026');
      expect((await register()).label).to.equal('0048214/2026');
      const states = await world.read((tx) => world.protocol.registers(tx));
      expect(states.find(({ id }) => id === 'chiuso')).to.deep.include({
        opening: {
          register: 'chiuso',
          year: 2026,
          firstNumber: 48_213,
          by: 'p-0007',
          act: 'Delibera n. 5/2026',
          at: Date.parse('2026-06-15T10:00:00Z'),
        },
        last: { year: 2026, number: 48_214, at: Date.parse('2026-06-15T10:00:00Z') },
      });
    });

    it('begins with 1 in the next year', async () => {
      await open(48_213);
      await register();
      world.clock.set('2027-01-01T09:00:00Z');
      expect((await register()).label).to.equal('0000001/2027');
    });

    it('begins with 1 in the next year also when nothing was registered in the first', async () => {
      await open(48_213);
      world.clock.set('2027-02-01T09:00:00Z');
      expect((await register()).label).to.equal('0000001/2027');
    });

    it('is opened once only', async () => {
      await open(48_213);
      expect(await refusal(open(1))).to.equal('protocol.already-open');
      const both = await Promise.allSettled([open(2), open(3)]);
      expect(both.map(({ status }) => status)).to.deep.equal(['rejected', 'rejected']);
    });

    it('is opened once by two people at the same moment', async () => {
      const both = await Promise.allSettled([open(10), open(20)]);
      expect(both.map(({ status }) => status).sort()).to.deep.equal(['fulfilled', 'rejected']);
      expect(await world.read((tx) => tx.sql('protocol_opening').where({ register: 'chiuso' }))).to.have.length(1);
    });

    it('is not opened again by importing the master data', async () => {
      await world.register();
      await world.write((tx) => world.protocol.import(tx, masterData));
      expect((await world.register()).number).to.equal(2);
    });
  });
}
