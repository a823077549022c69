import { LibroFirmaError } from '../../plugin/errors.js';

export interface Claim {
  release(): Promise<void>;
}

/** Files that this process has claimed: SQLite's locks tell processes apart, not two engines within one. */
const held = new Set<string>();

const inUse = (file: string): LibroFirmaError =>
  new LibroFirmaError(
    'conflict',
    'store.in-use',
    {
      it: `La base dati ${file} è già usata da un altro processo. Ferma quello, oppure usa un altro file o PostgreSQL.`,
      en: `The database ${file} is in use by another process. Stop that one, or use another file or PostgreSQL.`,
    },
    { where: file },
  );

/**
 * An exclusive lock on a small file of its own beside the database, held by an open SQLite transaction: the operating
 * system drops it when the process dies, so that nothing has to be cleaned up after a crash.
 */
export const claimFile = async (file: string): Promise<Claim> => {
  if (held.has(file)) throw inUse(file);
  held.add(file);
  try {
    const { default: sqlite3 } = await import('sqlite3');
    const lock = await new Promise<InstanceType<typeof sqlite3.Database>>((resolve, reject) => {
      const opened = new sqlite3.Database(`${file}.lock`, (error) =>
        error === null ? resolve(opened) : reject(error),
      );
    });
    const close = (): Promise<void> => new Promise((resolve) => lock.close(() => resolve()));
    try {
      await new Promise<void>((resolve, reject) =>
        lock.exec('PRAGMA busy_timeout=2000; BEGIN EXCLUSIVE', (error) => (error === null ? resolve() : reject(error))),
      );
    } catch (cause) {
      await close();
      throw (cause as { code?: string }).code === 'SQLITE_BUSY' ? inUse(file) : cause;
    }
    return {
      release: async () => {
        held.delete(file);
        await close();
      },
    };
  } catch (cause) {
    held.delete(file);
    throw cause;
  }
};
