import type { Tx } from '@libro-firma/engine/plugin';
import {
  messageOf,
  type AttachmentRow,
  type AttachmentSource,
  type MessageColumns,
  type MessageRow,
} from './message-row.js';

export const messagesOfActivation = async (tx: Tx, activation: string): Promise<readonly MessageRow[]> => {
  const rows = (await tx
    .sql('notification_message')
    .where({ tenant: tx.tenant, activation })
    .orderBy(['queued_at', 'id'])) as MessageColumns[];
  return rows.map(messageOf);
};

export const messagesOfCase = async (tx: Tx, caseId: string): Promise<readonly MessageRow[]> => {
  const rows = (await tx
    .sql('notification_message')
    .where({ tenant: tx.tenant, case_id: caseId })
    .orderBy(['queued_at', 'id'])) as MessageColumns[];
  return rows.map(messageOf);
};

/** Which step each dispatch of a case belongs to. */
export const elementsOfCase = async (tx: Tx, caseId: string): Promise<ReadonlyMap<string, string>> => {
  const rows = (await tx
    .sql('notification_dispatch')
    .where({ tenant: tx.tenant, case_id: caseId })
    .select('id', 'element_id')) as readonly { id: string; element_id: string }[];
  return new Map(rows.map(({ id, element_id: element }) => [id, element]));
};

export const readMessage = async (tx: Tx, id: string): Promise<MessageRow | undefined> => {
  const row = (await tx.sql('notification_message').where({ tenant: tx.tenant, id }).first()) as
    MessageColumns | undefined;
  return row === undefined ? undefined : messageOf(row);
};

export const messageByMessageId = async (tx: Tx, messageId: string): Promise<MessageRow | undefined> => {
  const row = (await tx.sql('notification_message').where({ tenant: tx.tenant, message_id: messageId }).first()) as
    MessageColumns | undefined;
  return row === undefined ? undefined : messageOf(row);
};

export const attachmentsOf = async (tx: Tx, dispatchId: string): Promise<readonly AttachmentRow[]> => {
  const rows = (await tx
    .sql('notification_attachment')
    .where({ tenant: tx.tenant, dispatch_id: dispatchId })
    .orderBy('n')) as (Omit<AttachmentRow, 'source'> & { source: string })[];
  return rows.map((row) => ({
    n: row.n,
    name: row.name,
    type: row.type,
    size: Number(row.size),
    digest: row.digest,
    source: JSON.parse(row.source) as AttachmentSource,
  }));
};
