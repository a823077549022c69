import { createHash } from 'node:crypto';
import type { CaseMode, Tx } from '@libro-firma/engine/plugin';
import type { Delivery } from '../mail/smtp.js';
import type { MessageState } from '../ports.js';

/** Where the bytes of an attachment are kept: a version of a document, which never changes. */
export interface AttachmentSource {
  readonly documentId: string;
  readonly version: number;
}

export interface AttachmentRow {
  readonly n: number;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  /** SHA-256, lower-case hexadecimal. */
  readonly digest: string;
  readonly source: AttachmentSource;
}

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

export interface NewMessage {
  readonly messageId: string;
  readonly from: { readonly name: string; readonly address: string };
  readonly replyTo: string | undefined;
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly body: string;
}

export interface MessageRow extends NewMessage {
  readonly id: string;
  readonly dispatchId: string;
  readonly activation: string;
  readonly caseId: string;
  readonly mode: CaseMode;
  readonly confidential: boolean;
  readonly state: MessageState;
  readonly attempts: number;
  /** An earlier attempt ended without an answer: the recipient may get the mail twice, with the same Message-ID. */
  readonly doubted: boolean;
  /** The dispatch whose attempt was the last. */
  readonly attemptDispatch: string | undefined;
  readonly answerCode: number | undefined;
  readonly answer: string | undefined;
  /** SHA-256 and length of the mail as it travelled, once it did. */
  readonly digest: string | undefined;
  readonly size: number | undefined;
  readonly queuedAt: number;
  readonly attemptedAt: number | undefined;
  readonly acceptedAt: number | undefined;
}

interface Columns {
  id: string;
  dispatch_id: string;
  activation: string;
  case_id: string;
  mode: CaseMode;
  confidential: number;
  message_id: string;
  from_name: string;
  from_address: string;
  reply_to: string | null;
  to_name: string;
  to_address: string;
  subject: string;
  body: string;
  state: MessageState;
  attempts: number;
  doubted: number;
  attempt_dispatch: string | null;
  answer_code: number | null;
  answer: string | null;
  digest: string | null;
  size: number | null;
  queued_at: number;
  attempted_at: number | null;
  accepted_at: number | null;
}

const numberOf = (value: number | null): number | undefined => (value === null ? undefined : Number(value));

export const messageOf = (row: Columns): MessageRow => ({
  id: row.id,
  dispatchId: row.dispatch_id,
  activation: row.activation,
  caseId: row.case_id,
  mode: row.mode,
  confidential: row.confidential === 1,
  messageId: row.message_id,
  from: { name: row.from_name, address: row.from_address },
  replyTo: row.reply_to ?? undefined,
  to: { name: row.to_name, address: row.to_address },
  subject: row.subject,
  body: row.body,
  state: row.state,
  attempts: row.attempts,
  doubted: row.doubted === 1,
  attemptDispatch: row.attempt_dispatch ?? undefined,
  answerCode: numberOf(row.answer_code),
  answer: row.answer ?? undefined,
  digest: row.digest ?? undefined,
  size: numberOf(row.size),
  queuedAt: Number(row.queued_at),
  attemptedAt: numberOf(row.attempted_at),
  acceptedAt: numberOf(row.accepted_at),
});

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

export const messagesOfActivation = async (tx: Tx, activation: string): Promise<readonly MessageRow[]> => {
  const rows = (await tx
    .sql('notification_message')
    .where({ tenant: tx.tenant, activation })
    .orderBy(['queued_at', 'id'])) as Columns[];
  return rows.map(messageOf);
};

export const messagesOfCase = async (tx: Tx, caseId: string): Promise<readonly MessageRow[]> => {
  const rows = (await tx
    .sql('notification_message')
    .where({ tenant: tx.tenant, case_id: caseId })
    .orderBy(['queued_at', 'id'])) as Columns[];
  return rows.map(messageOf);
};

export const readMessage = async (tx: Tx, id: string): Promise<MessageRow | undefined> => {
  const row = (await tx.sql('notification_message').where({ tenant: tx.tenant, id }).first()) as Columns | undefined;
  return row === undefined ? undefined : messageOf(row);
};

export const messageByMessageId = async (tx: Tx, messageId: string): Promise<MessageRow | undefined> => {
  const row = (await tx.sql('notification_message').where({ tenant: tx.tenant, message_id: messageId }).first()) as
    Columns | undefined;
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

/**
 * Begins an attempt: from here on only the holder of `claim` may write its outcome. `false` when there is nothing to send
 * (it was accepted or refused meanwhile).
 */
export const beginAttempt = async (tx: Tx, id: string, claim: string, dispatchId: string): Promise<boolean> => {
  const begun = await tx
    .sql('notification_message')
    .where({ tenant: tx.tenant, id })
    .whereIn('state', ['queued', 'unknown'])
    .update({
      claim,
      attempt_dispatch: dispatchId,
      attempts: tx.sql.raw('attempts + 1'),
      doubted: tx.sql.raw("case when state = 'unknown' then 1 else doubted end"),
      attempted_at: tx.now,
    });
  return begun === 1;
};

/**
 * Written when everything but the final dot was sent, and before it is: whatever happens until the answer is written
 * down, the journal says that the outcome is not known. `false` when another attempt took over: the dot must not be sent.
 */
export const passPointOfNoReturn = async (
  tx: Tx,
  id: string,
  claim: string,
  mail: { readonly digest: string; readonly size: number },
): Promise<boolean> => {
  const passed = await tx
    .sql('notification_message')
    .where({ tenant: tx.tenant, id, claim })
    .whereIn('state', ['queued', 'unknown'])
    .update({ state: 'unknown', answer: null, answer_code: null, digest: mail.digest, size: mail.size });
  return passed === 1;
};

/** The answer. A late one of an attempt that was taken over changes nothing. */
export const settle = async (tx: Tx, id: string, claim: string, delivery: Delivery): Promise<void> => {
  const answer = { answer: delivery.answer, answer_code: ('code' in delivery ? delivery.code : undefined) ?? null };
  const row = tx.sql('notification_message').where({ tenant: tx.tenant, id, claim });
  switch (delivery.kind) {
    case 'accepted':
      await row.update({ ...answer, state: 'accepted', accepted_at: tx.now, claim: null });
      return;
    case 'rejected':
      await row.update({ ...answer, state: 'failed', claim: null });
      return;
    case 'unknown':
      await row.update({ ...answer, state: 'unknown', claim: null });
      return;
    case 'deferred':
    case 'refused':
      // This attempt left no doubt, but an earlier one may have.
      await row.update({
        ...answer,
        state: tx.sql.raw("case when doubted = 1 then 'unknown' else 'queued' end"),
        claim: null,
      });
      return;
  }
};
