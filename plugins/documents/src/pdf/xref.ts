import { indexOfWord, isDigit, lastIndexOfWord } from './characters.js';
import { decodeStream } from './filters.js';
import { Lexer } from './lexer.js';
import { type PdfDict, PdfLimitError, PdfStream, PdfSyntaxError, type PdfValue } from './values.js';

/** Where one object of one revision is. */
export type Entry =
  | { readonly kind: 'free' }
  | { readonly kind: 'at'; readonly offset: number; readonly gen: number }
  | { readonly kind: 'in'; readonly stream: number; readonly index: number };

/** One cross-reference section (ISO 32000-2, 7.5.4 and 7.5.8): the objects that one save added or changed. */
export interface Section {
  readonly offset: number;
  /** First byte behind the section and its trailer. */
  readonly end: number;
  readonly entries: ReadonlyMap<number, Entry>;
  readonly trailer: PdfDict;
}

export interface XrefLimits {
  readonly maxObjects: number;
  readonly maxStreamBytes: number;
  readonly maxRevisions: number;
}

/** Where the newest section begins, as the end of the file says (7.5.5). */
export const startOfXref = (bytes: Uint8Array): number => {
  const word = lastIndexOfWord(bytes, 'startxref');
  if (word < 0) throw new PdfSyntaxError('no startxref', bytes.length);
  const lexer = new Lexer(bytes, word + 'startxref'.length);
  lexer.skipSpace();
  const offset = lexer.takeInteger();
  if (offset === undefined || offset >= word) throw new PdfSyntaxError('startxref leads nowhere', word);
  if (indexOfWord(bytes, '%%EOF', lexer.pos) < 0) throw new PdfSyntaxError('no %%EOF', lexer.pos);
  return offset;
};

/** All sections that lead on from the newest, newest first. Throws {@link PdfSyntaxError} where the chain is broken. */
export const readSections = (bytes: Uint8Array, limits: XrefLimits): readonly Section[] => {
  const sections: Section[] = [];
  const seen = new Set<number>();
  const queue = [startOfXref(bytes)];
  let objects = 0;
  for (let offset = queue.shift(); offset !== undefined; offset = queue.shift()) {
    if (seen.has(offset)) continue;
    seen.add(offset);
    const section = readSection(bytes, offset, limits);
    sections.push(section);
    objects += section.entries.size;
    if (sections.length > limits.maxRevisions) throw new PdfLimitError('revisions');
    if (objects > limits.maxObjects * 4) throw new PdfLimitError('objects');
    // A hybrid file: the stream belongs to the same save as the table and is looked into right after it (7.5.8.4).
    for (const key of ['XRefStm', 'Prev']) {
      const next = section.trailer.number(key);
      if (next !== undefined) queue.push(Math.trunc(next));
    }
  }
  return sections;
};

const readSection = (bytes: Uint8Array, offset: number, limits: XrefLimits): Section => {
  if (offset < 0 || offset >= bytes.length) throw new PdfSyntaxError('a cross-reference lies outside the file', offset);
  const lexer = new Lexer(bytes, offset);
  lexer.skipSpace();
  return lexer.takeWord('xref') ? readTable(lexer, offset, limits) : readStream(lexer, offset, limits);
};

const readTable = (lexer: Lexer, offset: number, limits: XrefLimits): Section => {
  const entries = new Map<number, Entry>();
  for (;;) {
    lexer.skipSpace();
    if (lexer.takeWord('trailer')) break;
    const first = lexer.takeInteger();
    lexer.skipSpace();
    const count = first === undefined ? undefined : lexer.takeInteger();
    if (first === undefined || count === undefined) lexer.fail('a cross-reference table is broken');
    if (count > limits.maxObjects) throw new PdfLimitError('objects');
    for (let i = 0; i < count; i++) entries.set(first + i, tableEntry(lexer));
  }
  lexer.skipSpace();
  const trailer = lexer.dict();
  return { offset, end: lexer.pos, entries, trailer };
};

const tableEntry = (lexer: Lexer): Entry => {
  lexer.skipSpace();
  const position = lexer.takeInteger();
  lexer.skipSpace();
  const gen = lexer.takeInteger();
  lexer.skipSpace();
  if (position === undefined || gen === undefined) lexer.fail('a cross-reference entry is broken');
  if (lexer.takeWord('f')) return { kind: 'free' };
  if (!lexer.takeWord('n')) lexer.fail('a cross-reference entry is neither n nor f');
  // Some writers mark numbers that they never used as "in use at byte 0".
  return position === 0 ? { kind: 'free' } : { kind: 'at', offset: position, gen };
};

const readStream = (lexer: Lexer, offset: number, limits: XrefLimits): Section => {
  if (!isDigit(lexer.peek())) lexer.fail('no cross-reference here');
  if (!lexer.takeObjectHeader()) lexer.fail('no cross-reference stream here');
  const stream = lexer.value(true);
  if (!(stream instanceof PdfStream) || stream.dict.name('Type') !== 'XRef')
    lexer.fail('no cross-reference stream here');
  const { bytes } = decodeStream(stream, limits.maxStreamBytes, (value) => value);
  const widths = numbers(stream.dict.get('W'));
  const [w0, w1, w2] = widths;
  if (w0 === undefined || w1 === undefined || w2 === undefined) lexer.fail('a cross-reference stream has no widths');
  if (widths.some((width) => width < 0 || width > 8)) lexer.fail('a cross-reference stream has wrong widths');
  const size = stream.dict.number('Size') ?? 0;
  const index = stream.dict.get('Index') === undefined ? [0, size] : numbers(stream.dict.get('Index'));
  const row = w0 + w1 + w2;
  const entries = new Map<number, Entry>();
  let at = 0;
  for (let i = 0; i + 1 < index.length; i += 2) {
    const first = index[i] ?? 0;
    for (let n = 0; n < (index[i + 1] ?? 0); n++, at += row) {
      if (row === 0 || at + row > bytes.length) lexer.fail('a cross-reference stream is too short');
      if (entries.size > limits.maxObjects) throw new PdfLimitError('objects');
      const kind = w0 === 0 ? 1 : integer(bytes, at, w0);
      entries.set(first + n, streamEntry(kind, integer(bytes, at + w0, w1), integer(bytes, at + w0 + w1, w2)));
    }
  }
  return { offset, end: lexer.pos, entries, trailer: stream.dict };
};

const streamEntry = (kind: number, second: number, third: number): Entry => {
  if (kind === 1) return second === 0 ? { kind: 'free' } : { kind: 'at', offset: second, gen: third };
  // Types beyond 2 stand for null (7.5.8.3).
  return kind === 2 ? { kind: 'in', stream: second, index: third } : { kind: 'free' };
};

const integer = (bytes: Uint8Array, at: number, width: number): number => {
  let value = 0;
  for (let i = 0; i < width; i++) value = value * 256 + (bytes[at + i] ?? 0);
  return value;
};

const numbers = (value: PdfValue | undefined): number[] =>
  Array.isArray(value) ? (value as PdfValue[]).filter((item): item is number => typeof item === 'number') : [];
