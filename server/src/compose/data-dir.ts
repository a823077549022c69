import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LibroFirmaError } from '@libro-firma/engine/plugin';

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'non si può scrivere: mancano i permessi',
  EPERM: 'non si può scrivere: mancano i permessi',
  EROFS: 'sta su un disco in sola lettura',
  ENOTDIR: 'una parte del percorso è un file',
  EEXIST: 'è un file, non una cartella',
  ENOSPC: 'sta su un disco pieno',
};

/**
 * Makes the folder and sees that it can be written, before anything else begins.
 *
 * @throws LibroFirmaError `server.data-dir`
 */
export const prepareDataDir = (folder: string): void => {
  const probe = join(folder, `.write-${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o750 });
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? '';
    throw new LibroFirmaError(
      'invalid',
      'server.data-dir',
      {
        it: `Nella cartella dei dati ${folder} ${REASONS[code] ?? `non si può scrivere (${code})`}. Correggere dataDir o LF_DATA_DIR.`,
        en: `The data folder ${folder} cannot be written (${code}).`,
      },
      { where: folder, cause },
    );
  }
};
