import {
  defineRoute,
  FileAnswer,
  LibroFirmaError,
  type AnyRoute,
  type CaseAccess,
  type Database,
  type TenantId,
} from '@libro-firma/engine/plugin';
import type { Documents } from '@libro-firma/plugin-documents/ports';
import { z } from 'zod';
import { pageQuery, readCursor, writeCursor } from '../cursor.js';
import { compose } from '../mail/compose.js';
import { mailOf } from '../mail/mail-of.js';
import { READ_OUTBOX } from '../permissions.js';
import { messageAccess } from './access.js';
import {
  CaseMessageAnswer,
  MessageAnswer,
  messageAnswer,
  MessageDetailAnswer,
  messageDetailAnswer,
} from './answers.js';
import { attachmentsOf, elementsOfCase, messagesOfCase, readMessage } from './journal.js';
import type { AttachmentRow, MessageRow } from './message-row.js';
import { searchMessages } from './search.js';

const id = z.strictObject({ id: z.string().max(64) });

const missing = (where: string): LibroFirmaError =>
  new LibroFirmaError(
    'not-found',
    'notification.message-missing',
    { it: 'Questo invio, o questo allegato, non c’è.', en: 'No such mail or attachment.' },
    { where },
  );

const read = (
  db: Database,
  tenant: TenantId,
  messageId: string,
): Promise<{ message: MessageRow; attachments: readonly AttachmentRow[] }> =>
  db.read(tenant, async (tx) => {
    const message = await readMessage(tx, messageId);
    if (message === undefined) throw missing(messageId);
    return { message, attachments: await attachmentsOf(tx, message.dispatchId) };
  });

export const outboxRoutes = (parts: {
  readonly cases: CaseAccess;
  readonly documents: Documents;
}): readonly AnyRoute[] => {
  const access = messageAccess(parts.cases);
  return [
    defineRoute({
      name: 'notification.outbox.search',
      method: 'GET',
      path: '/notification/messages',
      summary: { it: 'Gli invii di posta, dal più recente', en: 'Outgoing mail, newest first' },
      access: { kind: 'permission', permission: READ_OUTBOX },
      query: z.strictObject({
        ...pageQuery,
        state: z.enum(['queued', 'accepted', 'failed', 'unknown', 'cancelled']).optional(),
        to: z.string().max(200).default(''),
      }),
      answer: { kind: 'json', schema: z.object({ items: z.array(MessageAnswer), next: z.string().nullable() }) },
      async handle({ tenant, query, db }) {
        const at = query.cursor === undefined ? undefined : readCursor(query.cursor, [z.int(), z.string()] as const);
        const found = await db.read(tenant, (tx) =>
          searchMessages(tx, {
            state: query.state,
            to: query.to,
            after: at === undefined ? undefined : { at: at[0], id: at[1] },
            limit: query.limit + 1,
          }),
        );
        const items = found.slice(0, query.limit);
        const last = items.at(-1);
        const next = found.length > query.limit && last !== undefined ? writeCursor([last.queuedAt, last.id]) : null;
        return { items: items.map(messageAnswer), next };
      },
    }),

    defineRoute({
      name: 'notification.outbox.case',
      method: 'GET',
      path: '/notification/cases/:caseId/messages',
      summary: { it: 'Gli invii di una pratica, uno per destinatario', en: 'The mails of a case, one a recipient' },
      access: { kind: 'case', param: 'caseId' },
      params: z.strictObject({ caseId: z.string().max(64) }),
      answer: { kind: 'json', schema: z.object({ items: z.array(CaseMessageAnswer) }) },
      handle: ({ tenant, params, db }) =>
        db.read(tenant, async (tx) => {
          const elements = await elementsOfCase(tx, params.caseId);
          const messages = await messagesOfCase(tx, params.caseId);
          return { items: messages.map((one) => ({ ...messageAnswer(one), elementId: elements.get(one.dispatchId) })) };
        }),
    }),

    defineRoute({
      name: 'notification.outbox.read',
      method: 'GET',
      path: '/notification/messages/:id',
      summary: { it: 'Un invio: testo, allegati, risposta del server', en: 'One mail: text, attachments, answer' },
      access,
      params: id,
      answer: { kind: 'json', schema: MessageDetailAnswer },
      async handle({ tenant, params, db }) {
        const { message, attachments } = await read(db, tenant, params.id);
        return messageDetailAnswer(message, attachments);
      },
    }),

    defineRoute({
      name: 'notification.outbox.attachment',
      method: 'GET',
      path: '/notification/messages/:id/attachments/:n',
      summary: { it: 'Un allegato di un invio', en: 'One attachment of a mail' },
      access,
      params: id.extend({ n: z.coerce.number().int().positive() }),
      answer: { kind: 'file', types: ['application/pdf', 'application/xml', 'application/octet-stream'] },
      async handle({ tenant, params, db }) {
        const { attachments } = await read(db, tenant, params.id);
        const attachment = attachments.find(({ n }) => n === params.n);
        if (attachment === undefined) throw missing(`${params.id}/${params.n}`);
        const { digest, size, name, type } = attachment;
        const content = await parts.documents.open(tenant, { digest, size });
        return new FileAnswer(content, { type, name, disposition: 'attachment', etag: digest });
      },
    }),

    defineRoute({
      name: 'notification.outbox.source',
      method: 'GET',
      path: '/notification/messages/:id/source',
      summary: { it: 'La mail come ha viaggiato (.eml)', en: 'The mail as it travelled (.eml)' },
      access,
      params: id,
      answer: { kind: 'file', types: ['message/rfc822'] },
      async handle({ tenant, params, db }) {
        const { message, attachments } = await read(db, tenant, params.id);
        const contents = await Promise.all(
          attachments.map(async ({ name, type, digest, size }) => ({
            name,
            type,
            content: await parts.documents.bytes(tenant, { digest, size }),
          })),
        );
        const bytes = await compose(mailOf(message, contents));
        return new FileAnswer(bytes, { type: 'message/rfc822', name: `${message.id}.eml` });
      },
    }),
  ];
};
