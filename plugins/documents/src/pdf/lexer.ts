import { CR, indexOfWord, isDigit, LF } from './characters.js';
import { Cursor } from './cursor.js';
import { readHexadecimal, readLiteral, readName } from './strings.js';
import { PdfDict, PdfLimitError, PdfRef, PdfStream, type PdfValue } from './values.js';

const MAX_DEPTH = 200;
/** Finds the number behind `/Length 12 0 R`; `undefined` when it cannot be told. */
export type LengthOf = (ref: PdfRef) => number | undefined;

/** Reads values from bytes (ISO 32000-2, 7.3). Throws `PdfSyntaxError` on anything that is no PDF syntax. */
export class Lexer extends Cursor {
  readonly #lengthOf: LengthOf;

  constructor(bytes: Uint8Array, pos = 0, lengthOf: LengthOf = () => undefined, end = bytes.length) {
    super(bytes, pos, end);
    this.#lengthOf = lengthOf;
  }

  /** `12 0 obj`, or `undefined` (and nothing taken). */
  takeObjectHeader(): PdfRef | undefined {
    const start = this.pos;
    this.skipSpace();
    const num = this.takeInteger();
    this.skipSpace();
    const gen = num === undefined ? undefined : this.takeInteger();
    this.skipSpace();
    // `obj` may be followed at once by what it holds: `1 0 obj<<`, and by some writers `1 0 obj42`.
    if (num !== undefined && gen !== undefined && this.takeWord('obj', false)) return new PdfRef(num, gen);
    this.pos = start;
    return undefined;
  }

  /** One value; a dictionary that is followed by `stream` is taken as a stream when `streams` is set. */
  value(streams = false, depth = 0): PdfValue {
    if (depth > MAX_DEPTH) throw new PdfLimitError('depth');
    this.skipSpace();
    const byte = this.peek();
    if (byte === 0x2f) return readName(this);
    if (byte === 0x28) return readLiteral(this);
    if (byte === 0x5b) return this.array(depth);
    if (byte === 0x3c) {
      if (this.peek(1) !== 0x3c) return readHexadecimal(this);
      const dict = this.dict(depth);
      return streams ? this.streamOf(dict) : dict;
    }
    if (isDigit(byte)) return this.numberOrRef();
    if (byte === 0x2b || byte === 0x2d || byte === 0x2e) return this.number();
    if (this.takeWord('true')) return true;
    if (this.takeWord('false')) return false;
    if (this.takeWord('null')) return null;
    return this.fail('a value was expected');
  }

  private number(): number {
    const start = this.pos;
    for (let byte = this.peek(); isDigit(byte) || byte === 0x2b || byte === 0x2d || byte === 0x2e; byte = this.peek()) {
      this.pos++;
    }
    const text = Buffer.from(this.bytes.subarray(start, this.pos)).toString('latin1');
    // Writers exist that put "--5" or "12-3"; readers take the first sensible number.
    return Number.parseFloat(text.replace(/^[+-]*(?=-)/, '')) || 0;
  }

  private numberOrRef(): number | PdfRef {
    const first = this.number();
    const after = this.pos;
    if (Number.isInteger(first)) {
      this.skipSpace();
      const gen = this.takeInteger();
      if (gen !== undefined) {
        this.skipSpace();
        if (this.takeWord('R')) return new PdfRef(first, gen);
      }
    }
    this.pos = after;
    return first;
  }

  private array(depth: number): PdfValue[] {
    this.pos++;
    const items: PdfValue[] = [];
    for (;;) {
      this.skipSpace();
      if (this.peek() === 0x5d) {
        this.pos++;
        return items;
      }
      items.push(this.value(false, depth + 1));
    }
  }

  dict(depth = 0): PdfDict {
    if (this.peek() !== 0x3c || this.peek(1) !== 0x3c) this.fail('a dictionary was expected');
    this.pos += 2;
    const dict = new PdfDict();
    for (;;) {
      this.skipSpace();
      if (this.peek() === 0x3e && this.peek(1) === 0x3e) {
        this.pos += 2;
        return dict;
      }
      if (this.peek() !== 0x2f) this.fail('a key was expected');
      const key = readName(this).value;
      dict.entries.push([key, this.value(false, depth + 1)]);
    }
  }

  /** 7.3.8: the bytes between `stream` and `endstream`; a wrong `/Length` is put right by looking for the end. */
  private streamOf(dict: PdfDict): PdfDict | PdfStream {
    const before = this.pos;
    this.skipSpace();
    if (!this.takeWord('stream')) {
      this.pos = before;
      return dict;
    }
    if (this.peek() === CR) this.pos++;
    if (this.peek() === LF) this.pos++;
    const start = this.pos;
    const declared = dict.get('Length');
    const length = declared instanceof PdfRef ? this.#lengthOf(declared) : declared;
    if (typeof length === 'number' && length >= 0 && start + length <= this.end) {
      this.pos = start + length;
      this.skipSpace();
      if (this.takeWord('endstream', false)) return new PdfStream(dict, this.bytes.subarray(start, start + length));
    }
    const end = indexOfWord(this.bytes, 'endstream', start, this.end);
    if (end < 0) {
      this.pos = start;
      this.fail('a stream does not end');
    }
    this.pos = end + 'endstream'.length;
    return new PdfStream(dict, this.bytes.subarray(start, end));
  }
}
