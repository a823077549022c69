import type { CaseMode } from '@libro-firma/engine/plugin';
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

/** A row of `notification_message`. */
export interface MessageColumns {
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

export const messageOf = (row: MessageColumns): MessageRow => ({
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
