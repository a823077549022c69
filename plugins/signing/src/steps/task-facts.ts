import type { JsonObject, Tx } from '@libro-firma/engine/plugin';
import type { CaseDocument, Documents } from '@libro-firma/plugin-documents/ports';
import { refuse } from '../errors.js';

/** The document that the task is about: the one its input names, else the main document of the case. */
export const documentOf = async (
  tx: Tx,
  documents: Documents,
  task: { readonly caseId: string; readonly input: JsonObject },
): Promise<CaseDocument> => {
  const named = namedDocument(task.input);
  const document = named ? await documents.document(tx, named) : (await documents.bundleOf(tx, task.caseId))?.main;
  // An input that names a document of another case names none.
  if (!document || document.caseId !== task.caseId || document.removedAt !== undefined) throw refuse('no-document');
  return document;
};

const namedDocument = (input: JsonObject): string | undefined => {
  const main = member(input['bundle'], 'main');
  const id = member(main, 'documentId');
  return typeof id === 'string' ? id : undefined;
};

const member = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && key in value ? (value as Record<string, unknown>)[key] : undefined;

/**
 * Who drafted the document: whoever started the case, and every person who brought or corrected a version of it. Versions
 * that a signature made are the signer's work, not a draft.
 */
export const draftersOf = async (
  tx: Tx,
  documents: Documents,
  requester: string | undefined,
  documentId: string,
): Promise<ReadonlySet<string>> => {
  const drafters = new Set<string>(requester === undefined ? [] : [requester]);
  for (const { kind, createdBy } of await documents.versions(tx, documentId)) {
    if (kind === 'upload' || kind === 'correction') drafters.add(createdBy);
  }
  return drafters;
};
