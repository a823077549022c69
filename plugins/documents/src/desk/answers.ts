import type { Localized } from '@libro-firma/desk/kit';

/** What the plugin's routes answer, as far as the screens read it. */

export interface UploadView {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
  readonly pages?: number;
  readonly facts: { readonly text?: boolean; readonly signatures?: number };
  readonly mainProblem?: { readonly code: string; readonly text: string };
}

export interface Limits {
  readonly maxMainBytes: number;
  readonly maxAttachmentBytes: number;
  readonly maxAttachments: number;
  readonly maxPages: number;
  readonly attachmentTypes: readonly {
    readonly mediaType: string;
    readonly label: Localized;
    readonly endings: readonly string[];
  }[];
}

export interface VersionView {
  readonly n: number;
  readonly kind: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly digest: string;
  readonly pages?: number;
  readonly createdBy: { readonly id: string; readonly name: string };
  readonly createdAt: number;
}

export interface DocumentView {
  readonly id: string;
  readonly role: 'main' | 'attachment' | 'derived';
  readonly head: VersionView;
  readonly versions: readonly VersionView[];
  readonly opened: boolean;
  readonly lockedUntil?: number;
  readonly removedAt?: number;
}

export interface BundleView {
  readonly bundle: {
    readonly id: string;
    readonly confidential: boolean;
    readonly main?: DocumentView;
    readonly attachments: readonly DocumentView[];
    readonly derived: readonly DocumentView[];
    readonly removed: readonly DocumentView[];
  } | null;
}
