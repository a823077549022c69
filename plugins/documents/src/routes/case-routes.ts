import { Readable } from 'node:stream';
import { defineRoute, FileAnswer, type Access, type AnyRoute, type Directory } from '@libro-firma/engine/plugin';
import { z } from 'zod';
import { zip, type Member } from '../media/zip-writer.js';
import { uniqueNames } from '../media/unique-names.js';
import { documentNotFound } from '../errors.js';
import type { Bundle, CaseDocument, Documents } from '../ports.js';
import { bundleView, viewBundle } from './bundle-view.js';

const access: Access = { kind: 'case', param: 'caseId' };
const caseParams = z.strictObject({ caseId: z.string().min(1).max(200) });

/** Media types that a browser may show by itself; everything else is saved. */
const SHOWN = new Set(['application/pdf', 'image/png', 'image/jpeg', 'text/plain']);

/** Documents of a case, for whoever may see the case. */
export const caseRoutes = (documents: Documents, directory: () => Directory): readonly AnyRoute[] => [
  defineRoute({
    name: 'documents.bundle',
    method: 'GET',
    path: '/documents/cases/:caseId/bundle',
    summary: { it: 'Documenti di una pratica e loro versioni', en: 'Documents of a case and their versions' },
    access,
    params: caseParams,
    answer: { kind: 'json', schema: bundleView },
    handle: ({ tenant, actor, params: { caseId }, db }) =>
      db.read(tenant, async (tx) => {
        const bundle = await documents.bundleOf(tx, caseId);
        return { bundle: bundle ? await viewBundle(tx, documents, directory(), bundle, actor.id) : null };
      }),
  }),
  defineRoute({
    name: 'documents.content',
    method: 'GET',
    path: '/documents/cases/:caseId/documents/:documentId/versions/:n/content',
    summary: {
      it: 'Contenuto di una versione; la lettura resta tracciata',
      en: 'The bytes of a version; the read leaves a trace',
    },
    access,
    params: z.strictObject({
      caseId: z.string().min(1).max(200),
      documentId: z.string().min(1).max(64),
      n: z.coerce.number().int().min(1).max(1_000_000),
    }),
    query: z.strictObject({ download: z.enum(['1']).optional() }),
    answer: { kind: 'file', types: ['*/*'] },
    handle: async ({ tenant, actor, params: { caseId, documentId, n }, query, db }) => {
      // The trace comes first: no bytes without it.
      const version = await db.write(tenant, async (tx) => {
        const document = await documents.document(tx, documentId);
        const found = document?.caseId === caseId ? await documents.version(tx, documentId, n) : undefined;
        if (!found) throw documentNotFound();
        await documents.recordRead(tx, { actor: actor.id, documentId, version: n, kind: 'view' });
        return found;
      });
      return new FileAnswer(await documents.open(tenant, version), {
        type: version.mediaType,
        name: version.name,
        disposition: query.download === undefined && SHOWN.has(version.mediaType) ? 'inline' : 'attachment',
        etag: `"${version.digest}"`,
      });
    },
  }),
  defineRoute({
    name: 'documents.archive',
    method: 'GET',
    path: '/documents/cases/:caseId/archive',
    summary: { it: 'Tutti i documenti della pratica in un file ZIP', en: 'All documents of a case in one ZIP file' },
    access,
    params: caseParams,
    answer: { kind: 'file', types: ['application/zip'] },
    handle: async ({ tenant, actor, params: { caseId }, db, signal }) => {
      const bundle = await db.write(tenant, async (tx) => {
        const found = await documents.bundleOf(tx, caseId);
        if (!found) throw documentNotFound();
        for (const { id, head } of membersOf(found)) {
          await documents.recordRead(tx, { actor: actor.id, documentId: id, version: head.n, kind: 'archive' });
        }
        return found;
      });
      const list = membersOf(bundle);
      const names = uniqueNames(list.map(({ head }) => head.name));
      const members = list.map(({ head }, i): Member => ({
        name: names[i] ?? head.name,
        modifiedAt: head.createdAt,
        read: () => documents.bytes(tenant, head),
      }));
      const name = `${(bundle.main?.head.name ?? 'documenti').replace(/\.[^.]+$/, '')}.zip`;
      return new FileAnswer(Readable.from(zip(members, signal)), { type: 'application/zip', name });
    },
  }),
];

const membersOf = (bundle: Bundle): readonly CaseDocument[] => [
  ...(bundle.main ? [bundle.main] : []),
  ...bundle.attachments,
  ...bundle.derived,
];
