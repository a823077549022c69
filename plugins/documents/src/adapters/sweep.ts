import { join } from 'node:path';
import type { SweepResult } from '../blob-store.js';
import type { DiskOperations } from './disk-operations.js';

/** Rows are asked for so many digests at a time. */
const CHUNK = 200;
const ASIDE = 'swept-';

type Known = (digests: readonly string[]) => Promise<ReadonlySet<string>>;

/**
 * Takes away old files that no row names. Somebody may store the same bytes at this very moment: storing dates the file
 * anew, so it is first moved aside, and brought back when it turns out to have been dated meanwhile.
 */
export const sweepFolder = async (
  disk: DiskOperations,
  folder: string,
  olderThan: number,
  known: Known,
): Promise<SweepResult> => {
  const leftovers = await sweepArriving(disk, folder, olderThan, known);
  let orphans = 0;
  for (const part of await disk.list(folder)) {
    if (!/^[0-9a-f]{2}$/.test(part)) continue;
    const old: string[] = [];
    for (const digest of await disk.list(join(folder, part))) {
      if (await isOld(disk, join(folder, part, digest), olderThan)) old.push(digest);
    }
    for (let i = 0; i < old.length; i += CHUNK) {
      const some = old.slice(i, i + CHUNK);
      const named = await known(some);
      for (const digest of some) {
        if (!named.has(digest) && (await takeAway(disk, folder, part, digest, olderThan))) orphans++;
      }
    }
  }
  return { orphans, leftovers };
};

const sweepArriving = async (
  disk: DiskOperations,
  folder: string,
  olderThan: number,
  known: Known,
): Promise<number> => {
  let count = 0;
  for (const name of await disk.list(join(folder, 'arriving'))) {
    const path = join(folder, 'arriving', name);
    if (!(await isOld(disk, path, olderThan))) continue;
    const digest = name.startsWith(ASIDE) ? name.slice(ASIDE.length) : undefined;
    // Moved aside by a sweep that was cut off, and a row came nevertheless.
    if (digest !== undefined && (await known([digest])).has(digest)) {
      await disk.rename(path, join(folder, digest.slice(0, 2), digest));
      await disk.syncDirectory(join(folder, digest.slice(0, 2)));
      continue;
    }
    await disk.remove(path);
    count++;
  }
  return count;
};

const isOld = async (disk: DiskOperations, path: string, olderThan: number): Promise<boolean> => {
  const found = await disk.stat(path);
  return found !== undefined && found.modifiedAt < olderThan;
};

const takeAway = async (
  disk: DiskOperations,
  folder: string,
  part: string,
  digest: string,
  olderThan: number,
): Promise<boolean> => {
  const path = join(folder, part, digest);
  const aside = join(folder, 'arriving', `${ASIDE}${digest}`);
  await disk.mkdir(join(folder, 'arriving'));
  if (!(await disk.renameIfThere(path, aside))) return false;
  if (await isOld(disk, aside, olderThan)) {
    await disk.remove(aside);
    return true;
  }
  await disk.rename(aside, path);
  await disk.syncDirectory(join(folder, part));
  return false;
};
