import type { DrawnElement, DrawnRoute, RouteCheckCall } from '@libro-firma/engine/plugin';
import { testDialects } from '@libro-firma/engine/testing';
import { expect } from 'chai';
import { vacantBooks } from '../src/vacant-books.js';
import { book, held, town, world, type World } from './support/town.js';

const element = (id: string, more: Partial<DrawnElement>): [string, DrawnElement] => [
  id,
  {
    id,
    name: id,
    type: 'userTask',
    container: 'nota',
    outgoing: [],
    boundary: [],
    repeated: false,
    outputs: [],
    ...more,
  },
];

const signature = { step: { type: 'signing.signature:1', config: {}, computed: [] }, groups: 'computed' } as const;

const route = (startableBy: string, signs: Partial<DrawnElement>, choicesFrom?: string): DrawnRoute => ({
  id: 'nota',
  name: 'Nota',
  properties: { startableBy },
  startForm: {
    fields: [
      {
        key: 'book',
        label: 'Libro firma',
        kind: 'organisation.book',
        ...(choicesFrom === undefined ? {} : { choicesFrom }),
      },
    ],
  },
  elements: new Map([element('richiesta', { type: 'startEvent' }), element('firma', signs)]),
});

for (const dialect of testDialects()) {
  describe(`a route whose signer comes with the chosen book (${dialect})`, () => {
    let here: World;
    before(async () => {
      here = await world(dialect, {
        ...town,
        roles: town.roles.map((role) => (role.person === 'p-4' ? { ...role, validTo: '2025-12-31' } : role)),
        books: [
          ...town.books,
          book('lf-sport', 'gare', {
            positions: { requester: [{ person: 'p-8' }], signer1: [{ role: 'accounting', office: 'gare' }] },
          }),
        ],
      });
    });
    after(() => here.close());

    const told = (drawn: DrawnRoute, called: readonly DrawnRoute[] = []): Promise<readonly string[]> =>
      here.read(async (tx) => {
        const call = {
          tx,
          route: drawn,
          published: (id: string) => Promise.resolve(called.find((one) => one.id === id)),
          mayTake: () => [],
        } satisfies RouteCheckCall;
        return (await vacantBooks(call)).map(
          ({ severity, elementId = '', text }) => `${severity} ${elementId}: ${text.it}`,
        );
      });
    const vacant = (names: string): string[] => [
      `warning richiesta: Chi avvia l’iter può scegliere ${names}, ma oggi manca chi deve firmare: la pratica si fermerebbe alla firma.`,
    ];

    it('names each book without a signer that one who may start it can choose', async () => {
      expect(await told(route('role:drafter@strade', signature))).to.deep.equal(vacant('«Libro firma lf-strade»'));
      expect(await told(route('book:lf-strade:requester, person:p-8', signature))).to.deep.equal(
        vacant('«Libro firma lf-sport», «Libro firma lf-strade»'),
      );
    });

    it('says nothing where every book that can be chosen has its signers', async () => {
      expect(await told(route('role:drafter@gare', signature))).to.deep.equal([]);
      expect(await told(route('', signature))).to.deep.equal([]);
    });

    it('looks into called routes, and at all books where the field offers all', async () => {
      const calling = route('role:drafter@gare', { type: 'callActivity', calls: 'firme' }, 'organisation.books');
      const called = { ...route('', signature), id: 'firme', startForm: undefined };
      expect(await told(calling, [called])).to.deep.equal(vacant('«Libro firma lf-sport», «Libro firma lf-strade»'));
      expect(await told(calling)).to.deep.equal([]);
    });

    it('leaves signers who stand in the drawing to the engine', async () => {
      expect(
        await told(route('role:drafter@strade', { ...signature, groups: ['role:director@strade'] })),
      ).to.deep.equal([]);
    });

    it('misses a second signer, too, and is content again when somebody is appointed', async () => {
      await here.take({
        books: [
          book('lf-strade', 'strade', {
            positions: {
              signer1: [{ role: 'director', office: 'strade' }],
              requester: [{ role: 'drafter', office: 'strade' }],
              signer2: [{ role: 'accounting', office: 'strade' }],
            },
          }),
        ],
      });
      await here.take({ roles: [held('p-4', 'director', 'strade')] });
      expect(await told(route('role:drafter@strade', signature))).to.deep.equal(vacant('«Libro firma lf-strade»'));
      await here.take({ roles: [held('p-5', 'accounting', 'strade')] });
      expect(await told(route('role:drafter@strade', signature))).to.deep.equal([]);
    });
  });
}
