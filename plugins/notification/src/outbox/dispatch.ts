import { createHash } from 'node:crypto';
import type { CaseMode, Tx } from '@libro-firma/engine/plugin';
import type { AttachmentRow, NewMessage } from './message-row.js';

export interface Dispatch {
  readonly id: string;
  /** What the messages are counted by: one activation of one step, through all its attempts and incidents. */
  readonly activation: string;
  readonly caseId: string;
  readonly instanceId: string;
  readonly elementId: string;
  readonly elementName: string;
  readonly mode: CaseMode;
  readonly confidential: boolean;
}

const short = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 40);

/** One activation and one address are one message, however the address is written. */
export const messageKey = (activation: string, address: string): string => short(activation, address.toLowerCase());

/** One job is one dispatch, through all its attempts: retried by a person after an incident, a step gets a new job. */
export const dispatchKey = (jobId: string): string => short(jobId);

/**
 * Writes down what is going to be sent, before anything is. The first attempt of a job decides; later ones change
 * nothing, so that every attempt sends the same. What an earlier job of the activation had accepted or in doubt is left
 * as it is; what it had in the queue, or was refused, gets the new text and the new attachments.
 */
export const openDispatch = async (
  tx: Tx,
  dispatch: Dispatch,
  attachments: readonly Omit<AttachmentRow, 'n'>[],
  messages: readonly NewMessage[],
): Promise<void> => {
  const { tenant } = tx;
  const known = await tx.sql('notification_dispatch').where({ tenant, id: dispatch.id }).first('id');
  if (known !== undefined) return;
  await tx.sql('notification_dispatch').insert({
    tenant,
    id: dispatch.id,
    activation: dispatch.activation,
    case_id: dispatch.caseId,
    instance_id: dispatch.instanceId,
    element_id: dispatch.elementId,
    element_name: dispatch.elementName,
    mode: dispatch.mode,
    confidential: dispatch.confidential ? 1 : 0,
    addresses: JSON.stringify(messages.map(({ to }) => to.address.toLowerCase())),
    created_at: tx.now,
  });
  if (attachments.length > 0) {
    await tx.sql('notification_attachment').insert(
      attachments.map((attachment, index) => ({
        tenant,
        dispatch_id: dispatch.id,
        n: index + 1,
        name: attachment.name,
        type: attachment.type,
        size: attachment.size,
        digest: attachment.digest,
        source: JSON.stringify(attachment.source),
      })),
    );
  }
  for (const message of messages) {
    const content = {
      dispatch_id: dispatch.id,
      from_name: message.from.name,
      from_address: message.from.address,
      reply_to: message.replyTo ?? null,
      to_name: message.to.name,
      to_address: message.to.address,
      subject: message.subject,
      body: message.body,
      state: dispatch.mode === 'trial' ? 'trial' : 'queued',
    };
    await tx
      .sql('notification_message')
      .insert({
        tenant,
        id: messageKey(dispatch.activation, message.to.address),
        activation: dispatch.activation,
        case_id: dispatch.caseId,
        mode: dispatch.mode,
        confidential: dispatch.confidential ? 1 : 0,
        message_id: message.messageId,
        ...content,
        attempts: 0,
        queued_at: tx.now,
      })
      .onConflict(['tenant', 'id'])
      .merge({ ...content, queued_at: tx.now })
      .whereIn('notification_message.state', ['queued', 'failed', 'cancelled', 'trial']);
  }
  // An address that a person corrected after an incident gets nothing any more.
  await cancelQueued(tx, dispatch.activation, dispatch.id);
};

/** What the server has not taken yet will not be sent; `except` names the dispatch whose messages stay. */
export const cancelQueued = async (tx: Tx, activation: string, except?: string): Promise<number> => {
  const query = tx.sql('notification_message').where({ tenant: tx.tenant, activation, state: 'queued' });
  if (except !== undefined) void query.whereNot('dispatch_id', except);
  return query.update({ state: 'cancelled', claim: null });
};

/** The addresses (lower case) that a dispatch answers for, or `undefined` when it was never opened. */
export const readDispatch = async (
  tx: Tx,
  id: string,
): Promise<{ readonly addresses: readonly string[] } | undefined> => {
  const row = (await tx.sql('notification_dispatch').where({ tenant: tx.tenant, id }).first('addresses')) as
    { addresses: string } | undefined;
  return row === undefined ? undefined : { addresses: JSON.parse(row.addresses) as string[] };
};
