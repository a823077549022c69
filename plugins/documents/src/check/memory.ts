import { readFileSync } from 'node:fs';

/** What a page of memory is on the machines that have `/proc`; one that differs only moves the limit. */
const PAGE = 4096;

/**
 * Resident bytes of a process, read from outside: a process that is busy decoding cannot look at itself. 0 where the
 * system does not tell (no `/proc`); there the heap limit and the limits of the reader hold alone.
 */
export const memoryOf = (pid: number | undefined): number => {
  if (pid === undefined || process.platform !== 'linux') return 0;
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]) * PAGE;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || (error as NodeJS.ErrnoException).code === 'ESRCH')
      return 0;
    throw error;
  }
};
