import { LibroFirmaError } from '@libro-firma/engine/plugin';
import { testDialects } from '@libro-firma/engine/testing';
import { expect } from 'chai';
import { directoryOf } from '../src/directory/directory.js';
import { endSubstitution, enterSubstitution, type Author } from '../src/substitutions/enter.js';
import type { Substitution } from '../src/ports.js';
import { person, substitution, world, type World } from './support/town.js';

const alfano: Author = { id: 'p-1', permissions: new Set() };
const administrator: Author = { id: 'p-8', permissions: new Set(['organisation.substitutions.manage']) };
const directory = directoryOf({ grant: {}, revoke: {} });

const from = (more: Partial<Substitution> = {}): Omit<Substitution, 'id'> => {
  const { id: _, ...rest } = substitution('p-1', 'p-5', { validFrom: '2026-03-03', ...more });
  return rest;
};

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof LibroFirmaError) return error.code;
    throw error;
  }
  return 'taken';
};

for (const dialect of testDialects()) {
  describe(`a substitution that is entered in the desk (${dialect})`, () => {
    let here: World;
    beforeEach(async () => {
      here = await world(dialect);
    });
    afterEach(() => here.close());

    const enter = (author: Author, wanted: Omit<Substitution, 'id'>, key?: string) =>
      here.write((tx) => enterSubstitution(tx, author, wanted, key));
    const end = (author: Author, id: string) => here.write((tx) => endSubstitution(tx, author, id));
    const signers = () => here.read((tx) => directory.holdersOf(tx, 'book:lf-gare:signer1', tx.now));

    it('counts from the next question on', async () => {
      await enter(alfano, from());
      expect(await signers()).to.have.members(['p-1', 'p-5']);
    });

    it('is made by the person or by whoever may for all, and by nobody else', async () => {
      const bellomo: Author = { id: 'p-2', permissions: new Set(['organisation.read']) };
      expect(await codeOf(enter(bellomo, from()))).to.equal('organisation.substitution-forbidden');
      expect(await codeOf(enter(administrator, from()))).to.equal('taken');
    });

    it('is made once when the request comes twice', async () => {
      const first = await enter(alfano, from(), 'key-1');
      const second = await enter(alfano, from(), 'key-1');
      expect(second.id).to.equal(first.id);
      expect((await enter(alfano, from(), 'key-2')).id).not.to.equal(first.id);
    });

    it('is refused where it is no rule that could be kept', async () => {
      const cases: [Partial<Substitution>, string][] = [
        [{ to: 'p-1' }, 'organisation.substitution-self'],
        [{ to: 'p-99' }, 'organisation.substitution-invalid'],
        [{ validFrom: '2026-03-02' }, 'organisation.substitution-retroactive'],
        [{ validTo: '2026-03-02' }, 'organisation.period-reversed'],
        [{ kind: 'signingDelegation' }, 'organisation.act-missing'],
        [{ kind: 'functionsDelegation', actRef: 'Det. 1/2026' }, 'organisation.end-missing'],
        [{ scope: { offices: ['anagrafe'] } }, 'organisation.substitution-invalid'],
        [{ scope: { books: ['lf-anagrafe'] } }, 'organisation.substitution-invalid'],
        [{ scope: { books: ['lf-strade'] } }, 'organisation.nothing-to-pass-on'],
        [{ scope: { roles: ['drafter'] } }, 'organisation.nothing-to-pass-on'],
      ];
      for (const [more, code] of cases)
        expect(await codeOf(enter(alfano, from(more))), JSON.stringify(more)).to.equal(code);
      expect(await signers()).to.deep.equal(['p-1']);
    });

    it('cannot delegate a signature that one does not have', async () => {
      const drafter: Author = { id: 'p-3', permissions: new Set() };
      const wanted = from({ from: 'p-3', kind: 'signingDelegation', actRef: 'Det. 1/2026' });
      expect(await codeOf(enter(drafter, wanted))).to.equal('organisation.nothing-to-pass-on');
    });

    it('cannot name somebody who left', async () => {
      await here.take({ people: [person(5, 'Errante', 'Ada', { validTo: '2026-03-02' })] });
      expect(await codeOf(enter(alfano, from()))).to.equal('organisation.substitution-invalid');
    });

    it('ends at once, once', async () => {
      const { id } = await enter(alfano, from({ validTo: '2026-12-31' }));
      here.clock.advance('1h');
      expect(await codeOf(end({ id: 'p-5', permissions: new Set() }, id))).to.equal(
        'organisation.substitution-forbidden',
      );
      await end(alfano, id);
      expect(await signers()).to.deep.equal(['p-1']);
      expect(await codeOf(end(alfano, id))).to.equal('organisation.substitution-ended');
      expect(await codeOf(end(alfano, 'sub-none'))).to.equal('organisation.substitution-unknown');
    });

    it('never begins when it is called off before', async () => {
      const { id } = await enter(alfano, from({ validFrom: '2026-04-01' }));
      await end(alfano, id);
      here.clock.set('2026-04-02T10:00:00Z');
      expect(await signers()).to.deep.equal(['p-1']);
    });
  });
}
