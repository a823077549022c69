import type { Readable } from 'node:stream';
import type { TenantId } from '@libro-firma/engine/plugin';
import type { Blob } from './ports.js';

/** Bytes on their way into the store: on the disk, hashed, but not kept yet. One of the two ends it. */
export interface StagedBlob extends Blob {
  /** Where a checker can read them; gone after {@link keep} and {@link discard}. */
  readonly path: string;
  /** The first bytes, up to 4096. */
  readonly head: Uint8Array;
  /** Keeps them for good: on return they survive a loss of power. The same bytes twice are kept once. */
  keep(): Promise<Blob>;
  discard(): Promise<void>;
}

export interface SweepResult {
  /** Files whose row never came. */
  readonly orphans: number;
  /** Uploads that were cut off. */
  readonly leftovers: number;
}

/** Where the bytes of all documents are; by digest, never changed. Never called inside a transaction. */
export interface BlobStore {
  /** Throws {@link TooManyBytes} as soon as more than `maxBytes` arrived, and keeps nothing of it. */
  stage(tenant: TenantId, content: Uint8Array | Readable, maxBytes?: number): Promise<StagedBlob>;
  /** Length verified. Throws `documents.blob-damaged`. */
  open(tenant: TenantId, blob: Blob): Promise<Readable>;
  /** Length and digest verified. Throws `documents.blob-damaged`. */
  bytes(tenant: TenantId, blob: Blob): Promise<Uint8Array>;
  /** Where the bytes are, for a reader in another process. */
  pathOf(tenant: TenantId, digest: string): string;
  /**
   * Takes away what was written or found again longer than `minAgeMs` ago and no row names: `known` answers which of the
   * digests have rows. Ages are by the file system's own dates.
   */
  sweep(
    tenant: TenantId,
    minAgeMs: number,
    known: (digests: readonly string[]) => Promise<ReadonlySet<string>>,
  ): Promise<SweepResult>;
  /** Throws when nothing can be written. */
  probe(): Promise<void>;
}

/** More bytes came than allowed. */
export class TooManyBytes extends Error {
  readonly max: number;
  constructor(max: number) {
    super(`more than ${max} bytes`);
    this.name = 'TooManyBytes';
    this.max = max;
  }
}
