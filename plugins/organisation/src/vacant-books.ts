import type { ActorId, DrawnRoute, RouteCheck, Tx } from '@libro-firma/engine/plugin';
import { holdersOf } from './directory/holders-of.js';
import { bookGroup } from './group-key.js';
import type { SignatureBook } from './ports.js';
import type { Position } from './roles.js';
import { listBooks } from './store/books.js';

const SIGNATURE_STEP = /^signing\.signature:/;

type Published = (processId: string) => Promise<DrawnRoute | undefined>;

/** Whether the running case says who signs, here or in a route that is called from here. */
const signerIsChosen = async (route: DrawnRoute, published: Published, seen: Set<string>): Promise<boolean> => {
  for (const { step, groups, calls } of route.elements.values()) {
    if (step !== undefined && SIGNATURE_STEP.test(step.type) && groups === 'computed') return true;
    if (calls === undefined || seen.has(calls)) continue;
    seen.add(calls);
    const called = await published(calls);
    if (called !== undefined && (await signerIsChosen(called, published, seen))) return true;
  }
  return false;
};

/** Whether somebody is there for each signature that the book asks for. */
const isHeld = async (tx: Tx, { id, positions }: SignatureBook): Promise<boolean> => {
  const asked: readonly Position[] = positions.signer2 === undefined ? ['signer1'] : ['signer1', 'signer2'];
  for (const position of asked) {
    if ((await holdersOf(tx, bookGroup(id, position), tx.now)).length === 0) return false;
  }
  return true;
};

const starters = async (tx: Tx, route: DrawnRoute): Promise<ReadonlySet<ActorId>> => {
  const groups = (route.properties['startableBy'] ?? '').split(',').map((group) => group.trim());
  const people = new Set<ActorId>();
  for (const group of groups) for (const holder of await holdersOf(tx, group, tx.now)) people.add(holder);
  return people;
};

/** Whether one of those who may start the route may choose the book in its form. */
const isOffered = async (tx: Tx, book: SignatureBook, people: ReadonlySet<ActorId>): Promise<boolean> =>
  (await holdersOf(tx, bookGroup(book.id, 'requester'), tx.now)).some((person) => people.has(person));

/**
 * A route whose signer comes with the chosen book stops at the signature when nobody signs for that book today. Told of
 * every book that somebody who may start the route can choose; no error, since people come and go.
 */
export const vacantBooks: RouteCheck = async ({ tx, route, published }) => {
  const field = route.startForm?.fields.find(({ kind }) => kind === 'organisation.book');
  if (field === undefined || !(await signerIsChosen(route, published, new Set([route.id])))) return [];
  const people = await starters(tx, route);
  const vacant: string[] = [];
  for (const book of await listBooks(tx, tx.now)) {
    if (await isHeld(tx, book)) continue;
    if (field.choicesFrom === 'organisation.books' || (await isOffered(tx, book, people))) vacant.push(book.name);
  }
  if (vacant.length === 0) return [];
  const start = [...route.elements.values()].find(
    ({ type, container }) => type === 'startEvent' && container === route.id,
  );
  const named = (open: string, close: string): string => vacant.map((name) => `${open}${name}${close}`).join(', ');
  return [
    {
      severity: 'warning',
      code: 'organisation.book-vacant',
      ...(start === undefined ? {} : { elementId: start.id }),
      text: {
        it: `Chi avvia l’iter può scegliere ${named('«', '»')}, ma oggi manca chi deve firmare: la pratica si fermerebbe alla firma.`,
        en: `Whoever starts the route may choose ${named('“', '”')}, where a signer is missing today: the case would stop there.`,
      },
      doNow: {
        it: 'Dai un firmatario al libro firma nell’organigramma; si può pubblicare lo stesso, se la nomina è attesa.',
        en: 'Give the signature book a signer in the organisation chart.',
      },
    },
  ];
};
