import type { Tx } from '@libro-firma/engine/plugin';

export interface ReceivedMail {
  readonly id: string;
  readonly messageId: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly size: number;
  readonly file: string;
  readonly receivedAt: number;
}

interface Row {
  id: string;
  message_id: string;
  from_address: string;
  to_address: string;
  subject: string;
  size: number;
  file: string;
  received_at: number;
}

export const receivedOf = (row: Row): ReceivedMail => ({
  id: row.id,
  messageId: row.message_id,
  from: row.from_address,
  to: row.to_address,
  subject: row.subject,
  size: Number(row.size),
  file: row.file,
  receivedAt: Number(row.received_at),
});

export const writeReceived = async (tx: Tx, mail: ReceivedMail): Promise<void> => {
  await tx.sql('notification_received').insert({
    tenant: tx.tenant,
    id: mail.id,
    message_id: mail.messageId,
    from_address: mail.from,
    to_address: mail.to,
    subject: mail.subject,
    size: mail.size,
    file: mail.file,
    received_at: mail.receivedAt,
  });
};

export const readReceived = async (tx: Tx, id: string): Promise<ReceivedMail | undefined> => {
  const row = (await tx.sql('notification_received').where({ tenant: tx.tenant, id }).first()) as Row | undefined;
  return row === undefined ? undefined : receivedOf(row);
};

/** Newest first. */
export const listReceived = async (
  tx: Tx,
  page: { readonly after: { readonly at: number; readonly id: string } | undefined; readonly limit: number },
): Promise<readonly ReceivedMail[]> => {
  const query = tx
    .sql('notification_received')
    .where({ tenant: tx.tenant })
    .orderBy([
      { column: 'received_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(page.limit);
  const { after } = page;
  if (after !== undefined) {
    void query.where((where) => {
      void where
        .where('received_at', '<', after.at)
        .orWhere((same) => void same.where('received_at', after.at).where('id', '<', after.id));
    });
  }
  return ((await query) as Row[]).map(receivedOf);
};
