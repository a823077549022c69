import { PDFArray, type PDFContext, PDFDict, PDFName, PDFNumber, PDFObjectParser, PDFRawStream, PDFRef } from 'pdf-lib';
import { refuse } from '../errors.js';
import { ascii, indexOf, lastIndexOf } from './bytes.js';
import { decodeStream } from './streams.js';

/** Where an object is (ISO 32000-2, 7.5.4 and 7.5.8). */
export type XrefEntry =
  | { readonly kind: 'free' }
  | { readonly kind: 'at'; readonly offset: number; readonly generation: number }
  | { readonly kind: 'inStream'; readonly stream: number; readonly index: number };

export interface Xref {
  /** The newest entry of every object number. */
  readonly entries: ReadonlyMap<number, XrefEntry>;
  /** The newest section's trailer; keys that it lacks come from older ones. */
  readonly trailer: PDFDict;
  /** How the newest section is written; an update has to be written the same way. */
  readonly kind: 'table' | 'stream';
  /** Offset of the newest section: the next update's /Prev. */
  readonly start: number;
  /** Object numbers below this are taken. */
  readonly size: number;
}

interface Section {
  readonly entries: Map<number, XrefEntry>;
  readonly trailer: PDFDict;
  readonly kind: 'table' | 'stream';
}

const broken = (where: string, cause?: unknown) => refuse('broken-xref', { where, cause });

/** Reads the sections from the last `startxref` backwards along /Prev. Throws `signing.broken-xref`. */
export const readXref = (bytes: Uint8Array, context: PDFContext): Xref => {
  const start = startOf(bytes);
  const entries = new Map<number, XrefEntry>();
  const visited = new Set<number>();
  const take = (section: Section): void => {
    for (const [n, entry] of section.entries) if (!entries.has(n)) entries.set(n, entry);
  };
  let trailer: PDFDict | undefined;
  let kind: 'table' | 'stream' = 'table';
  let next: number | undefined = start;
  while (next !== undefined) {
    if (visited.has(next)) throw broken(`sezione ${next} ripetuta`);
    visited.add(next);
    const section: Section = readSection(bytes, next, context);
    take(section);
    const hybrid = numberOf(section.trailer, 'XRefStm');
    if (hybrid !== undefined) take(readSection(bytes, hybrid, context));
    if (trailer === undefined) {
      kind = section.kind;
      trailer = PDFDict.withContext(context);
    }
    for (const [key, value] of section.trailer.entries()) if (!trailer.has(key)) trailer.set(key, value);
    next = numberOf(section.trailer, 'Prev');
  }
  if (trailer === undefined) throw broken('nessuna sezione');
  let size = numberOf(trailer, 'Size') ?? 0;
  for (const n of entries.keys()) size = Math.max(size, n + 1);
  return { entries, trailer, kind, start, size };
};

/** Offset that the last `startxref` names. */
const startOf = (bytes: Uint8Array): number => {
  const at = lastIndexOf(bytes, 'startxref');
  if (at < 0) throw broken('startxref mancante');
  const value = /^\s*(\d+)/.exec(ascii(bytes, at + 9, at + 40))?.[1];
  const offset = value === undefined ? NaN : Number(value);
  if (!(offset >= 0 && offset < bytes.length)) throw broken('startxref');
  return offset;
};

const readSection = (bytes: Uint8Array, offset: number, context: PDFContext): Section => {
  if (!(offset >= 0 && offset < bytes.length)) throw broken(`sezione ${offset} fuori dal file`);
  const head = ascii(bytes, offset, offset + 64);
  const keyword = /^\s*xref\s/.exec(head);
  try {
    return keyword
      ? readTable(bytes, offset + keyword[0].length, context)
      : readStreamSection(bytes, offset, head, context);
  } catch (error) {
    throw broken(`sezione ${offset}`, error);
  }
};

/** `first count` and then one entry of 20 bytes an object, until `trailer`. White space is taken as it comes. */
const readTable = (bytes: Uint8Array, from: number, context: PDFContext): Section => {
  const entries = new Map<number, XrefEntry>();
  const end = indexOf(bytes, 'trailer', from);
  if (end < 0) throw new Error('no trailer');
  const words = ascii(bytes, from, end).split(/\s+/).filter(Boolean);
  let i = 0;
  while (i < words.length) {
    let first = Number(words[i]);
    const count = Number(words[i + 1]);
    i += 2;
    // Some programs number the first section from 1 although its first entry is the head of the free list.
    if (first === 1 && words[i] === '0000000000' && words[i + 1] === '65535') first = 0;
    for (let k = 0; k < count; k += 1, i += 3) {
      const [offset, generation, type] = [Number(words[i]), Number(words[i + 1]), words[i + 2]];
      if ((type !== 'n' && type !== 'f') || Number.isNaN(offset) || Number.isNaN(generation))
        throw new Error('bad entry');
      entries.set(first + k, type === 'n' && offset > 0 ? { kind: 'at', offset, generation } : { kind: 'free' });
    }
  }
  const trailer = PDFObjectParser.forBytes(bytes.subarray(end + 7), context).parseObject();
  if (!(trailer instanceof PDFDict)) throw new Error('trailer is no dictionary');
  return { entries, trailer, kind: 'table' };
};

const readStreamSection = (bytes: Uint8Array, offset: number, head: string, context: PDFContext): Section => {
  const header = /^\s*\d+\s+\d+\s+obj/.exec(head);
  if (!header) throw new Error('neither table nor stream');
  const stream = PDFObjectParser.forBytes(bytes.subarray(offset + header[0].length), context).parseObject();
  if (!(stream instanceof PDFRawStream) || stream.dict.get(PDFName.of('Type')) !== PDFName.of('XRef')) {
    throw new Error('no cross-reference stream');
  }
  const widths = numbersIn(stream.dict, 'W');
  const [w0 = 0, w1 = 0, w2 = 0] = widths ?? [];
  if (widths?.length !== 3) throw new Error('bad /W');
  const index = numbersIn(stream.dict, 'Index') ?? [0, numberOf(stream.dict, 'Size') ?? 0];
  const data = decodeStream(stream);
  const entries = new Map<number, XrefEntry>();
  let at = 0;
  const field = (width: number, fallback: number): number => {
    if (width === 0) return fallback;
    let value = 0;
    for (let i = 0; i < width; i += 1) value = value * 256 + (data[at + i] ?? 0);
    at += width;
    return value;
  };
  for (let s = 0; s + 1 < index.length; s += 2) {
    for (let k = 0; k < index[s + 1]! && at < data.length; k += 1) {
      const [type, second, third] = [field(w0, 1), field(w1, 0), field(w2, 0)];
      entries.set(index[s]! + k, entryOf(type, second, third));
    }
  }
  return { entries, trailer: stream.dict, kind: 'stream' };
};

const entryOf = (type: number, second: number, third: number): XrefEntry => {
  if (type === 1) return { kind: 'at', offset: second, generation: third };
  if (type === 2) return { kind: 'inStream', stream: second, index: third };
  return { kind: 'free' };
};

const numberOf = (dict: PDFDict, key: string): number | undefined => {
  const value = dict.get(PDFName.of(key));
  return value instanceof PDFNumber ? value.asNumber() : undefined;
};

const numbersIn = (dict: PDFDict, key: string): number[] | undefined => {
  const value = dict.get(PDFName.of(key));
  if (!(value instanceof PDFArray)) return undefined;
  return value.asArray().map((item) => (item instanceof PDFNumber ? item.asNumber() : NaN));
};

/** Reads single objects through the cross-reference, as a viewer does. */
export class ObjectReader {
  private readonly streams = new Map<
    number,
    { readonly data: Uint8Array; readonly offsets: readonly [number, number][] }
  >();

  constructor(
    private readonly bytes: Uint8Array,
    readonly xref: Xref,
    private readonly context: PDFContext,
  ) {}

  /** The object, or `undefined` where there is none. Throws `signing.broken-xref` where something else stands. */
  read(n: number): { readonly ref: PDFRef; readonly object: ReturnType<PDFObjectParser['parseObject']> } | undefined {
    const entry = this.xref.entries.get(n);
    if (entry === undefined || entry.kind === 'free') return undefined;
    if (entry.kind === 'at') return this.readAt(n, entry);
    const { data, offsets } = this.objectStream(entry.stream);
    const found = offsets[entry.index]?.[0] === n ? offsets[entry.index] : offsets.find(([number]) => number === n);
    if (!found) throw broken(`oggetto ${n} assente dal flusso ${entry.stream}`);
    try {
      const ref = PDFRef.of(n, 0);
      return { ref, object: PDFObjectParser.forBytes(data.subarray(found[1]), this.context).parseObject(ref) };
    } catch (cause) {
      throw broken(`oggetto ${n}`, cause);
    }
  }

  private readAt(n: number, { offset, generation }: { offset: number; generation: number }) {
    const header = /^\s*(\d+)\s+(\d+)\s+obj/.exec(ascii(this.bytes, offset, offset + 48));
    if (!header || Number(header[1]) !== n || Number(header[2]) !== generation) throw broken(`oggetto ${n}`);
    try {
      const ref = PDFRef.of(n, generation);
      const rest = this.bytes.subarray(offset + header[0].length);
      return { ref, object: PDFObjectParser.forBytes(rest, this.context).parseObject(ref) };
    } catch (cause) {
      throw broken(`oggetto ${n}`, cause);
    }
  }

  private objectStream(n: number) {
    const known = this.streams.get(n);
    if (known) return known;
    const entry = this.xref.entries.get(n);
    const stream = entry?.kind === 'at' ? this.readAt(n, entry).object : undefined;
    if (!(stream instanceof PDFRawStream)) throw broken(`flusso di oggetti ${n}`);
    const data = decodeStream(stream);
    const first = numberOf(stream.dict, 'First') ?? 0;
    const words = ascii(data, 0, first).split(/\s+/).filter(Boolean).map(Number);
    const offsets: [number, number][] = [];
    for (let i = 0; i + 1 < words.length; i += 2) offsets.push([words[i]!, first + words[i + 1]!]);
    const read = { data, offsets };
    this.streams.set(n, read);
    return read;
  }
}
