import { LibroFirmaError } from '@libro-firma/engine/plugin';
import { testDialects } from '@libro-firma/engine/testing';
import { expect } from 'chai';
import { callerOf } from './support/call.js';
import { held, substitution, town, world, type World } from './support/town.js';

interface Page {
  readonly items: readonly { readonly id: string; readonly [key: string]: unknown }[];
  readonly next: string | null;
}

for (const dialect of testDialects()) {
  describe(`the organisation over HTTP (${dialect})`, () => {
    let here: World;
    let caller: ReturnType<typeof callerOf>;
    beforeEach(async () => {
      here = await world(dialect);
      caller = callerOf(here);
    });
    afterEach(() => here.close());

    it('is closed to somebody who left or never was here', async () => {
      for (const name of caller.names) {
        expect(await caller.call(name, 'p-99').catch((error: Error) => error.message), name).to.equal('forbidden');
      }
    });

    it('shows the chart: sectors, their offices, who directs them and how many work there', async () => {
      expect(await caller.call('organisation.chart', 'p-3')).to.deep.equal({
        sectors: [
          {
            id: 'tecnico',
            name: 'Settore tecnico',
            offices: [
              { id: 'gare', name: 'Ufficio Gare', directors: [{ id: 'p-1', name: 'Ada Alfano' }], people: 5 },
              { id: 'strade', name: 'Ufficio Strade', directors: [{ id: 'p-4', name: 'Ugo Di Stefano' }], people: 3 },
            ],
          },
        ],
      });
    });

    it('shows one office with its people, their roles and its books', async () => {
      const office = (await caller.call('organisation.office', 'p-3', { params: { id: 'gare' } })) as {
        people: { id: string; roles: { label: string }[] }[];
        books: { id: string; secondSigner: boolean }[];
      };
      expect(office.people.map((one) => [one.id, ...one.roles.map((role) => role.label)])).to.deep.equal([
        ['p-1', 'Dirigente'],
        ['p-2', 'Responsabile del procedimento'],
        ['p-3', 'Istruttore'],
        ['p-7', 'Protocollo e segreteria'],
        ['p-8', 'Amministratore'],
      ]);
      expect(office.books).to.have.length(1);
      expect(office.books[0]?.secondSigner).to.equal(true);
    });

    it('gives people page by page, by name', async () => {
      const names: string[] = [];
      let cursor: string | null | undefined;
      do {
        const page = (await caller.call('organisation.people', 'p-3', {
          query: { limit: '3', ...(cursor === undefined ? {} : { cursor }) },
        })) as Page;
        names.push(...page.items.map((one) => one.id));
        cursor = page.next;
      } while (cursor !== null);
      expect(names).to.deep.equal(town.people.map((one) => one.id));
    });

    it('tells a fiscal code to administrators only, and in no list', async () => {
      const one = async (actor: string) =>
        (await caller.call('organisation.person', actor, { params: { id: 'p-3' } })) as { fiscalCode?: string };
      expect((await one('p-7')).fiscalCode).to.equal(undefined);
      expect((await one('p-8')).fiscalCode).to.equal(town.people[2]?.fiscalCode);
      const lists = [
        await caller.call('organisation.people', 'p-8'),
        await caller.call('organisation.office', 'p-8', { params: { id: 'gare' } }),
      ];
      expect(JSON.stringify(lists)).not.to.include('RSSMRA');
    });

    it('shows a book with who serves it today, and the books of one’s own', async () => {
      const book = (await caller.call('organisation.book', 'p-3', { params: { id: 'lf-gare' } })) as {
        positions: Record<string, { label: string; people: { id: string }[] }[]>;
      };
      expect(book.positions['signer1']).to.deep.equal([
        { label: 'Dirigente, Ufficio Gare', people: [{ id: 'p-1', name: 'Ada Alfano' }] },
      ]);
      expect(book.positions['requester']?.map((holder) => holder.people.map((one) => one.id))).to.deep.equal([
        ['p-3'],
        ['p-2'],
      ]);
      const mine = (await caller.call('organisation.books', 'p-3', { query: { mine: 'true' } })) as Page;
      expect(mine.items.map((one) => one.id)).to.deep.equal(['lf-gare']);
    });

    it('gives the books of somebody else to who tries a route in their place, and to nobody else', async () => {
      await here.take({ roles: [held('p-4', 'analyst', 'strade')] });
      const query = { mine: 'true', as: 'p-3' };
      const theirs = (await caller.call('organisation.books', 'p-4', { query })) as Page;
      expect(theirs.items.map((one) => one.id)).to.deep.equal(['lf-gare']);
      const refused: unknown = await caller.call('organisation.books', 'p-6', { query }).catch((error) => error);
      expect(refused).to.be.instanceOf(LibroFirmaError).with.property('code', 'organisation.not-as-another');
    });

    it('answers who a group is today, substitutes included', async () => {
      await here.take({ substitutions: [substitution('p-1', 'p-5')] });
      expect(
        await caller.call('organisation.holders', 'p-3', { query: { group: 'book:lf-gare:signer1' } }),
      ).to.deep.equal({
        label: 'Primo firmatario del Libro firma lf-gare',
        people: [
          { id: 'p-1', name: 'Ada Alfano' },
          { id: 'p-5', name: 'Ada Errante' },
        ],
      });
    });

    it('says what is not there', async () => {
      for (const name of ['organisation.office', 'organisation.person', 'organisation.book']) {
        const error: unknown = await caller
          .call(name, 'p-3', { params: { id: 'nothing' } })
          .catch((cause: unknown) => cause);
        expect(error, name).to.be.instanceOf(LibroFirmaError);
        expect((error as LibroFirmaError).kind).to.equal('not-found');
      }
    });

    it('names a substitute for oneself, tells both, and ends it', async () => {
      const made = (await caller.call('organisation.substitutions.create', 'p-1', {
        body: {
          kind: 'substitute',
          to: 'p-5',
          scope: { offices: ['gare'] },
          validFrom: '2026-03-03',
          validTo: '2026-03-20',
        },
      })) as Page['items'][number];
      expect(made).to.deep.include({
        label: 'Sostituto o vicario',
        from: { id: 'p-1', name: 'Ada Alfano' },
        to: { id: 'p-5', name: 'Ada Errante' },
        validTo: '2026-03-20',
        state: 'inForce',
        mayEnd: true,
      });
      expect(caller.told.map(({ to }) => to)).to.deep.equal([{ actor: 'p-1' }, { actor: 'p-5' }]);

      const list = async (query: object, who = 'p-5') =>
        ((await caller.call('organisation.substitutions', who, { query })) as Page).items.map((one) => [
          one.id,
          one['mayEnd'],
        ]);
      expect(await list({ state: 'inForce' })).to.deep.equal([[made.id, false]]);
      expect(await list({ mine: 'true' }, 'p-6')).to.deep.equal([]);
      here.clock.advance('1h');
      await caller.call('organisation.substitutions.end', 'p-1', { params: { id: made.id } });
      expect(await list({ state: 'inForce' })).to.deep.equal([]);
      expect(await list({ state: 'ended' })).to.deep.equal([[made.id, false]]);
    });

    it('lists substitutions newest first, page by page, by their state', async () => {
      await here.take({
        substitutions: [
          substitution('p-1', 'p-2', { id: 's-old', validFrom: '2021-01-01', validTo: '2021-12-31' }),
          substitution('p-1', 'p-2', { id: 's-now', validFrom: '2026-03-01' }),
          substitution('p-1', 'p-2', { id: 's-soon', validFrom: '2026-08-01' }),
        ],
      });
      const ids = async (query: object) =>
        ((await caller.call('organisation.substitutions', 'p-1', { query })) as Page).items.map((one) => one.id);
      expect(await ids({})).to.deep.equal(['s-soon', 's-now', 's-old']);
      expect(await ids({ state: 'planned' })).to.deep.equal(['s-soon']);
      expect(await ids({ state: 'inForce' })).to.deep.equal(['s-now']);
      expect(await ids({ state: 'ended' })).to.deep.equal(['s-old']);
      const first = (await caller.call('organisation.substitutions', 'p-1', { query: { limit: '2' } })) as Page;
      expect(await ids({ limit: '2', cursor: first.next })).to.deep.equal(['s-old']);
    });

    it('takes an import from an administrator only', async () => {
      const body = { sectors: [{ id: 'nuovo', name: 'Settore nuovo', validFrom: '2026-01-01' }] };
      expect(await caller.call('organisation.import', 'p-7', { body }).catch((error: Error) => error.message)).to.equal(
        'forbidden',
      );
      expect(await caller.call('organisation.import', 'p-8', { body })).to.deep.include({ sectors: 1, people: 0 });
    });
  });
}
