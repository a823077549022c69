import type { Tx } from '@libro-firma/engine/plugin';
import type { Knex } from 'knex';
import { refuse } from '../errors.js';
import type { Registration, RegistrationPage, RegistrationQuery } from '../ports.js';
import { wordPatterns } from '../text-key.js';
import { complete, type RegistrationRow } from './registrations.js';

/** Where a page ended: the next one begins after it, whatever was registered meanwhile. */
interface Place {
  readonly at: number;
  readonly id: string;
}

const cursorOf = ({ at, id }: Place): string => Buffer.from(`${at}.${id}`).toString('base64url');

const placeOf = (cursor: string): Place => {
  const [, at, id] = /^(\d{1,16})\.([\w-]{1,40})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1')) ?? [];
  if (at === undefined || id === undefined) throw refuse('cursor-invalid');
  return { at: Number(at), id };
};

/** What of a registration a viewer may be told; see `routes/masking.ts`. */
export type Visible = (registration: Registration) => Promise<boolean>;

const filtered = (tx: Tx, query: RegistrationQuery): Knex.QueryBuilder => {
  const rows = tx
    .sql('protocol_registration as r')
    .join('protocol_current as c', (on) => {
      void on.on('c.tenant', 'r.tenant').andOn('c.registration', 'r.id');
    })
    .where({ 'r.tenant': tx.tenant });
  const equal: readonly (readonly [string, string | number | undefined])[] = [
    ['r.register', query.register],
    ['r.year', query.year],
    ['r.number', query.number],
    ['c.case_file', query.caseFile],
    ['c.office', query.office],
    ['c.voided', query.voided === undefined ? undefined : Number(query.voided)],
  ];
  for (const [column, value] of equal) if (value !== undefined) void rows.andWhere(column, value);
  if (query.from !== undefined) void rows.andWhere('r.registered_on', '>=', query.from);
  if (query.to !== undefined) void rows.andWhere('r.registered_on', '<=', query.to);
  for (const word of wordPatterns(query.text ?? '')) void rows.andWhere('r.subject_key', 'like', word);
  for (const word of wordPatterns(query.recipient ?? '')) void rows.andWhere('r.recipients_key', 'like', word);
  const { classification } = query;
  if (classification !== undefined) {
    void rows.andWhere((either) => {
      // `VI.3` and all that lies below it. A code holds no `%` and no `_`.
      void either.where('c.class', classification).orWhere('c.class', 'like', `${classification}.%`);
    });
  }
  return rows;
};

const PAGES_AT_MOST = 20;

/**
 * Newest first. With `visible`, whoever asks for words is not told by the answer that a registration has them which they
 * may not read: those are left out.
 */
export const searchRegistrations = async (
  tx: Tx,
  query: RegistrationQuery,
  visible?: Visible,
): Promise<RegistrationPage> => {
  const limit = query.limit ?? 50;
  const asksForWords = query.text !== undefined || query.recipient !== undefined;
  const items: Registration[] = [];
  let place = query.cursor === undefined ? undefined : placeOf(query.cursor);
  for (let page = 0; page < PAGES_AT_MOST; page += 1) {
    const rows = filtered(tx, query);
    if (place !== undefined) {
      const { at, id } = place;
      void rows.andWhere((either) => {
        void either.where('r.registered_at', '<', at);
        void either.orWhere((same) => {
          void same.where('r.registered_at', at).andWhere('r.id', '<', id);
        });
      });
    }
    const found = (await rows
      .select('r.*')
      .orderBy('r.registered_at', 'desc')
      .orderBy('r.id', 'desc')
      .limit(limit + 1)) as RegistrationRow[];
    for (const registration of await complete(tx, found.slice(0, limit))) {
      place = { at: registration.at, id: registration.id };
      if (asksForWords && visible !== undefined && !(await visible(registration))) continue;
      items.push(registration);
      if (items.length === limit) break;
    }
    const last = found.at(-1);
    const more = last !== undefined && place !== undefined && last.id !== place.id;
    if (!more) return { items, next: null };
    if (items.length === limit) break;
  }
  return { items, next: place === undefined ? null : cursorOf(place) };
};
