import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';

export interface MailAttachment {
  readonly name: string;
  readonly type: string;
  readonly content: Uint8Array;
}

export interface Mail {
  readonly messageId: string;
  readonly date: number;
  readonly from: { readonly name: string; readonly address: string };
  readonly replyTo: string | undefined;
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly attachments: readonly MailAttachment[];
}

/**
 * The Message-ID (RFC 5322, 3.6.4) of the one mail that this key and this address ever get: every attempt, before and
 * after a crash, bears the same, so that a receiver can tell a second copy from a second mail.
 * The mailbox part is compared as most servers do, without regard to case.
 */
export const messageIdOf = (key: string, address: string, sender: string): string => {
  const digest = createHash('sha256').update(`${key}\n${address.toLowerCase()}`).digest('hex').slice(0, 40);
  return `<${digest}@${sender.slice(sender.lastIndexOf('@') + 1).toLowerCase()}>`;
};

/**
 * The mail as it travels (RFC 5322, MIME). The same mail gives the same bytes at every attempt: its date and its part
 * boundaries follow from what it is. Attachments travel in base64, so their bytes arrive unchanged.
 */
export const compose = async (mail: Mail): Promise<Buffer> => {
  const composer = new MailComposer({
    messageId: mail.messageId,
    date: new Date(mail.date),
    from: mail.from,
    ...(mail.replyTo === undefined ? {} : { replyTo: mail.replyTo }),
    to: mail.to,
    subject: mail.subject,
    text: { content: mail.text, contentType: 'text/plain; charset=utf-8', contentTransferEncoding: 'quoted-printable' },
    attachments: mail.attachments.map((attachment) => ({
      filename: attachment.name,
      contentType: attachment.type,
      contentTransferEncoding: 'base64',
      contentDisposition: 'attachment',
      content: Buffer.from(attachment.content.buffer, attachment.content.byteOffset, attachment.content.byteLength),
    })),
    // RFC 3834: answering machines keep quiet.
    headers: { 'Auto-Submitted': 'auto-generated' },
    baseBoundary: createHash('sha256').update(mail.messageId).digest('hex').slice(0, 24),
    boundaryPrefix: '--_lf',
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: 'win',
  });
  return composer.compile().build();
};
