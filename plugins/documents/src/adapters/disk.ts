import { createHash, randomUUID } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Readable } from 'node:stream';
import type { TenantId } from '@libro-firma/engine/plugin';
import { TooManyBytes, type BlobStore, type StagedBlob, type SweepResult } from '../blob-store.js';
import { damaged } from '../errors.js';
import type { Blob } from '../ports.js';
import { nodeDisk, type DiskOperations } from './disk-operations.js';
import { sweepFolder } from './sweep.js';

const HEAD = 4096;

/**
 * Blobs in a folder: `<root>/<tenant>/<first two digits>/<digest>`. Order of a write: temporary file, hash while it comes,
 * fsync of the file, rename to its digest, fsync of the folder; only then may a row name it.
 */
export class DiskStore implements BlobStore {
  readonly #root: string;
  readonly #disk: DiskOperations;
  readonly #now: () => number;
  readonly #prepared = new Map<string, Promise<void>>();

  /** `now` dates the files that are found again; it is compared with the file system's own dates. */
  constructor(root: string, disk: DiskOperations = nodeDisk, now: () => number = Date.now) {
    this.#root = root;
    this.#disk = disk;
    this.#now = now;
  }

  pathOf(tenant: TenantId, digest: string): string {
    if (!/^[0-9a-f]{64}$/.test(digest)) throw damaged(digest);
    return join(this.#folder(tenant), digest.slice(0, 2), digest);
  }

  async stage(tenant: TenantId, content: Uint8Array | Readable, maxBytes = Infinity): Promise<StagedBlob> {
    await this.#prepare(this.#folder(tenant));
    const path = join(this.#folder(tenant), 'arriving', randomUUID());
    const file = await this.#disk.create(path);
    try {
      const written = await write(file, content, maxBytes);
      await file.sync();
      await file.close();
      return {
        ...written,
        path,
        keep: () => this.#keep(tenant, path, written),
        discard: () => this.#disk.remove(path),
      };
    } catch (error) {
      await file.close();
      await this.#disk.remove(path);
      throw error;
    }
  }

  /** The tenant's folder and those above it, made once and known to the disk before anything is put in. */
  #prepare(folder: string): Promise<void> {
    const make = async (): Promise<void> => {
      await this.#disk.mkdir(join(folder, 'arriving'));
      for (const above of [folder, this.#root, dirname(this.#root)]) await this.#disk.syncDirectory(above);
    };
    let prepared = this.#prepared.get(folder);
    if (!prepared) {
      prepared = make();
      prepared.catch(() => this.#prepared.delete(folder));
      this.#prepared.set(folder, prepared);
    }
    return prepared;
  }

  async #keep(tenant: TenantId, path: string, { digest, size }: Blob): Promise<Blob> {
    const target = this.pathOf(tenant, digest);
    const present = await this.#disk.stat(target);
    // Dated anew, it is no orphan for another day; when it went away just now, the bytes are at hand to bring it back.
    if (present?.size === size && (await this.#disk.touch(target, this.#now()))) {
      await this.#disk.remove(path);
      return { digest, size };
    }
    const folder = dirname(target);
    await this.#disk.mkdir(folder);
    await this.#disk.rename(path, target);
    await this.#disk.syncDirectory(folder);
    await this.#disk.syncDirectory(dirname(folder));
    return { digest, size };
  }

  async open(tenant: TenantId, { digest, size }: Blob): Promise<Readable> {
    const file = await this.#openVerified(tenant, digest, size);
    return file.createReadStream({ highWaterMark: 256 * 1024 });
  }

  async bytes(tenant: TenantId, { digest, size }: Blob): Promise<Uint8Array> {
    const file = await this.#openVerified(tenant, digest, size);
    try {
      const bytes = await file.readFile();
      if (createHash('sha256').update(bytes).digest('hex') !== digest) throw damaged(digest);
      return bytes;
    } finally {
      await file.close();
    }
  }

  async #openVerified(tenant: TenantId, digest: string, size: number): Promise<FileHandle> {
    let file: FileHandle;
    try {
      file = await this.#disk.openForReading(this.pathOf(tenant, digest));
    } catch (error) {
      throw damaged(digest, error);
    }
    const found = (await file.stat()).size;
    if (found === size) return file;
    await file.close();
    throw damaged(digest);
  }

  sweep(
    tenant: TenantId,
    minAgeMs: number,
    known: (digests: readonly string[]) => Promise<ReadonlySet<string>>,
  ): Promise<SweepResult> {
    return sweepFolder(this.#disk, this.#folder(tenant), this.#now() - minAgeMs, known);
  }

  async probe(): Promise<void> {
    await this.#disk.mkdir(this.#root);
    const path = join(this.#root, `.probe-${randomUUID()}`);
    const file = await this.#disk.create(path);
    try {
      await file.writeFile('.');
      await file.sync();
    } finally {
      await file.close();
      await this.#disk.remove(path);
    }
  }

  #folder(tenant: TenantId): string {
    // A tenant's name comes from the settings; it still must not lead out of the folder.
    if (!/^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(tenant)) throw new Error(`not a tenant: ${tenant}`);
    return join(this.#root, tenant);
  }
}

const write = async (
  file: FileHandle,
  content: Uint8Array | Readable,
  maxBytes: number,
): Promise<Blob & { head: Uint8Array }> => {
  const hash = createHash('sha256');
  const heads: Uint8Array[] = [];
  let size = 0;
  // The sender stays connected when reading ends early: it is to be told why.
  const chunks =
    content instanceof Uint8Array
      ? [content]
      : (content.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>);
  for await (const chunk of chunks) {
    if (size < HEAD) heads.push(Uint8Array.from(chunk.subarray(0, HEAD - size)));
    size += chunk.length;
    if (size > maxBytes) throw new TooManyBytes(maxBytes);
    hash.update(chunk);
    await writeAll(file, chunk);
  }
  return { digest: hash.digest('hex'), size, head: Buffer.concat(heads) };
};

/** A write may take less than it was given. */
const writeAll = async (file: FileHandle, chunk: Uint8Array): Promise<void> => {
  for (let at = 0; at < chunk.length;) at += (await file.write(chunk, at)).bytesWritten;
};
