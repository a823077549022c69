import type { CaseMode, TenantId, Tx } from '@libro-firma/engine/plugin';
import type { Blob, DocumentVersion, Documents } from '@libro-firma/plugin-documents/ports';
import type { DerivedFile } from '@libro-firma/plugin-protocol/ports';
import type { AttachmentRow } from '../outbox/message-row.js';
import type { MailAttachment } from './compose.js';

/** An attachment whose bytes are in the documents' store, and which version they are. */
export type AttachmentPlan = Omit<AttachmentRow, 'n'>;

/** A version as a variable names it. */
export interface VersionReference {
  readonly documentId: string;
  readonly version: number;
  readonly digest: string;
}

/**
 * The version that the reference means, or `undefined` when there is none: another case's document, other bytes. A
 * variable may be written by any step of the route, so what it says is looked up and not believed.
 */
export const versionOf = async (
  tx: Tx,
  documents: Documents,
  caseId: string,
  reference: VersionReference,
): Promise<DocumentVersion | undefined> => {
  const document = await documents.document(tx, reference.documentId);
  if (document === undefined || document.caseId !== caseId) return undefined;
  const version = await documents.version(tx, reference.documentId, reference.version);
  return version?.digest === reference.digest ? version : undefined;
};

export const planOf = (version: DocumentVersion, name = version.name): AttachmentPlan => ({
  name,
  type: version.mediaType,
  size: version.size,
  digest: version.digest,
  source: { documentId: version.documentId, version: version.n },
});

/** A file that was made for the mail, its bytes in the store already. */
export interface StoredFile {
  readonly file: Pick<DerivedFile, 'name' | 'mediaType'>;
  readonly blob: Blob;
}

/**
 * Makes the file one of the case's derived documents, so that what was sent can be read for as long as the case; the
 * same bytes are bound once, however many mails carry them.
 */
export const bindFile = async (
  tx: Tx,
  documents: Documents,
  owner: { readonly caseId: string; readonly mode: CaseMode; readonly confidential: boolean },
  { file, blob }: StoredFile,
): Promise<AttachmentPlan> => {
  const bundle = await documents.bundleOf(tx, owner.caseId);
  const known = bundle?.derived.find(({ head }) => head.digest === blob.digest && head.name === file.name);
  if (known !== undefined) return planOf(known.head);
  const document = await documents.addDocument(tx, {
    caseId: owner.caseId,
    role: 'derived',
    name: file.name,
    mediaType: file.mediaType,
    mode: owner.mode,
    confidential: owner.confidential,
    blob,
    kind: 'derived',
    createdBy: 'notification',
  });
  return planOf(document.head);
};

/** Two files of one name would overwrite each other where they are saved: `atto.pdf`, `atto (2).pdf`. */
export const withDistinctNames = <T extends { readonly name: string }>(files: readonly T[]): readonly T[] => {
  const taken = new Set<string>();
  return files.map((file) => {
    const dot = file.name.lastIndexOf('.');
    const [stem, extension] = dot <= 0 ? [file.name, ''] : [file.name.slice(0, dot), file.name.slice(dot)];
    let { name } = file;
    for (let count = 2; taken.has(name.toLowerCase()); count += 1) name = `${stem} (${count})${extension}`;
    taken.add(name.toLowerCase());
    return { ...file, name };
  });
};

/** About what files of these sizes weigh in a mail: base64 makes four characters of three bytes, in lines of 76. */
export const encodedSize = (files: readonly { readonly size: number }[]): number =>
  files.reduce((sum, { size }) => sum + Math.ceil((Math.ceil(size / 3) * 4 * 78) / 76), 0);

/** The very bytes, their digests verified by the store. Reads each dispatch once. */
export const attachmentLoader = (
  documents: Documents,
  tenant: TenantId,
  rowsOf: (dispatchId: string) => Promise<readonly AttachmentRow[]>,
): ((dispatchId: string) => Promise<readonly MailAttachment[]>) => {
  const loaded = new Map<string, Promise<readonly MailAttachment[]>>();
  const load = async (dispatchId: string): Promise<readonly MailAttachment[]> => {
    const attachments: MailAttachment[] = [];
    for (const { name, type, digest, size } of await rowsOf(dispatchId)) {
      attachments.push({ name, type, content: await documents.bytes(tenant, { digest, size }) });
    }
    return attachments;
  };
  return (dispatchId) => {
    let pending = loaded.get(dispatchId);
    if (pending === undefined) {
      pending = load(dispatchId);
      loaded.set(dispatchId, pending);
    }
    return pending;
  };
};
