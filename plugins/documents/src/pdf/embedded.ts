import { beginsAsProgram, namedAsProgram } from '../media/executable.js';
import { decodeStream } from './filters.js';
import type { PdfFile } from './file.js';
import { PdfDict, PdfStream, PdfString, type PdfValue } from './values.js';

export interface EmbeddedFile {
  readonly name: string;
  readonly program: boolean;
}

/** The file inside, when the dictionary is a file specification with one (ISO 32000-2, 7.11.3). */
export const embeddedIn = (file: PdfFile, dict: PdfDict): EmbeddedFile | undefined => {
  const inside = file.resolve(dict.get('EF'));
  if (!(inside instanceof PdfDict)) return undefined;
  const names = ['UF', 'F', 'Unix', 'Mac', 'DOS'].flatMap((key) => {
    const value = file.resolve(dict.get(key));
    return value instanceof PdfString ? [textOf(value)] : [];
  });
  const contents = inside.entries.map(([, value]) => file.resolve(value));
  return {
    name: names[0] ?? '',
    program: names.some(namedAsProgram) || contents.some((value) => isProgram(file, value)),
  };
};

const isProgram = (file: PdfFile, value: PdfValue | undefined): boolean =>
  value instanceof PdfStream && beginsAsProgram(decodeStream(value, file.limits.maxStreamBytes, file.resolve).bytes);

/** A text string (7.9.2.2): UTF-16 or UTF-8 with a mark, else PDFDocEncoding, which is Latin-1 where it matters here. */
export const textOf = ({ bytes }: PdfString): string => {
  const buffer = Buffer.from(bytes, 'latin1');
  if (bytes.startsWith('\xfe\xff'))
    return Buffer.from(buffer.subarray(2, 2 + ((buffer.length - 2) & ~1)))
      .swap16()
      .toString('utf16le');
  if (bytes.startsWith('\xff\xfe')) return buffer.subarray(2).toString('utf16le');
  return bytes.startsWith('\xef\xbb\xbf') ? buffer.subarray(3).toString('utf8') : bytes;
};
