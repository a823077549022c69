import { readFileSync } from 'node:fs';

const PAGE = 4096;

/**
 * Resident bytes of a process as the system tells them: a process that is busy decoding cannot look at itself. 0 where
 * there is no `/proc`; there the heap limit and the time limit hold alone.
 */
export const residentBytes = (pid: number | undefined): number => {
  if (pid === undefined || process.platform !== 'linux') return 0;
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]) * PAGE;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ESRCH') return 0;
    throw error;
  }
};
