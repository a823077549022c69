import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Data that stands beside the repository and not in it: official schemas, PDFs from Word and LibreOffice. */
const root = new URL('../../../shared/', import.meta.url);

export const shared = {
  /** Whether the folder is there; a test that needs it says through {@link notRun} that it was not run. */
  has(folder: 'agid' | 'pdf'): boolean {
    return existsSync(new URL(`${folder}/`, root));
  },
  path(file: string): string {
    return fileURLToPath(new URL(file, root));
  },
  read(file: string): Buffer {
    return readFileSync(new URL(file, root));
  },
};

/** Remembers what could not be run here, in the file that `run.ts` made; the reporter lists it at the end of the tests. */
export const notRun = (what: string): void => {
  const file = process.env['LF_NOT_RUN'];
  if (file === undefined) console.log(`not run here: ${what}`);
  else appendFileSync(file, `${what}\n`);
};
