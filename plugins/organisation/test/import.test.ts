import { LibroFirmaError } from '@libro-firma/engine/plugin';
import { testDialects } from '@libro-firma/engine/testing';
import { expect } from 'chai';
import { organisation } from '../src/organisation.js';
import type { ImportProblem, OrganisationData } from '../src/ports.js';
import { book, held, person, SINCE, substitution, town, world, type World } from './support/town.js';

const refusal = async (work: Promise<unknown>): Promise<LibroFirmaError> => {
  try {
    await work;
  } catch (error) {
    expect(error).to.be.instanceOf(LibroFirmaError);
    return error as LibroFirmaError;
  }
  throw new Error('it was taken');
};

const problemsOf = (error: LibroFirmaError): readonly ImportProblem[] =>
  error.details['problems'] as unknown as readonly ImportProblem[];

for (const dialect of testDialects()) {
  describe(`an import of the organisation (${dialect})`, () => {
    let here: World;
    beforeEach(async () => {
      here = await world(dialect);
    });
    afterEach(() => here.close());
    const refused = async (data: unknown) => problemsOf(await refusal(here.take(data as OrganisationData)));

    it('reports how many of each it took', async () => {
      const report = await here.write((tx) => organisation.import(tx, town));
      expect(report).to.deep.equal({ sectors: 1, offices: 2, people: 8, roles: 8, substitutions: 0, books: 2 });
    });

    it('gives back what was put in', async () => {
      await here.read(async (tx) => {
        expect(await organisation.person(tx, 'p-6')).to.deep.equal(town.people[5]);
        expect(await organisation.personByUsername(tx, 'FERRO')).to.deep.equal(town.people[5]);
        expect((await organisation.personByFiscalCode(tx, town.people[5]!.fiscalCode))?.id).to.equal('p-6');
        expect(await organisation.sectors(tx, tx.now)).to.deep.equal(town.sectors);
        expect(await organisation.offices(tx, tx.now)).to.deep.equal(town.offices);
        const books = await organisation.books(tx, tx.now);
        expect(books.map((one) => one.positions.signer1)).to.deep.equal(town.books.map((one) => one.positions.signer1));
        expect(await organisation.rolesOf(tx, ['p-1'], tx.now)).to.deep.equal([town.roles[0]]);
      });
    });

    it('tells all problems of the content at once, each with its place, and takes nothing', async () => {
      const error = await refusal(
        here.take({
          offices: [{ id: 'nuovo', name: 'Ufficio Nuovo', sector: 'nessuno', validFrom: SINCE }],
          people: [
            { ...person(20, 'Lo Verde'), fiscalCode: 'RSSMRA85T10A562T' },
            { ...person(21, 'Mancuso'), username: 'alfano' },
            { ...person(22, 'Noto'), validTo: '2019-12-31' },
          ],
          roles: [held('p-77', 'drafter', 'gare'), held('p-1', 'director', 'gare', { validFrom: '2021-01-01' })],
          substitutions: [
            substitution('p-1', 'p-1'),
            substitution('p-1', 'p-2', { kind: 'functionsDelegation', scope: { books: ['nessuno'] } }),
          ],
          books: [
            book('lf-x', 'gare', {
              positions: {
                requester: [{ role: 'drafter', office: 'gare' }],
                signer1: [{ person: 'p-1' }],
                signer2: [{ person: 'p-1' }],
              },
              clerkCheck: true,
            }),
          ],
        }),
      );
      expect(error.code).to.equal('organisation.import-invalid');
      expect(error.text.it).to.include('12 errori');
      expect(problemsOf(error).map(({ where, code }) => [where, code])).to.have.deep.members([
        ['/people/2/validTo', 'organisation.period-reversed'],
        ['/offices/0/sector', 'organisation.unknown-reference'],
        ['/people/0/fiscalCode', 'organisation.fiscal-code-control'],
        ['/people/1/username', 'organisation.not-unique'],
        ['/roles/0/person', 'organisation.unknown-reference'],
        ['/roles/1/validFrom', 'organisation.role-overlap'],
        ['/substitutions/0/to', 'organisation.substitution-self'],
        ['/substitutions/1/scope/books/0', 'organisation.unknown-reference'],
        ['/substitutions/1/actRef', 'organisation.act-missing'],
        ['/substitutions/1/validTo', 'organisation.end-missing'],
        ['/books/0/positions/signer2', 'organisation.same-signer'],
        ['/books/0/positions/clerk', 'organisation.clerk-missing'],
      ]);
      expect(await here.read((tx) => organisation.person(tx, 'p-22'))).to.equal(undefined);
    });

    it('tells what has the wrong shape, in Italian, together with the content of the rest', async () => {
      const problems = await refused({
        people: [{ ...person(20, 'Lo Verde'), email: 'nessuna', nickname: 'Lola' }],
        roles: [{ person: 'p-1', role: 'king', office: 'gare', validFrom: '2026-02-30' }],
        substitutions: [{ ...substitution('p-1', 'p-2'), scope: { offices: [] } }, substitution('p-3', 'p-3')],
      });
      expect(problems.map((problem) => problem.where)).to.have.members([
        '/people/0/email',
        '/people/0',
        '/roles/0/role',
        '/roles/0/validFrom',
        '/substitutions/0/scope/offices',
        '/substitutions/1/to',
      ]);
      expect(problems.find((problem) => problem.where === '/roles/0/validFrom')?.message).to.include('2026-01-31');
    });

    it('names the same id given twice', async () => {
      const problems = await refused({ people: [person(20, 'Lo Verde'), person(20, 'Lo Verde')] });
      expect(problems.map((problem) => problem.code)).to.include('organisation.repeated-id');
    });

    it('may be repeated', async () => {
      await here.take(town);
      const count = await here.read(async (tx) => (await organisation.people(tx, tx.now)).length);
      expect(count).to.equal(8);
    });

    it('changes those that it names and leaves the others', async () => {
      await here.take({ people: [{ ...town.people[0]!, familyName: 'Alfano Rizzo', email: 'nuova@example.org' }] });
      await here.read(async (tx) => {
        expect((await organisation.person(tx, 'p-1'))?.email).to.equal('nuova@example.org');
        expect((await organisation.people(tx, tx.now)).length).to.equal(8);
        expect((await organisation.people(tx, tx.now, { search: 'rizzo' })).map((one) => one.id)).to.deep.equal([
          'p-1',
        ]);
      });
    });

    it('lets two people exchange their usernames', async () => {
      await here.take({
        people: [
          { ...town.people[0]!, username: 'bellomo' },
          { ...town.people[1]!, username: 'alfano' },
        ],
      });
      const owner = await here.read((tx) => organisation.personByUsername(tx, 'alfano'));
      expect(owner?.id).to.equal('p-2');
    });

    it('ends a role by its last day, and lets the next holder begin', async () => {
      await here.take({
        roles: [
          held('p-1', 'director', 'gare', { validTo: '2026-03-31' }),
          held('p-2', 'director', 'gare', { validFrom: '2026-04-01', actRef: 'D.S. 12/2026' }),
        ],
      });
      const directors = (at: string) =>
        here.read(async (tx) =>
          (await organisation.rolesIn(tx, 'gare', Date.parse(at)))
            .filter((one) => one.role === 'director')
            .map((one) => one.person),
        );
      expect(await directors('2026-03-31T12:00:00Z')).to.deep.equal(['p-1']);
      expect(await directors('2026-04-01T12:00:00Z')).to.deep.equal(['p-2']);
    });

    it('keeps who held a position of a book before it was given to somebody else', async () => {
      const before = here.clock.now();
      here.clock.advance('1h');
      const changed = { ...town.books[1]!, positions: { ...town.books[1]!.positions, signer1: [{ person: 'p-1' }] } };
      await here.take({ books: [changed] });
      const signer = (at: number) =>
        here.read(async (tx) => (await organisation.book(tx, 'lf-strade', at))?.positions.signer1);
      expect(await signer(before)).to.deep.equal([{ role: 'director', office: 'strade' }]);
      expect(await signer(here.clock.now())).to.deep.equal([{ person: 'p-1' }]);
      const initials = await here.read(
        async (tx) => (await organisation.book(tx, 'lf-strade', here.clock.now()))?.positions.initials,
      );
      expect(initials).to.deep.equal(town.books[1]!.positions.initials);
    });

    it('belongs to one tenant', async () => {
      await here.db.read('altro', async (tx) => {
        expect(await organisation.person(tx, 'p-1')).to.equal(undefined);
        expect(await organisation.sectors(tx, tx.now)).to.deep.equal([]);
      });
    });

    it('is searched without regard to case and accents, page by page', async () => {
      await here.read(async (tx) => {
        const ids = async (search: string) => (await organisation.people(tx, tx.now, { search })).map((one) => one.id);
        expect(await ids('FERRO zoe')).to.deep.equal(['p-6']);
        expect(await ids('di st')).to.deep.equal(['p-4']);
        expect(await ids('100%')).to.deep.equal([]);
        expect((await organisation.people(tx, tx.now, { office: 'strade' })).map((one) => one.id)).to.deep.equal([
          'p-4',
          'p-5',
          'p-6',
        ]);
      });
    });

    it('answers in which books and offices somebody works, also for somebody else', async () => {
      await here.take({ substitutions: [substitution('p-3', 'p-6')] });
      await here.read(async (tx) => {
        expect((await organisation.booksFor(tx, 'p-6', tx.now)).map((one) => one.id)).to.deep.equal([
          'lf-gare',
          'lf-strade',
        ]);
        expect((await organisation.officesOf(tx, 'p-6', tx.now)).map((one) => one.id)).to.deep.equal([
          'gare',
          'strade',
        ]);
        expect(await organisation.booksFor(tx, 'p-1', tx.now)).to.deep.equal([]);
        expect(await organisation.holdsItself(tx, 'p-6', 'role:drafter@gare', tx.now)).to.equal(false);
        expect((await organisation.substitutions(tx, tx.now, { to: 'p-6' })).map((one) => one.from)).to.deep.equal([
          'p-3',
        ]);
      });
    });
  });
}
