import { z } from 'zod';
import { STATE_WORDS } from '../mail/words.js';
import type { AttachmentRow, MessageRow } from './message-row.js';

export const MessageAnswer = z.object({
  id: z.string(),
  caseId: z.string(),
  to: z.object({ name: z.string(), address: z.string() }),
  subject: z.string(),
  state: z.enum(['queued', 'accepted', 'failed', 'unknown', 'cancelled', 'trial']),
  /** The state as the screens say it; never that somebody has the mail. */
  stateWords: z.string(),
  /** The server's own words. */
  answer: z.string().optional(),
  /** Its SMTP reply code (RFC 5321, 4.2); without one the server did not answer. */
  answerCode: z.number().optional(),
  attempts: z.number(),
  /** An earlier attempt ended without an answer: the recipient may get two copies with one Message-ID. */
  maybeTwice: z.boolean(),
  queuedAt: z.number(),
  attemptedAt: z.number().optional(),
  acceptedAt: z.number().optional(),
  trial: z.boolean(),
  confidential: z.boolean(),
});

/** Beside its case: also which step sends it. */
export const CaseMessageAnswer = MessageAnswer.extend({ elementId: z.string().optional() });

export const MessageDetailAnswer = MessageAnswer.extend({
  messageId: z.string(),
  from: z.object({ name: z.string(), address: z.string() }),
  replyTo: z.string().optional(),
  body: z.string(),
  /** SHA-256 of the mail as it travelled, once it did. */
  digest: z.string().optional(),
  size: z.number().optional(),
  attachments: z.array(
    z.object({ n: z.number(), name: z.string(), type: z.string(), size: z.number(), digest: z.string() }),
  ),
});

const given = <K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } =>
  (value === undefined ? {} : { [key]: value }) as { [P in K]?: V };

export const messageAnswer = (message: MessageRow): z.output<typeof MessageAnswer> => ({
  id: message.id,
  caseId: message.caseId,
  to: message.to,
  subject: message.subject,
  state: message.state,
  stateWords: STATE_WORDS[message.state],
  ...given('answer', message.answer),
  ...given('answerCode', message.answerCode),
  attempts: message.attempts,
  maybeTwice: message.doubted,
  queuedAt: message.queuedAt,
  ...given('attemptedAt', message.attemptedAt),
  ...given('acceptedAt', message.acceptedAt),
  trial: message.mode === 'trial',
  confidential: message.confidential,
});

export const messageDetailAnswer = (
  message: MessageRow,
  attachments: readonly AttachmentRow[],
): z.output<typeof MessageDetailAnswer> => ({
  ...messageAnswer(message),
  messageId: message.messageId,
  from: message.from,
  ...given('replyTo', message.replyTo),
  body: message.body,
  ...given('digest', message.digest),
  ...given('size', message.size),
  attachments: attachments.map(({ n, name, type, size, digest }) => ({ n, name, type, size, digest })),
});
