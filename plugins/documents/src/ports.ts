import type { Readable } from 'node:stream';
import {
  createPort,
  type ActorId,
  type CaseMode,
  type JsonObject,
  type TenantId,
  type Tx,
} from '@libro-firma/engine/plugin';
import type { NewLetter, WrittenLetter } from './letter/new-letter.js';

export type { NewLetter, WrittenLetter } from './letter/new-letter.js';

/**
 * What a document is in its bundle (*plico*): the one act, what goes with it, or what the product made from it
 * (the segnatura, a courtesy copy). Derived documents are never sent to signature and have no place in the `bundle` variable.
 */
export type DocumentRole = 'main' | 'attachment' | 'derived';

/** Why a version was made. A plugin may add kinds of its own as `<plugin>.<kind>`. */
export type VersionKind =
  | 'upload' // brought by the requester
  | 'correction' // replaced by a corrector after a rejection
  | 'letter' // made from the letter template
  | 'signaturePage' // a page for signatures was added before the first one
  | 'signed' // an incremental update that carries one more signature
  | 'derived' // made from another document
  | (`${string}.${string}` & {});

/** Bytes in the store: they never change, and the same bytes are kept once. */
export interface Blob {
  /** SHA-256 of the bytes, lower-case hexadecimal, 64 characters. */
  readonly digest: string;
  /** Bytes. */
  readonly size: number;
}

/** One state of a document. Versions are only ever added. */
export interface DocumentVersion extends Blob {
  readonly documentId: string;
  /** 1 for the first one, without gaps. */
  readonly n: number;
  readonly kind: VersionKind;
  /** File name with its extension, as the reader sees it. */
  readonly name: string;
  readonly mediaType: string;
  /** Pages of a PDF; `undefined` for other media types. */
  readonly pages: number | undefined;
  /** The actor, or the name of the plugin whose step made it. */
  readonly createdBy: string;
  /** UTC milliseconds. */
  readonly createdAt: number;
  /** What the maker wants to remember: facts of the check, the signature's id. */
  readonly facts: JsonObject;
}

export interface DocumentLock {
  /** Who holds it: `signing:<batch item>`. */
  readonly holder: string;
  /** UTC milliseconds; past it the lock counts no more. */
  readonly until: number;
}

export interface CaseDocument {
  readonly id: string;
  readonly bundleId: string;
  readonly caseId: string;
  readonly role: DocumentRole;
  /** Order among the documents of the same role, from 1. */
  readonly position: number;
  /** The present version. */
  readonly head: DocumentVersion;
  /** Set while a lock counts. */
  readonly lock: DocumentLock | undefined;
  /** Set when a correction took it out of the bundle; its versions stay readable. */
  readonly removedAt: number | undefined;
}

/** Everything that belongs to one case. */
export interface Bundle {
  readonly id: string;
  readonly caseId: string;
  readonly mode: CaseMode;
  readonly confidential: boolean;
  readonly createdBy: string;
  readonly createdAt: number;
  /** `undefined` only while nothing but attachments or derived documents were put in. */
  readonly main: CaseDocument | undefined;
  /** In order; those taken out are left out. */
  readonly attachments: readonly CaseDocument[];
  readonly derived: readonly CaseDocument[];
}

/** The process variable that stands for the bundle: digests, never bytes. */
export type BundleVariable = {
  readonly id: string;
  readonly main: {
    readonly documentId: string;
    readonly version: number;
    readonly digest: string;
    readonly name: string;
    readonly pages: number;
  };
  readonly attachments: readonly {
    readonly documentId: string;
    readonly version: number;
    readonly digest: string;
    readonly name: string;
  }[];
};

/** The variable as it should be now; a step that added a version gives it back as its output `bundle`. */
export const bundleVariable = (bundle: Bundle): BundleVariable | undefined =>
  bundle.main && {
    id: bundle.id,
    main: {
      documentId: bundle.main.id,
      version: bundle.main.head.n,
      digest: bundle.main.head.digest,
      name: bundle.main.head.name,
      pages: bundle.main.head.pages ?? 0,
    },
    attachments: bundle.attachments.map(({ id, head }) => ({
      documentId: id,
      version: head.n,
      digest: head.digest,
      name: head.name,
    })),
  };

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

export interface AddVersion extends NewVersion {
  readonly documentId: string;
  /** Compare-and-set: the digest of the version that the new one was made from. */
  readonly expectedHead: string;
  /** Needed while the document is locked: the holder's own name. */
  readonly holder?: string;
}

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

export interface DocumentRead {
  readonly actor: ActorId;
  readonly documentId: string;
  readonly version: number;
  readonly digest: string;
  /** UTC milliseconds. */
  readonly at: number;
  readonly kind: ReadKind;
}

/** What a PDF must be able to do: be the act that is signed, or just go with it. */
export type CheckPurpose = 'main' | 'attachment';

export interface CheckProblem {
  /** `documents.active-content` ... */
  readonly code: string;
  /** Italian, says what to do. */
  readonly text: string;
  /** What was found, where: `oggetto 12: /JavaScript`. */
  readonly where?: string;
}

export type PdfFacts = {
  /** `1.7`. */
  readonly version?: string;
  /** Incremental updates, the original included. */
  readonly revisions?: number;
  readonly encrypted?: boolean;
  /** Signatures in the file, valid or not. */
  readonly signatures?: number;
  /** The permission that a certification signature leaves (ISO 32000-2, 12.8.2.2): 1 nothing, 2 forms, 3 also notes. */
  readonly docMdp?: number;
  /** It has a form with fields. */
  readonly form?: boolean;
  readonly tagged?: boolean;
  /** `2b`, as the metadata claims; not verified here. */
  readonly pdfa?: string;
  /** Some page uses a font. Without any it is most likely a scan, which a screen reader cannot read. */
  readonly text?: boolean;
  /** Names of the files inside. */
  readonly embeddedFiles?: readonly string[];
};

export interface CheckReport {
  readonly ok: boolean;
  readonly pages: number;
  readonly problems: readonly CheckProblem[];
  readonly facts: PdfFacts;
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
   * more, `documents.locked` when somebody else holds the lock, `documents.not-found`.
   */
  addVersion(tx: Tx, version: AddVersion): Promise<DocumentVersion>;
  /** A further document of a case. Throws `documents.main-exists` for a second main one. */
  addDocument(tx: Tx, document: AddDocument): Promise<CaseDocument>;

  /**
   * Keeps everybody else from adding versions until `unlock` or `ttlMs` from now. The same holder may lock again (and
   * prolongs). Throws `documents.locked` or, where the present digest is not `expectedHead`, `documents.head-moved`.
   */
  lock(
    tx: Tx,
    lock: { documentId: string; expectedHead: string; holder: string; ttlMs: number },
  ): Promise<DocumentLock>;
  /** Gives the holder's lock back; does nothing when there is none of theirs. */
  unlock(tx: Tx, documentId: string, holder: string): Promise<void>;

  /** Leaves the trace of a read. The content route does it by itself. */
  recordRead(tx: Tx, read: { actor: ActorId; documentId: string; version: number; kind: ReadKind }): Promise<void>;
  /** Did the actor open exactly these bytes of this document? */
  hasOpened(tx: Tx, actor: ActorId, documentId: string, digest: string): Promise<boolean>;
  /** Who read which version of a document, oldest first. */
  readsOf(tx: Tx, documentId: string): Promise<readonly DocumentRead[]>;
}

export const Documents = createPort<Documents>('documents:1');
