/** What a PDF may cost and hold. Bytes, counts and milliseconds. */
export interface CheckLimits {
  readonly maxPages: number;
  /** Objects of all revisions together. */
  readonly maxObjects: number;
  /** Object syntax in all, decoded. A reader needs some twenty times as much memory for it. */
  readonly maxObjectBytes: number;
  /** One stream, decoded: page contents, fonts, embedded files. */
  readonly maxStreamBytes: number;
  /** All streams but images together, decoded. */
  readonly maxExpandedBytes: number;
  readonly maxRevisions: number;
  /** One image, in pixels; A0 at 300 dpi has 139 millions. */
  readonly maxPixels: number;
  /** `attachments`: only a PDF that goes along may have files inside, not the one that is signed. */
  readonly embeddedFiles: 'allow' | 'attachments' | 'refuse';
}

export const defaultLimits: CheckLimits = {
  maxPages: 1_000,
  maxObjects: 300_000,
  maxObjectBytes: 24 * 1024 * 1024,
  maxStreamBytes: 64 * 1024 * 1024,
  maxExpandedBytes: 1024 * 1024 * 1024,
  maxRevisions: 500,
  maxPixels: 200_000_000,
  embeddedFiles: 'attachments',
};
