import { LibroFirmaError, type FieldContext, type Json } from '@libro-firma/engine/plugin';
import { testDialects } from '@libro-firma/engine/testing';
import { expect } from 'chai';
import { fields } from '../src/fields/fields.js';
import { lists } from '../src/lists.js';
import { world, type World } from './support/town.js';

for (const dialect of testDialects()) {
  describe(`choices of the organisation in a form (${dialect})`, () => {
    let here: World;
    beforeEach(async () => {
      here = await world(dialect);
    });
    afterEach(() => here.close());

    const accept = (
      kind: `organisation.${string}`,
      actor: string,
      value: Json,
      more: { choicesFrom?: string; mode?: 'live' | 'trial' } = {},
    ) => {
      const field = fields.find((one) => one.kind === kind);
      const context: FieldContext = {
        actor,
        instanceId: 'i',
        caseId: 'i',
        mode: more.mode ?? 'live',
        confidential: false,
        field: {
          key: 'scelta',
          label: 'Scelta',
          kind,
          ...(more.choicesFrom === undefined ? {} : { choicesFrom: more.choicesFrom }),
        },
      };
      return here.read(async (tx) => field?.accept?.(tx, value, context));
    };
    const codeOf = async (work: Promise<unknown>): Promise<string> => {
      const error: unknown = await work.catch((cause: unknown) => cause);
      expect(error).to.be.instanceOf(LibroFirmaError);
      expect((error as LibroFirmaError).where).to.equal('scelta');
      return (error as LibroFirmaError).code;
    };

    it('turn a signature book into what a diagram asks of it', async () => {
      expect(await accept('organisation.book', 'p-3', 'lf-gare')).to.deep.equal({
        id: 'lf-gare',
        name: 'Libro firma lf-gare',
        office: { id: 'gare', name: 'Ufficio Gare', sector: 'tecnico' },
        clerkCheck: true,
        initials: true,
        secondSigner: true,
        substitute: true,
        accounting: false,
        register: 'generale',
      });
    });

    it('take only books that the person may put requests into, but any in a trial or where the field offers all', async () => {
      expect(await codeOf(accept('organisation.book', 'p-3', 'lf-strade'))).to.equal('organisation.book-not-offered');
      expect(await codeOf(accept('organisation.book', 'p-3', 'nessuno'))).to.equal('organisation.book-not-offered');
      expect(await accept('organisation.book', 'p-3', 'lf-strade', { mode: 'trial' })).to.include({ id: 'lf-strade' });
      const all = { choicesFrom: 'organisation.books' };
      expect(await accept('organisation.book', 'p-3', 'lf-strade', all)).to.include({ id: 'lf-strade' });
    });

    it('turn an office and a person into their names', async () => {
      const strade = { id: 'strade', name: 'Ufficio Strade', sector: { id: 'tecnico', name: 'Settore tecnico' } };
      expect(await accept('organisation.office', 'p-6', 'strade')).to.deep.equal(strade);
      expect(await codeOf(accept('organisation.office', 'p-3', 'strade'))).to.equal('organisation.office-not-offered');
      expect(await accept('organisation.office', 'p-3', 'strade', { mode: 'trial' })).to.deep.equal(strade);
      const all = { choicesFrom: 'organisation.offices' };
      expect(await accept('organisation.office', 'p-3', 'strade', all)).to.deep.equal(strade);
      expect(await accept('organisation.person', 'p-3', { id: 'p-6', name: 'x' })).to.deep.equal({
        id: 'p-6',
        name: 'Zoë Ferrò',
        email: 'ferro@example.org',
      });
      expect(await codeOf(accept('organisation.person', 'p-3', 'p-99'))).to.equal('organisation.person-not-offered');
    });

    it('come from live lists', async () => {
      const values = async (name: string, actor = 'p-3') =>
        (await here.read((tx) => lists.find((list) => list.name === name)!.read(tx, actor))).map((item) => item.value);
      expect(await values('organisation.sectors')).to.deep.equal(['tecnico']);
      expect(await values('organisation.offices')).to.deep.equal(['gare', 'strade']);
      expect(await values('organisation.myOffices')).to.deep.equal(['gare']);
      expect(await values('organisation.books')).to.deep.equal(['lf-gare', 'lf-strade']);
      expect(await values('organisation.myBooks')).to.deep.equal(['lf-gare']);
      expect(await values('organisation.people')).to.have.length(8);
      expect(await values('organisation.roles')).to.include('procedureManager');
    });
  });
}
