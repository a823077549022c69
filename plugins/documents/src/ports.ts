import type { Readable } from 'node:stream';
import {
  createPort,
  type ActorId,
  type CaseMode,
  type JsonObject,
  type Localized,
  type TenantId,
  type Tx,
} from '@libro-firma/engine/plugin';
import type {
  Blob,
  Bundle,
  CaseDocument,
  DocumentFreeze,
  DocumentLock,
  DocumentRole,
  DocumentVersion,
  VersionKind,
} from './bundle.js';
import type { CheckPurpose, CheckReport } from './check/purpose.js';
import type { NewLetter, WrittenLetter } from './letter/new-letter.js';

export { bundleVariable } from './bundle.js';
export type {
  Blob,
  Bundle,
  BundleVariable,
  CaseDocument,
  DocumentFreeze,
  DocumentLock,
  DocumentRole,
  DocumentVersion,
  VersionKind,
} from './bundle.js';
export type { CheckProblem, CheckPurpose, CheckReport, PdfFacts } from './check/purpose.js';
export type { NewLetter, WrittenLetter } from './letter/new-letter.js';
export { withoutDocument } from './without-document.js';

/** What makes a version, beside its bytes. */
export interface NewVersion {
  readonly blob: Blob;
  readonly kind: VersionKind;
  readonly createdBy: string;
  /** The former version's unless given. */
  readonly name?: string;
  readonly mediaType?: string;
  readonly pages?: number;
  readonly facts?: JsonObject;
}

/** A further version of a document. */
export interface AddVersion extends NewVersion {
  readonly documentId: string;
  /** Compare-and-set: the digest of the version that the new one was made from. */
  readonly expectedHead: string;
  /** Needed while the document is locked: the holder's own name. */
  readonly holder?: string;
}

/** A further document of a case. */
export interface AddDocument extends NewVersion {
  readonly caseId: string;
  readonly role: DocumentRole;
  readonly name: string;
  readonly mediaType: string;
  /** The case's, for the bundle that is made when the case has none yet. */
  readonly mode: CaseMode;
  readonly confidential: boolean;
}

/** How somebody read a version. Only `view` (it was opened in the desk or by itself) counts as opened before signing. */
export type ReadKind = 'view' | 'archive';

/** That somebody read a version. */
export interface DocumentRead {
  readonly actor: ActorId;
  readonly documentId: string;
  readonly version: number;
  readonly digest: string;
  /** UTC milliseconds. */
  readonly at: number;
  readonly kind: ReadKind;
}

/**
 * The documents of the cases, for other plugins. Queries take the caller's transaction; everything that touches the disk
 * or another process stands outside (SQLite has one writer). Whether an actor may see them was asked before.
 */
export interface Documents {
  bundleOf(tx: Tx, caseId: string): Promise<Bundle | undefined>;
  document(tx: Tx, documentId: string): Promise<CaseDocument | undefined>;
  /** All versions, oldest first. Empty for an unknown document. */
  versions(tx: Tx, documentId: string): Promise<readonly DocumentVersion[]>;
  version(tx: Tx, documentId: string, n: number): Promise<DocumentVersion | undefined>;

  /**
   * Keeps bytes; on return they are on the disk for good. Bind them by {@link addVersion} or {@link addDocument} within a
   * day: what no row names by then is swept away. Outside any transaction.
   */
  store(tenant: TenantId, content: Uint8Array | Readable): Promise<Blob>;
  /** The bytes as a stream, their length verified. Throws `documents.blob-damaged` when they are missing or cut. */
  open(tenant: TenantId, blob: Blob): Promise<Readable>;
  /** The bytes, length and digest verified. Throws `documents.blob-damaged`. */
  bytes(tenant: TenantId, blob: Blob): Promise<Uint8Array>;
  /**
   * Makes a PDF on the letterhead, its fonts inside, and keeps it as {@link store} does. Throws
   * `documents.letterhead-missing`, and `documents.letter-characters` for letters that the fonts do not have.
   */
  writeLetter(tenant: TenantId, letter: NewLetter): Promise<WrittenLetter>;
  /** Reads a stored PDF in a child process with limits; never throws for what the file contains. */
  check(tenant: TenantId, blob: Blob, purpose: CheckPurpose): Promise<CheckReport>;

  /**
   * The document's new present version. Throws `documents.head-moved` when `expectedHead` is not the present digest any
   * more, `documents.locked` when somebody else holds the lock, `documents.frozen`, `documents.not-found`.
   */
  addVersion(tx: Tx, version: AddVersion): Promise<DocumentVersion>;
  /** A further document of a case. Throws `documents.main-exists` for a second main one. */
  addDocument(tx: Tx, document: AddDocument): Promise<CaseDocument>;

  /**
   * Keeps everybody else from adding versions until `unlock` or `ttlMs` from now. The same holder may lock again (and
   * prolongs). Throws `documents.locked`, `documents.frozen` or, where the present digest is not `expectedHead`, `documents.head-moved`.
   */
  lock(
    tx: Tx,
    lock: { documentId: string; expectedHead: string; holder: string; ttlMs: number },
  ): Promise<DocumentLock>;
  /** Gives the holder's lock back; does nothing when there is none of theirs. */
  unlock(tx: Tx, documentId: string, holder: string): Promise<void>;

  /**
   * From now on nothing changes the document, whatever the route says: who registered or published these bytes answers for
   * them. A lock does not hinder it; frozen again, it stays as it was. Throws `documents.head-moved`, `documents.not-found`.
   */
  freeze(
    tx: Tx,
    freeze: { documentId: string; expectedHead: string; by: string; why: Localized },
  ): Promise<DocumentFreeze>;

  /** Leaves the trace of a read. The content route does it by itself. */
  recordRead(tx: Tx, read: { actor: ActorId; documentId: string; version: number; kind: ReadKind }): Promise<void>;
  /** Did the actor open exactly these bytes of this document? */
  hasOpened(tx: Tx, actor: ActorId, documentId: string, digest: string): Promise<boolean>;
  /** Who read which version of a document, oldest first. */
  readsOf(tx: Tx, documentId: string): Promise<readonly DocumentRead[]>;
}

export const Documents = createPort<Documents>('documents:1');
