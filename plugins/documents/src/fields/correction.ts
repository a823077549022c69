import type { FieldContext, FieldDefinition, Json, Tx } from '@libro-firma/engine/plugin';
import {
  bundleMissing,
  documentNotFound,
  frozen as isFrozen,
  headMoved,
  locked,
  mainMissing,
  nothingChanged,
  notUploaded,
  refusal,
  sameUploadTwice,
  stillUploading,
  tooManyAttachments,
} from '../errors.js';
import { bundleVariable, type Bundle, type CaseDocument, type Documents } from '../ports.js';
import { markRemoved } from '../rows/documents.js';
import type { Upload } from '../rows/uploads.js';
import { bundleShape } from './bundle.js';
import { forField } from './for-field.js';
import type { SampleDocument } from './sample-document.js';
import { takeUpload, uploadIds } from './take-upload.js';

/** What the desk submits. Everything may be left out; ids in `replace` and `remove` are documents of the case. */
export interface CorrectionValue {
  /** Upload that becomes the next version of the main document. */
  readonly main?: string;
  /** Uploads that become the next versions of attachments. */
  readonly replace?: readonly { readonly documentId: string; readonly upload: string }[];
  readonly add?: readonly string[];
  readonly remove?: readonly string[];
  /** Digest of the main document that the corrector saw: refused when it moved since. */
  readonly seen?: string;
  /** Files still on their way: the value is not complete. */
  readonly uploading?: number;
  /** Names of files in the form that did not arrive or were refused. */
  readonly failed?: readonly string[];
}

/** What a correction did, for whoever gets the document back: names as the reader sees them. */
export type Changes = {
  readonly main: { readonly from: string; readonly to: string; readonly version: number } | null;
  readonly replaced: readonly string[];
  readonly added: readonly string[];
  readonly removed: readonly string[];
};

const id = { type: 'string', minLength: 1, maxLength: 64 };

const correctionSchema = {
  type: 'object',
  properties: {
    main: id,
    replace: {
      type: 'array',
      items: {
        type: 'object',
        properties: { documentId: id, upload: id },
        required: ['documentId', 'upload'],
        additionalProperties: false,
      },
    },
    add: { type: 'array', items: id },
    remove: { type: 'array', items: id },
    seen: id,
    uploading: { type: 'integer', minimum: 0 },
    failed: { type: 'array', items: { type: 'string', maxLength: 255 } },
  },
  additionalProperties: false,
};

/** The variable itself, as the form was opened with it: nobody touched the field. */
const unchangedSchema = { type: 'object', required: ['id', 'main'], properties: { main: { type: 'object' } } };

/**
 * Corrected documents, in a task form after a rejection. The variable is the bundle as it is then, with `changes` beside
 * it: name the field like the start form's (`bundle`), so that the following steps get the new digests.
 */
export const correctionField = (
  documents: Documents,
  maxAttachments: number,
  sample: SampleDocument,
): FieldDefinition => ({
  kind: 'documents.correction',
  label: { it: 'Correzione dei documenti', en: 'Correction of the documents' },
  schema: { anyOf: [correctionSchema, unchangedSchema] },
  variable: bundleShape,
  accept: (tx, value, context) => forField(context, correct(tx, documents, given(value), context, maxAttachments)),
  sample: async (request) => ({ main: await sample(request) }),
});

const given = (value: Json): CorrectionValue => {
  const correction = value as Json & CorrectionValue;
  return typeof correction.main === 'object' ? {} : correction;
};

const correct = async (
  tx: Tx,
  documents: Documents,
  value: CorrectionValue,
  context: FieldContext,
  maxAttachments: number,
): Promise<Json> => {
  const { main, replace = [], add = [], remove = [], seen, uploading = 0, failed = [] } = value;
  if (uploading > 0) throw stillUploading();
  if (failed.length > 0) throw notUploaded(failed);
  const uploads = uploadIds(main, [...replace.map(({ upload }) => upload), ...add]);
  if (new Set(uploads).size !== uploads.length) throw sameUploadTwice();
  const before = await documents.bundleOf(tx, context.caseId);
  if (!before?.main) throw bundleMissing();
  if (seen !== undefined && seen !== before.main.head.digest) throw headMoved(before.main.head.name);
  if (uploads.length + remove.length === 0 && context.field.required === true) throw nothingChanged();
  if (before.attachments.length + add.length - remove.length > maxAttachments) throw tooManyAttachments(maxAttachments);

  const correction = new Correction(tx, documents, context, before);
  const changed = main === undefined ? null : await correction.replaceMain(before.main, main);
  for (const { documentId, upload } of replace) await correction.replaceAttachment(documentId, upload);
  for (const documentId of remove) await correction.remove(documentId);
  for (const upload of add) await correction.add(upload);

  const after = await documents.bundleOf(tx, context.caseId);
  const variable = after && bundleVariable(after);
  if (!variable) throw mainMissing();
  const changes: Changes = { main: changed, ...correction.names };
  return { ...variable, changes };
};

/** One correction under way. */
class Correction {
  readonly names = { replaced: [] as string[], added: [] as string[], removed: [] as string[] };
  readonly #tx: Tx;
  readonly #documents: Documents;
  readonly #context: FieldContext;
  readonly #before: Bundle;

  constructor(tx: Tx, documents: Documents, context: FieldContext, before: Bundle) {
    this.#tx = tx;
    this.#documents = documents;
    this.#context = context;
    this.#before = before;
  }

  async replaceMain(present: CaseDocument, uploadId: string): Promise<NonNullable<Changes['main']>> {
    const upload = await this.#take(uploadId);
    if (upload.mainProblem) throw refusal(upload.mainProblem, upload.name);
    const { n } = await this.#nextVersion(present, upload);
    return { from: present.head.name, to: upload.name, version: n };
  }

  async replaceAttachment(documentId: string, uploadId: string): Promise<void> {
    const upload = await this.#take(uploadId);
    await this.#nextVersion(this.#attachment(documentId), upload);
    this.names.replaced.push(upload.name);
  }

  async add(uploadId: string): Promise<void> {
    const upload = await this.#take(uploadId);
    const { caseId, mode, confidential } = this.#context;
    await this.#documents.addDocument(this.#tx, {
      caseId,
      mode,
      confidential,
      role: 'attachment',
      ...this.#made(upload),
    });
    this.names.added.push(upload.name);
  }

  async remove(documentId: string): Promise<void> {
    const { id: found, head, lock, frozen } = this.#attachment(documentId);
    if (!(await markRemoved(this.#tx, found, head.n, this.#context.actor))) {
      if (frozen) throw isFrozen(head.name, frozen.why);
      throw lock ? locked(head.name, lock.until) : headMoved(head.name);
    }
    this.names.removed.push(head.name);
  }

  #take(uploadId: string): Promise<Upload> {
    const { actor, playedBy = actor, caseId } = this.#context;
    return takeUpload(this.#tx, uploadId, playedBy, caseId);
  }

  #attachment(documentId: string): CaseDocument {
    const found = this.#before.attachments.find((attachment) => attachment.id === documentId);
    if (!found) throw documentNotFound();
    return found;
  }

  #nextVersion({ id: documentId, head }: CaseDocument, upload: Upload) {
    return this.#documents.addVersion(this.#tx, { documentId, expectedHead: head.digest, ...this.#made(upload) });
  }

  #made(upload: Upload) {
    return {
      blob: { digest: upload.digest, size: upload.size },
      kind: 'correction' as const,
      createdBy: this.#context.actor,
      name: upload.name,
      mediaType: upload.mediaType,
      facts: upload.facts,
      ...(upload.pages === undefined ? {} : { pages: upload.pages }),
    };
  }
}
