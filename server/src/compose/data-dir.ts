import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '@libro-firma/engine';
import { LibroFirmaError } from '@libro-firma/engine/plugin';

const NO_RIGHT = 'non si può usare: chi avvia il programma non ha il permesso di scriverci';

const REASONS: Readonly<Record<string, string>> = {
  EACCES: NO_RIGHT,
  EPERM: NO_RIGHT,
  EROFS: 'non si può usare: il disco è in sola lettura',
  ENOTDIR: 'non si può creare: nel suo percorso c’è un file al posto di una cartella',
  EEXIST: 'non si può usare: con questo nome c’è un file, non una cartella',
  ENOENT: 'non si può creare: il sistema non permette cartelle in quel punto',
  ENOSPC: 'non si può usare: il disco è pieno',
  ENAMETOOLONG: 'non si può creare: il nome è troppo lungo',
};

/** What is wrong with the data folder and what to do, by the code of the file system. */
export const dataDirSentence = (folder: string, code: string): string =>
  `La cartella dei dati ${folder} ${REASONS[code] ?? `non si può usare (${code})`}. Indica un’altra cartella con LF_DATA_DIR, o con dataDir nel file delle impostazioni.`;

/**
 * Makes the folder and sees that it can be written, before anything else begins.
 *
 * @throws LibroFirmaError `server.data-dir`
 */
export const prepareDataDir = (folder: string): void => {
  const probe = join(folder, `.write-${process.pid}`);
  try {
    makeFolder(folder, 0o750);
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? '';
    throw new LibroFirmaError(
      'invalid',
      'server.data-dir',
      { it: dataDirSentence(folder, code), en: `The data folder ${folder} cannot be written (${code}).` },
      { where: folder, cause },
    );
  }
};
