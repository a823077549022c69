import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  defineRoute,
  FileAnswer,
  LibroFirmaError,
  type Access,
  type AnyRoute,
  type CaseAccess,
  type RoomDefinition,
  type Tx,
} from '@libro-firma/engine/plugin';
import type { ParsedMail } from 'mailparser';
import { z } from 'zod';
import { pageQuery, readCursor, writeCursor } from '../cursor.js';
import { mayReadMessage } from '../outbox/access.js';
import { messageByMessageId } from '../outbox/journal.js';
import { READ_OUTBOX } from '../permissions.js';
import { listReceived, readReceived, type ReceivedMail } from './store.js';

type Reader = { readonly id: string; readonly permissions: ReadonlySet<string> };

/** A received mail is seen by whoever sees the mail that was sent; one that the product did not send, by the outbox permission. */
const mayRead = async (tx: Tx, reader: Reader, mail: ReceivedMail, cases: CaseAccess): Promise<boolean> => {
  const sent = await messageByMessageId(tx, mail.messageId);
  return sent === undefined ? reader.permissions.has(READ_OUTBOX) : mayReadMessage(tx, reader, sent, cases);
};

const ReceivedAnswer = z.object({
  id: z.string(),
  from: z.string(),
  to: z.string(),
  subject: z.string(),
  messageId: z.string(),
  size: z.number(),
  receivedAt: z.number(),
});

const answerOf = ({ file: _file, ...mail }: ReceivedMail): z.output<typeof ReceivedAnswer> => mail;

const missing = (where: string): LibroFirmaError =>
  new LibroFirmaError(
    'not-found',
    'notification.received-missing',
    { it: 'Questa mail non è nella posta di prova.', en: 'No such mail in the demo mail box.' },
    { where },
  );

const id = z.strictObject({ id: z.string().regex(/^[0-9a-f]{40}$/) });

/** Only the demo has these routes. */
export const demoRoutes = (parts: { readonly cases: CaseAccess; readonly folder: string }): readonly AnyRoute[] => {
  const access: Access = {
    kind: 'rule',
    rule: 'chi può leggere la mail tra gli invii; quelle di origine ignota con il permesso notification.outbox.read',
    async check(tx, { actor, params }) {
      const mail = await readReceived(tx, params['id'] ?? '');
      return mail !== undefined && mayRead(tx, actor, mail, parts.cases);
    },
  };
  const parse = async (
    mail: ReceivedMail | undefined,
    where: string,
  ): Promise<{ bytes: Buffer; parsed: ParsedMail }> => {
    if (mail === undefined) throw missing(where);
    const { simpleParser } = await import('mailparser');
    const bytes = await readFile(join(parts.folder, mail.file));
    return { bytes, parsed: await simpleParser(bytes, { skipHtmlToText: true, skipImageLinks: true }) };
  };

  return [
    defineRoute({
      name: 'notification.demo.list',
      method: 'GET',
      path: '/notification/demo/mails',
      summary: {
        it: 'La posta di prova: le mail ricevute dal server della demo',
        en: 'Mails received by the demo server',
      },
      access: { kind: 'signedIn', why: 'ciascuno vede solo le mail che può leggere tra gli invii' },
      query: z.strictObject(pageQuery),
      answer: { kind: 'json', schema: z.object({ items: z.array(ReceivedAnswer), next: z.string().nullable() }) },
      async handle({ tenant, actor, query, db }) {
        const at = query.cursor === undefined ? undefined : readCursor(query.cursor, [z.int(), z.string()] as const);
        return db.read(tenant, async (tx) => {
          const found = await listReceived(tx, {
            after: at === undefined ? undefined : { at: at[0], id: at[1] },
            limit: query.limit + 1,
          });
          const page = found.slice(0, query.limit);
          const last = page.at(-1);
          const next =
            found.length > query.limit && last !== undefined ? writeCursor([last.receivedAt, last.id]) : null;
          const items: z.output<typeof ReceivedAnswer>[] = [];
          for (const mail of page) if (await mayRead(tx, actor, mail, parts.cases)) items.push(answerOf(mail));
          return { items, next };
        });
      },
    }),

    defineRoute({
      name: 'notification.demo.read',
      method: 'GET',
      path: '/notification/demo/mails/:id',
      summary: { it: 'Una mail della posta di prova', en: 'One mail of the demo mail box' },
      access,
      params: id,
      answer: {
        kind: 'json',
        schema: ReceivedAnswer.extend({
          body: z.string(),
          attachments: z.array(z.object({ n: z.number(), name: z.string(), type: z.string(), size: z.number() })),
        }),
      },
      async handle({ tenant, params, db }) {
        const mail = await db.read(tenant, (tx) => readReceived(tx, params.id));
        const { parsed } = await parse(mail, params.id);
        if (mail === undefined) throw missing(params.id);
        return {
          ...answerOf(mail),
          body: parsed.text ?? '',
          attachments: parsed.attachments.map((attachment, index) => ({
            n: index + 1,
            name: attachment.filename ?? `allegato-${index + 1}`,
            type: attachment.contentType,
            size: attachment.content.length,
          })),
        };
      },
    }),

    defineRoute({
      name: 'notification.demo.attachment',
      method: 'GET',
      path: '/notification/demo/mails/:id/attachments/:n',
      summary: { it: 'Un allegato di una mail della posta di prova', en: 'One attachment of a received mail' },
      access,
      params: id.extend({ n: z.coerce.number().int().positive() }),
      answer: { kind: 'file', types: ['application/pdf', 'application/xml', 'application/octet-stream'] },
      async handle({ tenant, params, db }) {
        const { parsed } = await parse(await db.read(tenant, (tx) => readReceived(tx, params.id)), params.id);
        const attachment = parsed.attachments[params.n - 1];
        if (attachment === undefined) throw missing(`${params.id}/${params.n}`);
        return new FileAnswer(attachment.content, {
          type: attachment.contentType,
          name: attachment.filename ?? `allegato-${params.n}`,
        });
      },
    }),

    defineRoute({
      name: 'notification.demo.source',
      method: 'GET',
      path: '/notification/demo/mails/:id/source',
      summary: { it: 'La mail ricevuta, intera (.eml)', en: 'The received mail, whole (.eml)' },
      access,
      params: id,
      answer: { kind: 'file', types: ['message/rfc822'] },
      async handle({ tenant, params, db }) {
        const mail = await db.read(tenant, (tx) => readReceived(tx, params.id));
        if (mail === undefined) throw missing(params.id);
        return new FileAnswer(await readFile(join(parts.folder, mail.file)), {
          type: 'message/rfc822',
          name: `${mail.id}.eml`,
        });
      },
    }),
  ];
};

/** Says only that something arrived. */
export const demoRoom: RoomDefinition = {
  prefix: 'notification.demo',
  access: { kind: 'signedIn', why: 'dice solo che è arrivata una mail, e nulla di essa' },
};
