import { open, mkdir, readdir, rename, rm, stat, utimes, type FileHandle } from 'node:fs/promises';

/** The few things that the store asks of a file system, so that a test can watch their order. */
export interface DiskOperations {
  create(path: string): Promise<FileHandle>;
  openForReading(path: string): Promise<FileHandle>;
  mkdir(path: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** False when there is no such file (any more). */
  renameIfThere(from: string, to: string): Promise<boolean>;
  remove(path: string): Promise<void>;
  /** Makes names in the folder (new, renamed, gone) survive a loss of power. */
  syncDirectory(path: string): Promise<void>;
  /** `undefined` when there is no such file. */
  stat(path: string): Promise<{ readonly size: number; readonly modifiedAt: number } | undefined>;
  /** Marks the file as used now; false when there is none. */
  touch(path: string, now: number): Promise<boolean>;
  /** Names in a folder; empty when there is none. */
  list(path: string): Promise<readonly string[]>;
}

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

const unlessMissing = async <T>(work: Promise<T>, otherwise: T): Promise<T> => {
  try {
    return await work;
  } catch (error) {
    if (isMissing(error)) return otherwise;
    throw error;
  }
};

export const nodeDisk: DiskOperations = {
  create: (path) => open(path, 'wx', 0o600),
  openForReading: (path) => open(path, 'r'),
  mkdir: async (path) => {
    await mkdir(path, { recursive: true, mode: 0o700 });
  },
  rename,
  renameIfThere: (from, to) =>
    unlessMissing(
      rename(from, to).then(() => true),
      false,
    ),
  remove: (path) => rm(path, { force: true }),
  syncDirectory: async (path) => {
    // Windows has no handle for a folder; NTFS keeps its own journal of names.
    if (process.platform === 'win32') return;
    const handle = await open(path, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
  stat: async (path) => {
    const found = await unlessMissing(stat(path), undefined);
    return found && { size: found.size, modifiedAt: found.mtimeMs };
  },
  touch: async (path, now) => {
    const at = new Date(now);
    return unlessMissing(
      utimes(path, at, at).then(() => true),
      false,
    );
  },
  list: (path) => unlessMissing<readonly string[]>(readdir(path), []),
};
