import type { Tx } from '@libro-firma/engine/plugin';
import type { MessageState } from '../ports.js';
import { messageOf, type MessageRow } from './message-row.js';

export interface OutboxSearch {
  readonly state: MessageState | undefined;
  /** Part of the recipient's address or name, without regard to case. */
  readonly to: string;
  readonly after: { readonly at: number; readonly id: string } | undefined;
  readonly limit: number;
}

/** Mails of ordinary live cases, newest first: what the outbox permission shows. */
export const searchMessages = async (tx: Tx, search: OutboxSearch): Promise<readonly MessageRow[]> => {
  const query = tx
    .sql('notification_message')
    .where({ tenant: tx.tenant, mode: 'live', confidential: 0 })
    .orderBy([
      { column: 'queued_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(search.limit);
  if (search.state !== undefined) void query.where('state', search.state);
  if (search.to !== '') {
    const pattern = `%${search.to.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
    void query.where((where) => {
      void where
        .whereRaw("lower(to_address) like ? escape '\\'", [pattern])
        .orWhereRaw("lower(to_name) like ? escape '\\'", [pattern]);
    });
  }
  const { after } = search;
  if (after !== undefined) {
    void query.where((where) => {
      void where
        .where('queued_at', '<', after.at)
        .orWhere((same) => void same.where('queued_at', after.at).where('id', '<', after.id));
    });
  }
  return ((await query) as Parameters<typeof messageOf>[0][]).map(messageOf);
};
