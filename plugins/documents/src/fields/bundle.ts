import type { FieldContext, FieldDefinition, Json, JsonSchema, Tx } from '@libro-firma/engine/plugin';
import {
  mainExists,
  mainMissing,
  notUploaded,
  refusal,
  sameUploadTwice,
  stillUploading,
  tooManyAttachments,
} from '../errors.js';
import { bundleVariable, type Documents } from '../ports.js';
import { forField } from './for-field.js';
import type { SampleDocument } from './sample-document.js';
import { takeUpload, uploadIds } from './take-upload.js';

/** The variable of both fields, as far as a route asks for its parts. */
export const bundleShape: JsonSchema = {
  type: 'object',
  title: 'Plico',
  'x-en': { title: 'Bundle' },
  properties: {
    main: {
      type: 'object',
      title: 'Documento da firmare',
      'x-en': { title: 'Document to sign' },
      properties: {
        name: { type: 'string', title: 'Nome del file', 'x-en': { title: 'File name' } },
        pages: { type: 'integer', title: 'Pagine', 'x-en': { title: 'Pages' } },
      },
    },
    attachments: { type: 'array', title: 'Allegati', 'x-en': { title: 'Attachments' } },
  },
};

/** What the desk submits: ids of the actor's own uploads. */
export interface BundleValue {
  readonly main?: string;
  readonly attachments?: readonly string[];
  /** Files still on their way: the value is not complete. */
  readonly uploading?: number;
  /** Names of files in the form that did not arrive or were refused. */
  readonly failed?: readonly string[];
}

/**
 * The request's documents, in a start form. Binds the uploads to the case in the starting transaction; the variable is the
 * bundle ({@link bundleVariable}).
 */
export const bundleField = (documents: Documents, maxAttachments: number, sample: SampleDocument): FieldDefinition => ({
  kind: 'documents.bundle',
  label: { it: 'Plico: documento da firmare e allegati', en: 'Bundle: the document to sign and its attachments' },
  schema: {
    type: 'object',
    properties: {
      main: { type: 'string', minLength: 1, maxLength: 64 },
      attachments: { type: 'array', items: { type: 'string', minLength: 1, maxLength: 64 } },
      uploading: { type: 'integer', minimum: 0 },
      failed: { type: 'array', items: { type: 'string', maxLength: 255 } },
    },
    additionalProperties: false,
  },
  variable: bundleShape,
  accept: (tx, value, context) =>
    forField(context, bind(tx, documents, value as Json & BundleValue, context, maxAttachments)),
  sample: async (request) => ({ main: await sample(request) }),
});

const bind = async (
  tx: Tx,
  documents: Documents,
  { main, attachments = [], uploading = 0, failed = [] }: BundleValue,
  { actor, playedBy = actor, caseId, mode, confidential }: FieldContext,
  maxAttachments: number,
): Promise<Json> => {
  if (uploading > 0) throw stillUploading();
  if (failed.length > 0) throw notUploaded(failed);
  if (main === undefined) throw mainMissing();
  if (attachments.length > maxAttachments) throw tooManyAttachments(maxAttachments);
  if (new Set([main, ...attachments]).size !== attachments.length + 1) throw sameUploadTwice();
  if ((await documents.bundleOf(tx, caseId))?.main) throw mainExists();
  for (const id of uploadIds(main, attachments)) {
    const upload = await takeUpload(tx, id, playedBy, caseId);
    if (id === main && upload.mainProblem) throw refusal(upload.mainProblem, upload.name);
    await documents.addDocument(tx, {
      caseId,
      mode,
      confidential,
      role: id === main ? 'main' : 'attachment',
      blob: { digest: upload.digest, size: upload.size },
      kind: 'upload',
      createdBy: actor,
      name: upload.name,
      mediaType: upload.mediaType,
      ...(upload.pages === undefined ? {} : { pages: upload.pages }),
      facts: upload.facts,
    });
  }
  const bundle = await documents.bundleOf(tx, caseId);
  const variable = bundle && bundleVariable(bundle);
  if (!variable) throw mainMissing();
  return variable;
};
