import type { Tx } from '@libro-firma/engine/plugin';
import { termFrom, type Term } from './term.js';

export interface Publication extends Term {
  /** The idempotency key of the step that published it: one passage through the step, one publication. */
  readonly id: string;
  readonly caseId: string;
  readonly year: number;
  readonly number: number;
  readonly title: string;
  readonly documentId: string;
  readonly version: number;
  /** The portal's. */
  readonly noticeId: string;
  readonly state: 'published' | 'expired' | 'withdrawn';
}

const COLUMNS: Readonly<Record<keyof Publication, string>> = {
  id: 'id',
  caseId: 'case_id',
  year: 'year',
  number: 'number',
  title: 'title',
  documentId: 'document_id',
  version: 'version',
  noticeId: 'notice_id',
  firstDay: 'first_day',
  lastDay: 'last_day',
  until: 'until',
  state: 'state',
};

const table = (tx: Tx) => tx.sql('albo_publication').where('tenant', tx.tenant);

export const publicationBy = async (tx: Tx, id: string): Promise<Publication | undefined> =>
  (await table(tx).where('id', id).first(COLUMNS)) as Publication | undefined;

/** Those on the board now, the newest first. */
export const onTheBoard = async (tx: Tx): Promise<readonly Publication[]> =>
  (await table(tx)
    .where('state', 'published')
    .where('until', '>', tx.now)
    .orderByRaw('year desc, number desc')
    .select(COLUMNS)) as Publication[];

/** Those whose term is over. */
export const due = async (tx: Tx): Promise<readonly Publication[]> =>
  (await table(tx).where('state', 'published').where('until', '<=', tx.now).select(COLUMNS)) as Publication[];

export type Entry = Pick<Publication, 'id' | 'caseId' | 'title' | 'documentId' | 'version' | 'noticeId'>;

/** Takes the next number of the year; what was recorded already is given back as it is. */
export const record = async (tx: Tx, entry: Entry, days: number): Promise<Publication> => {
  const known = await publicationBy(tx, entry.id);
  if (known !== undefined) return known;
  const term = termFrom(tx.now, days);
  const year = Number(term.firstDay.slice(0, 4));
  const last = (await table(tx).where('year', year).max({ number: 'number' }).first()) as { number: number | null };
  const publication: Publication = { ...entry, ...term, year, number: (last.number ?? 0) + 1, state: 'published' };
  const row = Object.entries(COLUMNS).map(([key, column]) => [column, publication[key as keyof Publication]]);
  await tx.sql('albo_publication').insert({ tenant: tx.tenant, ...Object.fromEntries(row) });
  return publication;
};

export const end = async (tx: Tx, id: string, state: 'expired' | 'withdrawn'): Promise<void> => {
  await table(tx).where({ id, state: 'published' }).update({ state });
};
