import { decodeStream } from './filters.js';
import { Lexer } from './lexer.js';
import { type PdfDict, PdfLimitError, PdfRef, PdfStream, PdfSyntaxError, type PdfValue } from './values.js';
import { readSections, type Entry, type Section, type XrefLimits } from './xref.js';

export interface FileLimits extends XrefLimits {
  /** Bytes of object syntax in all, decoded: what a reader turns into objects in its memory. */
  readonly maxObjectBytes: number;
}

/** The objects of one object stream (ISO 32000-2, 7.5.7), read when asked for. */
export interface Packed {
  readonly numbers: readonly number[];
  value(index: number): PdfValue;
}

const KEPT_STREAMS = 32;

/**
 * A PDF whose objects are read one at a time and not kept, so that a check needs little more memory than the file.
 * The newest revision is what {@link get} sees; {@link everywhere} sees the same number in all revisions.
 */
export class PdfFile {
  readonly bytes: Uint8Array;
  readonly version: string;
  /** Newest first. */
  readonly sections: readonly Section[];
  readonly trailer: PdfDict;
  readonly limits: FileLimits;
  /** Bytes of the file that some object was read from, as [start, end). */
  readonly covered = new Map<number, number>();
  readonly #newest = new Map<number, Entry>();
  readonly #packed = new Map<number, Packed>();
  readonly #counted = new Set<number>();
  #objectBytes = 0;

  /** Throws {@link PdfSyntaxError} or {@link PdfLimitError}. */
  constructor(bytes: Uint8Array, limits: FileLimits) {
    this.bytes = bytes;
    this.limits = limits;
    this.version = headerVersion(bytes);
    this.sections = readSections(bytes, limits);
    const trailer = this.sections[0]?.trailer;
    if (!trailer) throw new PdfSyntaxError('no trailer', 0);
    this.trailer = trailer;
    for (const section of this.sections) {
      for (const [num, entry] of section.entries) if (!this.#newest.has(num)) this.#newest.set(num, entry);
    }
  }

  get isEncrypted(): boolean {
    return this.sections.some(({ trailer }) => trailer.all('Encrypt').some((value) => value !== null));
  }

  /** Entries of the newest revision. */
  get newest(): ReadonlyMap<number, Entry> {
    return this.#newest;
  }

  /** What a reference means in the newest revision; `null` for an object that is not there (7.3.10). */
  get(ref: PdfRef): PdfValue {
    const entry = this.#newest.get(ref.num);
    return entry ? this.read(ref.num, entry) : null;
  }

  /** Follows references, at most a few in a row. */
  resolve = (value: PdfValue | undefined): PdfValue | undefined => {
    let found = value;
    for (let i = 0; found instanceof PdfRef; i++) {
      if (i > 8) return null;
      found = this.get(found);
    }
    return found;
  };

  /** What the object was in every revision. */
  everywhere(num: number): PdfValue[] {
    const found: PdfValue[] = [];
    for (const { entries } of this.sections) {
      const entry = entries.get(num);
      if (entry && entry.kind !== 'free') found.push(this.read(num, entry));
    }
    return found;
  }

  read(num: number, entry: Entry): PdfValue {
    if (entry.kind === 'free') return null;
    if (entry.kind === 'at') return this.readAt(entry.offset, num).value;
    const packed = this.packed(entry.stream);
    const index = packed.numbers[entry.index] === num ? entry.index : packed.numbers.indexOf(num);
    if (index < 0) throw new PdfSyntaxError(`object ${num} is not in object stream ${entry.stream}`, 0);
    return packed.value(index);
  }

  /** Reads `n g obj ...` at a byte. Throws {@link PdfSyntaxError} when another object or none stands there. */
  readAt(offset: number, num?: number): { readonly num: number; readonly value: PdfValue; readonly end: number } {
    const lexer = new Lexer(this.bytes, offset, this.lengthOf);
    const ref = lexer.takeObjectHeader();
    if (!ref || (num !== undefined && ref.num !== num)) {
      throw new PdfSyntaxError(`object ${num ?? '?'} is not where the cross-reference says`, offset);
    }
    lexer.skipSpace();
    // `1 0 obj endobj` is null.
    const value = lexer.takeWord('endobj', false) ? null : lexer.value(true);
    lexer.skipSpace();
    lexer.takeWord('endobj', false);
    if (this.covered.get(offset) === undefined) {
      this.covered.set(offset, lexer.pos);
      this.count(lexer.pos - offset - (value instanceof PdfStream ? value.raw.length : 0));
    }
    return { num: ref.num, value, end: lexer.pos };
  }

  /** The objects of the newest object stream of that number. */
  packed(num: number): Packed {
    const kept = this.#packed.get(num);
    if (kept) return kept;
    const entry = this.#newest.get(num);
    if (entry?.kind !== 'at') throw new PdfSyntaxError(`object stream ${num} is not there`, 0);
    const value = this.readAt(entry.offset, num).value;
    if (!(value instanceof PdfStream)) throw new PdfSyntaxError(`object ${num} is no stream`, entry.offset);
    const packed = this.unpack(value);
    if (this.#packed.size >= KEPT_STREAMS) this.#packed.delete(this.#packed.keys().next().value ?? -1);
    this.#packed.set(num, packed);
    return packed;
  }

  unpack(stream: PdfStream): Packed {
    const { bytes } = decodeStream(stream, this.limits.maxStreamBytes, this.resolve);
    // Decoded again after it fell out of the kept ones, it counts no second time.
    if (!this.#counted.has(stream.raw.byteOffset)) this.count(bytes.length);
    this.#counted.add(stream.raw.byteOffset);
    const first = this.resolve(stream.dict.get('First'));
    const n = this.resolve(stream.dict.get('N'));
    if (typeof first !== 'number' || typeof n !== 'number') throw new PdfSyntaxError('an object stream is broken', 0);
    if (n > this.limits.maxObjects) throw new PdfLimitError('objects');
    const lexer = new Lexer(bytes);
    const numbers: number[] = [];
    const offsets: number[] = [];
    for (let i = 0; i < n; i++) {
      lexer.skipSpace();
      const num = lexer.takeInteger();
      lexer.skipSpace();
      const offset = num === undefined ? undefined : lexer.takeInteger();
      if (num === undefined || offset === undefined) throw new PdfSyntaxError('an object stream is broken', 0);
      numbers.push(num);
      offsets.push(offset);
    }
    return { numbers, value: (index) => new Lexer(bytes, first + (offsets[index] ?? 0)).value() };
  }

  private count(bytes: number): void {
    this.#objectBytes += bytes;
    if (this.#objectBytes > this.limits.maxObjectBytes) throw new PdfLimitError('objectBytes');
  }

  private lengthOf = (ref: PdfRef): number | undefined => {
    const entry = this.#newest.get(ref.num);
    if (entry?.kind !== 'at') return undefined;
    const lexer = new Lexer(this.bytes, entry.offset);
    if (lexer.takeObjectHeader()?.num !== ref.num) return undefined;
    lexer.skipSpace();
    return lexer.takeInteger();
  };
}

/** `%PDF-1.7` at the very first byte: a file that begins as something else may be read as something else. */
const headerVersion = (bytes: Uint8Array): string => {
  const match = /^%PDF-(\d\.\d)/.exec(Buffer.from(bytes.subarray(0, 8)).toString('latin1'));
  if (!match?.[1]) throw new PdfSyntaxError('no PDF header', 0);
  return match[1];
};
