import { readFileSync } from 'node:fs';
import { notRun, shared } from '../../support/shared.js';

/** A file as a browser or a program uploads it. */
export interface UploadFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** A PDF of the example, made by the product's own letter template. */
export const letter = (name: string): UploadFile => ({
  name: `${name}.pdf`,
  mimeType: 'application/pdf',
  buffer: readFileSync(new URL(`../../../examples/palermo/documents/${name}.pdf`, import.meta.url)),
});

/** A PDF that an office program made, from beside the repository; where there is none, one of the example's. */
export const officePdf = (name: string, instead: string): UploadFile => {
  if (!shared.has('pdf')) {
    notRun(`the notes with a PDF of Word or LibreOffice (../shared/pdf/${name}.pdf is missing)`);
    return letter(instead);
  }
  return { name: `${name}.pdf`, mimeType: 'application/pdf', buffer: shared.read(`pdf/${name}.pdf`) };
};

export const table = (name: string, ...lines: readonly string[]): UploadFile => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(lines.join('\r\n')),
});
