import { defineRoute, type AnyRoute, type Live } from '@libro-firma/engine/plugin';
import { z } from 'zod';
import { pageQuery, readCursor, writeCursor } from '../cursor.js';
import { kindLabel, KIND_PATTERN, NOTICE_KINDS } from './kinds.js';
import { countUnread, kindsOf, listNotices, markRead, mutedKinds, setMuted, type Notice } from './store.js';

const access = { kind: 'signedIn', why: 'ciascuno legge i propri avvisi' } as const;

const NoticeAnswer = z.object({
  id: z.string(),
  kind: z.string(),
  kindLabel: z.string(),
  text: z.string(),
  caseId: z.string().optional(),
  trial: z.boolean(),
  createdAt: z.number(),
  readAt: z.number().optional(),
});

const answerOf = (notice: Notice): z.output<typeof NoticeAnswer> => ({
  id: notice.id,
  kind: notice.kind,
  kindLabel: kindLabel(notice.kind),
  text: notice.text,
  ...(notice.caseId === undefined ? {} : { caseId: notice.caseId }),
  trial: notice.mode === 'trial',
  createdAt: notice.createdAt,
  ...(notice.readAt === undefined ? {} : { readAt: notice.readAt }),
});

const Unread = z.object({ unread: z.number() });
const Kind = z.object({ kind: z.string(), label: z.string(), muted: z.boolean() });

export const noticeRoutes = (live: Live): readonly AnyRoute[] => [
  defineRoute({
    name: 'notification.notices.list',
    method: 'GET',
    path: '/notification/notices',
    summary: { it: 'I miei avvisi, dal più recente', en: 'My notices, newest first' },
    access,
    query: z.strictObject({ ...pageQuery, unread: z.stringbool().default(false) }),
    answer: {
      kind: 'json',
      schema: z.object({ items: z.array(NoticeAnswer), next: z.string().nullable(), unread: z.number() }),
    },
    async handle({ tenant, actor, query, db }) {
      const at = query.cursor === undefined ? undefined : readCursor(query.cursor, [z.int(), z.string()] as const);
      return db.read(tenant, async (tx) => {
        const found = await listNotices(tx, actor.id, {
          after: at === undefined ? undefined : { at: at[0], id: at[1] },
          limit: query.limit + 1,
          unread: query.unread,
        });
        const items = found.slice(0, query.limit);
        const last = items.at(-1);
        const next = found.length > query.limit && last !== undefined ? writeCursor([last.createdAt, last.id]) : null;
        return { items: items.map(answerOf), next, unread: await countUnread(tx, actor.id) };
      });
    },
  }),

  defineRoute({
    name: 'notification.notices.count',
    method: 'GET',
    path: '/notification/notices/count',
    summary: { it: 'Quanti miei avvisi sono da leggere', en: 'How many of my notices are unread' },
    access,
    answer: { kind: 'json', schema: Unread },
    handle: ({ tenant, actor, db }) => db.read(tenant, async (tx) => ({ unread: await countUnread(tx, actor.id) })),
  }),

  defineRoute({
    name: 'notification.notices.read',
    method: 'POST',
    path: '/notification/notices/read',
    summary: { it: 'Segna letti i miei avvisi', en: 'Marks my notices as read' },
    access,
    body: {
      kind: 'json',
      schema: z.union([
        z.strictObject({ ids: z.array(z.string().max(64)).min(1).max(200) }),
        z.strictObject({ upTo: z.number().int().nonnegative() }),
      ]),
    },
    answer: { kind: 'json', schema: Unread },
    async handle({ tenant, actor, body, db }) {
      const unread = await db.write(tenant, async (tx) => {
        await markRead(tx, actor.id, body);
        return countUnread(tx, actor.id);
      });
      // The bell of the same person's other windows.
      live.publish(tenant, { actor: actor.id }, { type: 'notification.read' });
      return { unread };
    },
  }),

  defineRoute({
    name: 'notification.kinds.list',
    method: 'GET',
    path: '/notification/kinds',
    summary: { it: 'I tipi di avviso e quali ho silenziato', en: 'The kinds of notices, and which I muted' },
    access,
    answer: { kind: 'json', schema: z.object({ items: z.array(Kind) }) },
    handle: ({ tenant, actor, db }) =>
      db.read(tenant, async (tx) => {
        const muted = new Set(await mutedKinds(tx, actor.id));
        const kinds = new Set([...Object.keys(NOTICE_KINDS), ...(await kindsOf(tx, actor.id)), ...muted]);
        return { items: [...kinds].map((kind) => ({ kind, label: kindLabel(kind), muted: muted.has(kind) })) };
      }),
  }),

  defineRoute({
    name: 'notification.kinds.mute',
    method: 'PUT',
    path: '/notification/kinds/:kind',
    summary: { it: 'Silenzia o riattiva un tipo di avviso per me', en: 'Mutes or unmutes a kind of notice for me' },
    access,
    params: z.strictObject({ kind: z.string().regex(new RegExp(KIND_PATTERN)) }),
    body: { kind: 'json', schema: z.strictObject({ muted: z.boolean() }) },
    answer: { kind: 'none' },
    handle: ({ tenant, actor, params, body, db }) =>
      db.write(tenant, (tx) => setMuted(tx, actor.id, params.kind, body.muted)),
  }),
];
