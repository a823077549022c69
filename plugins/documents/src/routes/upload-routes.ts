import { defineRoute, FileAnswer, type Access, type AnyRoute } from '@libro-firma/engine/plugin';
import { z } from 'zod';
import type { BlobStore } from '../blob-store.js';
import { uploadNotFound } from '../errors.js';
import { knownTypes, mediaTypes } from '../media/sniff.js';
import { deleteUpload, findUpload, type Upload } from '../rows/uploads.js';
import { maxAttachmentBytes, maxMainBytes, type Settings } from '../settings.js';
import type { Uploads } from '../uploads.js';

/**
 * The server's own limit lies this many times beyond ours: what is in between is refused by {@link Uploads} while it
 * arrives, with the sentence that says what to do.
 */
const SERVER_LIMIT = 8;

const uploadView = z.strictObject({
  id: z.string(),
  name: z.string(),
  mediaType: z.string(),
  /** Bytes. */
  size: z.number(),
  digest: z.string(),
  pages: z.number().optional(),
  facts: z.record(z.string(), z.unknown()),
  /** Why it cannot be the document to be signed. */
  mainProblem: z.strictObject({ code: z.string(), text: z.string() }).optional(),
  expiresAt: z.number(),
});

const view = (upload: Upload): z.input<typeof uploadView> => ({
  id: upload.id,
  name: upload.name,
  mediaType: upload.mediaType,
  size: upload.size,
  digest: upload.digest,
  ...(upload.pages === undefined ? {} : { pages: upload.pages }),
  facts: upload.facts,
  ...(upload.mainProblem ? { mainProblem: { code: upload.mainProblem.code, text: upload.mainProblem.text } } : {}),
  expiresAt: upload.expiresAt,
});

const params = z.strictObject({ uploadId: z.string().min(1).max(64) });

const own: Access = {
  kind: 'rule',
  rule: 'chi ha caricato il file, finché non scade',
  check: async (tx, { actor, params: { uploadId } }) =>
    uploadId !== undefined && (await findUpload(tx, uploadId, actor.id)) !== undefined,
};

/** Files on their way: brought, looked at, taken back. */
export const uploadRoutes = (uploads: Uploads, store: BlobStore, settings: Settings): readonly AnyRoute[] => [
  defineRoute({
    name: 'documents.limits',
    method: 'GET',
    path: '/documents/limits',
    summary: { it: 'Limiti e tipi di file ammessi', en: 'Limits and media types of uploads' },
    access: { kind: 'signedIn', why: 'sono i limiti che valgono per tutti quelli che caricano' },
    answer: {
      kind: 'json',
      schema: z.strictObject({
        maxMainBytes: z.number(),
        maxAttachmentBytes: z.number(),
        maxAttachments: z.number(),
        maxPages: z.number(),
        attachmentTypes: z.array(
          z.strictObject({
            mediaType: z.string(),
            label: z.strictObject({ it: z.string(), en: z.string() }),
            endings: z.array(z.string()),
          }),
        ),
      }),
    },
    handle: async () => ({
      maxMainBytes: maxMainBytes(settings),
      maxAttachmentBytes: maxAttachmentBytes(settings),
      maxAttachments: settings.maxAttachments,
      maxPages: settings.maxPages,
      attachmentTypes: mediaTypes
        .filter((mediaType) => settings.attachmentTypes.includes(mediaType))
        .map((mediaType) => ({
          mediaType,
          label: knownTypes[mediaType].label,
          endings: [...knownTypes[mediaType].endings],
        })),
    }),
  }),
  defineRoute({
    name: 'documents.uploads.create',
    method: 'POST',
    path: '/documents/uploads',
    summary: {
      it: 'Carica un file (il corpo della richiesta sono i suoi byte)',
      en: 'Uploads one file; the body of the request is its bytes',
    },
    access: { kind: 'signedIn', why: 'il file è di chi lo carica, finché una richiesta non lo prende' },
    query: z.strictObject({
      name: z.string().min(1).max(500),
      /** What it is for; what does not fit is refused at once. */
      as: z.enum(['main', 'attachment']).optional(),
    }),
    body: { kind: 'stream', maxBytes: uploads.maxBytes(undefined) * SERVER_LIMIT, types: ['*/*'] },
    answer: { kind: 'json', schema: uploadView, status: 201 },
    handle: async ({ tenant, actor, query: { name, as }, stream, contentLength, now }) =>
      view(await uploads.receive({ tenant, owner: actor.id, name, as, stream, announced: contentLength, now })),
  }),
  defineRoute({
    name: 'documents.uploads.read',
    method: 'GET',
    path: '/documents/uploads/:uploadId',
    summary: { it: 'Dati di un file caricato', en: 'What is known of an upload' },
    access: own,
    params,
    answer: { kind: 'json', schema: uploadView },
    handle: async ({ tenant, actor, params: { uploadId }, db }) =>
      view(
        await ownUpload(
          db.read(tenant, (tx) => findUpload(tx, uploadId, actor.id)),
          uploadId,
        ),
      ),
  }),
  defineRoute({
    name: 'documents.uploads.content',
    method: 'GET',
    path: '/documents/uploads/:uploadId/content',
    summary: { it: 'Contenuto di un file caricato', en: 'The bytes of an upload' },
    access: own,
    params,
    answer: { kind: 'file', types: ['*/*'] },
    handle: async ({ tenant, actor, params: { uploadId }, db }) => {
      const upload = await ownUpload(
        db.read(tenant, (tx) => findUpload(tx, uploadId, actor.id)),
        uploadId,
      );
      return new FileAnswer(await store.open(tenant, upload), {
        type: upload.mediaType,
        name: upload.name,
        disposition: upload.mediaType === 'application/pdf' ? 'inline' : 'attachment',
        etag: `"${upload.digest}"`,
      });
    },
  }),
  defineRoute({
    name: 'documents.uploads.delete',
    method: 'DELETE',
    path: '/documents/uploads/:uploadId',
    summary: { it: 'Toglie un file caricato e non usato', en: 'Takes an unused upload back' },
    access: own,
    params,
    answer: { kind: 'none' },
    handle: async ({ tenant, actor, params: { uploadId }, db }) => {
      if (!(await db.write(tenant, (tx) => deleteUpload(tx, uploadId, actor.id)))) throw uploadNotFound(uploadId);
    },
  }),
];

const ownUpload = async (found: Promise<Upload | undefined>, id: string): Promise<Upload> => {
  const upload = await found;
  if (!upload) throw uploadNotFound(id);
  return upload;
};
