import { beginsAsProgram, namedAsProgram } from './executable.js';
import { readDirectory } from './zip-directory.js';

/** Media types that attachments may have at all; a setting chooses among them. */
export const knownTypes = {
  'application/pdf': { label: { it: 'PDF', en: 'PDF' }, endings: ['pdf'] },
  'image/png': { label: { it: 'immagine PNG', en: 'PNG image' }, endings: ['png'] },
  'image/jpeg': { label: { it: 'immagine JPEG', en: 'JPEG image' }, endings: ['jpg', 'jpeg'] },
  'image/tiff': { label: { it: 'immagine TIFF', en: 'TIFF image' }, endings: ['tif', 'tiff'] },
  'text/plain': { label: { it: 'testo', en: 'text' }, endings: ['txt'] },
  'text/csv': { label: { it: 'tabella CSV', en: 'CSV table' }, endings: ['csv'] },
  'application/xml': { label: { it: 'XML', en: 'XML' }, endings: ['xml'] },
  'message/rfc822': { label: { it: 'messaggio di posta', en: 'mail message' }, endings: ['eml'] },
  'application/pkcs7-mime': { label: { it: 'file firmato P7M', en: 'signed file (P7M)' }, endings: ['p7m'] },
  'application/vnd.oasis.opendocument.text': {
    label: { it: 'OpenDocument testo', en: 'OpenDocument text' },
    endings: ['odt'],
  },
  'application/vnd.oasis.opendocument.spreadsheet': {
    label: { it: 'OpenDocument foglio', en: 'OpenDocument spreadsheet' },
    endings: ['ods'],
  },
  'application/vnd.oasis.opendocument.presentation': {
    label: { it: 'OpenDocument presentazione', en: 'OpenDocument presentation' },
    endings: ['odp'],
  },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': {
    label: { it: 'Word', en: 'Word' },
    endings: ['docx'],
  },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {
    label: { it: 'Excel', en: 'Excel' },
    endings: ['xlsx'],
  },
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': {
    label: { it: 'PowerPoint', en: 'PowerPoint' },
    endings: ['pptx'],
  },
  'application/zip': { label: { it: 'archivio ZIP', en: 'ZIP archive' }, endings: ['zip'] },
} as const;

export type MediaType = keyof typeof knownTypes;
export const mediaTypes = Object.keys(knownTypes) as MediaType[];

export type Sniffed =
  | { readonly kind: 'type'; readonly mediaType: MediaType }
  | { readonly kind: 'program' }
  | { readonly kind: 'macros' }
  | { readonly kind: 'unknown' };

/**
 * What a file is, by its bytes. The name only tells apart what is text either way (CSV, a saved message), and can make a
 * file worse, never better: `relazione.exe` is a program whatever it contains. `path` is read again for ZIP containers.
 */
export const sniff = async (head: Uint8Array, name: string, path: string): Promise<Sniffed> => {
  if (beginsAsProgram(head) || namedAsProgram(name)) return { kind: 'program' };
  const ascii = Buffer.from(head.subarray(0, 16)).toString('latin1');
  if (ascii.startsWith('%PDF-')) return type('application/pdf');
  if (ascii.startsWith('\x89PNG\r\n\x1a\n')) return type('image/png');
  if (ascii.startsWith('\xff\xd8\xff')) return type('image/jpeg');
  if (ascii.startsWith('II*\0') || ascii.startsWith('MM\0*')) return type('image/tiff');
  if (ascii.startsWith('PK\x03\x04')) return container(path);
  if (isSignedData(head)) return type('application/pkcs7-mime');
  return text(head, name);
};

const type = (mediaType: MediaType): Sniffed => ({ kind: 'type', mediaType });

/** A DER or BER sequence whose first member is the object identifier of signedData (RFC 5652): 1.2.840.113549.1.7.2. */
const isSignedData = (head: Uint8Array): boolean =>
  head[0] === 0x30 &&
  Buffer.from(head.subarray(0, 20)).includes(
    Buffer.from([0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02]),
  );

const OFFICE: readonly (readonly [part: string, mediaType: MediaType])[] = [
  ['word/', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xl/', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['ppt/', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
];

/** Office documents are ZIP files; what is inside says which, and whether they carry macros. */
const container = async (path: string): Promise<Sniffed> => {
  const directory = await readDirectory(path);
  if (!directory) return { kind: 'unknown' };
  const { names, mimetype } = directory;
  if (names.some((name) => /vbaProject\.bin$|vbaData\.xml$|^Basic\/|^Scripts\/|\/macrosheets\//i.test(name))) {
    return { kind: 'macros' };
  }
  const declared = mediaTypes.find((known) => known.includes('opendocument') && known === mimetype);
  if (declared) return type(declared);
  if (names.includes('[Content_Types].xml')) {
    const office = OFFICE.find(([part]) => names.some((name) => name.startsWith(part)));
    if (office) return type(office[1]);
  }
  return names.some(namedAsProgram) ? { kind: 'program' } : type('application/zip');
};

const text = (head: Uint8Array, name: string): Sniffed => {
  // A character may be cut at the end of the head: UTF-8 is read as a stream. Old exports are Windows-1252.
  if (head.length === 0 || head.some((byte) => byte < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d, 0x1b].includes(byte))) {
    return { kind: 'unknown' };
  }
  const start = Buffer.from(head)
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart();
  if (/^<(?:!doctype html|html|script|svg)/i.test(start)) return { kind: 'unknown' };
  if (/^<(?:\?xml|[A-Za-z_])/.test(start))
    return /<(?:\w+:)?(?:html|svg|script)[\s>]/i.test(start) ? { kind: 'unknown' } : type('application/xml');
  const ending = /\.([^.]+)$/.exec(name.toLowerCase())?.[1];
  if (ending === 'eml' && /^[!-9;-~]+:[ \t]/.test(start)) return type('message/rfc822');
  return type(ending === 'csv' ? 'text/csv' : 'text/plain');
};
