import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/**
 * Makes a folder and those above it that are missing. Node's own `recursive` tries for ever where a folder that is there
 * says that it is not (`/proc`).
 *
 * @throws what the file system says: `EACCES`, `EROFS`, `ENOTDIR`, `EEXIST` for a file of this name
 */
export const makeFolder = (path: string, mode = 0o777): void => {
  if (isFolder(path)) return;
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    const above = dirname(path);
    if (codeOf(error) === 'EEXIST' && isFolder(path)) return;
    if (codeOf(error) !== 'ENOENT' || above === path || isFolder(above)) throw error;
    makeFolder(above, mode);
    mkdirSync(path, { mode });
  }
};
