import type { CaseMode, JsonObject, Localized } from '@libro-firma/engine/plugin';

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

/** Why nothing changes a document any more. */
export interface DocumentFreeze {
  /** Who asked for it: `protocol:<registration>`. */
  readonly by: string;
  /** UTC milliseconds. */
  readonly at: number;
  /** A clause that goes on from the document's name: "è registrato con il numero 12/2026". */
  readonly why: Localized;
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
  /** Set for good: no version is added, no correction takes it out. */
  readonly frozen: DocumentFreeze | undefined;
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
