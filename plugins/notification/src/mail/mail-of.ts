import type { MessageRow } from '../outbox/message-row.js';
import type { Mail, MailAttachment } from './compose.js';

/** A journaled message as a mail: the same row and attachments always give the same bytes. */
export const mailOf = (message: MessageRow, attachments: readonly MailAttachment[]): Mail => ({
  messageId: message.messageId,
  date: message.queuedAt,
  from: message.from,
  replyTo: message.replyTo,
  to: message.to,
  subject: message.subject,
  text: message.body,
  attachments,
});
