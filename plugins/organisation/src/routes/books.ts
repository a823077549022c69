import { defineRoute, LibroFirmaError, type AnyRoute, type Tx } from '@libro-firma/engine/plugin';
import { z } from 'zod';
import { describe } from '../directory/describe.js';
import { ownHoldersOf } from '../directory/holders-of.js';
import { labelsOf } from '../directory/labels.js';
import { id } from '../import/schema.js';
import { organisation } from '../organisation.js';
import type { Holder, SignatureBook } from '../ports.js';
import { positions, type Position } from '../roles.js';
import { findBook, holderKey, listBooks } from '../store/books.js';
import { bookDetail, bookView, readAccess } from './shapes.js';
import { bookAnswer, officeNames } from './views.js';

const answerFor = async (tx: Tx, now: number, books: readonly SignatureBook[]) => {
  const names = await officeNames(
    tx,
    now,
    books.map((book) => book.office),
  );
  return { items: books.map((book) => bookAnswer(book, names)) };
};

const notAsAnother = (): LibroFirmaError =>
  new LibroFirmaError('forbidden', 'organisation.not-as-another', {
    it: 'I libri firma di un’altra persona si leggono solo per provare un iter.',
    en: 'Somebody else’s books are read only to try a route.',
  });

const books = defineRoute({
  name: 'organisation.books',
  method: 'GET',
  path: '/organisation/books',
  summary: { it: 'I libri firma; con mine=true quelli in cui si può fare una richiesta', en: 'Signature books' },
  access: readAccess,
  query: z.strictObject({
    mine: z.stringbool().default(false),
    /** Whose books `mine` means: the person whose part an analyst plays in a trial. */
    as: id.optional(),
  }),
  answer: { kind: 'json', schema: z.strictObject({ items: z.array(bookView) }) },
  handle({ tenant, db, now, query, actor }) {
    if (query.as !== undefined && !actor.permissions.has('engine.model')) throw notAsAnother();
    const whose = query.as ?? actor.id;
    return db.read(tenant, async (tx) =>
      answerFor(tx, now, query.mine ? await organisation.booksFor(tx, whose, now) : await listBooks(tx, now)),
    );
  },
});

/** Who a holder is today; substitutes come through the directory and are not named here. */
const holderView = async (tx: Tx, now: number, holder: Holder) => {
  const key = holderKey(holder);
  const people = await describe(tx, await ownHoldersOf(tx, key, now));
  return {
    label: (await labelsOf(tx, [key])).get(key) ?? key,
    people: people.map(({ id, name }) => ({ id, name })),
  };
};

const positionViews = async (tx: Tx, now: number, book: SignatureBook) => {
  const views: { [P in Position]?: Awaited<ReturnType<typeof holderView>>[] } = {};
  for (const position of positions) {
    for (const holder of book.positions[position] ?? []) {
      (views[position] ??= []).push(await holderView(tx, now, holder));
    }
  }
  return views;
};

const book = defineRoute({
  name: 'organisation.book',
  method: 'GET',
  path: '/organisation/books/:id',
  summary: {
    it: 'Un libro firma: chi, oggi, sigla, firma e sostituisce',
    en: 'One signature book and who serves it today',
  },
  access: readAccess,
  params: z.strictObject({ id }),
  answer: { kind: 'json', schema: bookDetail },
  handle: ({ tenant, db, now, params }) =>
    db.read(tenant, async (tx) => {
      const found = await findBook(tx, params.id, now);
      if (found === undefined) {
        throw new LibroFirmaError('not-found', 'organisation.book-unknown', {
          it: `Il libro firma «${params.id}» non esiste: scegline uno dall’elenco.`,
          en: `There is no signature book “${params.id}”: choose one from the list.`,
        });
      }
      const names = await officeNames(tx, now, [found.office]);
      return { ...bookAnswer(found, names), positions: await positionViews(tx, now, found) };
    }),
});

export const bookRoutes: readonly AnyRoute[] = [books, book];
