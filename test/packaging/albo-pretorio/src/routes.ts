import { defineRoute, FileAnswer, LibroFirmaError, type AnyRoute } from '@libro-firma/engine/plugin';
import type { Documents } from '@libro-firma/plugin-documents/ports';
import { z } from 'zod';
import { boardPage, boardStyle, type PageTexts } from './page.js';
import { onTheBoard } from './publications.js';

const open = { kind: 'public', why: 'L’albo pretorio è pubblico (L. 69/2009, art. 32)' } as const;

const gone = (): LibroFirmaError =>
  new LibroFirmaError('not-found', 'albo.not-published', { it: 'L’atto non è, o non è più, in pubblicazione.' });

export const routes = (documents: Documents, texts: PageTexts): readonly AnyRoute[] => [
  defineRoute({
    name: 'albo.page',
    method: 'GET',
    path: '/albo',
    page: true,
    summary: { it: 'Gli atti in pubblicazione' },
    access: open,
    answer: { kind: 'file', types: ['text/html'] },
    async handle({ db, tenant }) {
      const html = boardPage(await db.read(tenant, onTheBoard), texts);
      return new FileAnswer(Buffer.from(html), { type: 'text/html', name: 'albo.html', disposition: 'inline' });
    },
  }),

  defineRoute({
    name: 'albo.style',
    method: 'GET',
    path: '/albo/albo.css',
    page: true,
    summary: { it: 'Come appare la pagina dell’albo' },
    access: open,
    answer: { kind: 'file', types: ['text/css'] },
    async handle() {
      return new FileAnswer(Buffer.from(boardStyle), { type: 'text/css', name: 'albo.css', disposition: 'inline' });
    },
  }),

  defineRoute({
    name: 'albo.act',
    method: 'GET',
    path: '/albo/:year/:number',
    page: true,
    summary: { it: 'Un atto in pubblicazione' },
    access: open,
    params: z.strictObject({ year: z.coerce.number().int(), number: z.coerce.number().int() }),
    answer: { kind: 'file', types: ['application/pdf'] },
    async handle({ db, tenant, params }) {
      const version = await db.read(tenant, async (tx) => {
        const published = await onTheBoard(tx);
        const found = published.find(({ year, number }) => year === params.year && number === params.number);
        return found && documents.version(tx, found.documentId, found.version);
      });
      if (version === undefined) throw gone();
      return new FileAnswer(await documents.open(tenant, version), {
        type: version.mediaType,
        name: version.name,
        disposition: 'inline',
        etag: version.digest,
      });
    },
  }),

  defineRoute({
    name: 'albo.publications',
    method: 'GET',
    path: '/albo/publications',
    summary: { it: 'Gli atti in pubblicazione, per la scrivania' },
    access: { kind: 'permission', permission: 'albo.read' },
    answer: {
      kind: 'json',
      schema: z.object({
        items: z.array(
          z.object({
            label: z.string(),
            title: z.string(),
            caseId: z.string(),
            firstDay: z.string(),
            lastDay: z.string(),
          }),
        ),
      }),
    },
    async handle({ db, tenant }) {
      const published = await db.read(tenant, onTheBoard);
      return { items: published.map((one) => ({ ...one, label: `${one.number}/${one.year}` })) };
    },
  }),
];
