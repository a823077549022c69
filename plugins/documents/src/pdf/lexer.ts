import { CR, hexDigit, indexOfWord, isDigit, isRegular, isSpace, LF } from './characters.js';
import {
  PdfDict,
  PdfLimitError,
  PdfName,
  PdfRef,
  PdfStream,
  PdfString,
  PdfSyntaxError,
  type PdfValue,
} from './values.js';

const MAX_DEPTH = 200;
/** Finds the number behind `/Length 12 0 R`; `undefined` when it cannot be told. */
export type LengthOf = (ref: PdfRef) => number | undefined;

/** Reads values from bytes (ISO 32000-2, 7.3). Throws {@link PdfSyntaxError} on anything that is no PDF syntax. */
export class Lexer {
  readonly bytes: Uint8Array;
  pos: number;
  readonly #end: number;
  readonly #lengthOf: LengthOf;

  constructor(bytes: Uint8Array, pos = 0, lengthOf: LengthOf = () => undefined, end = bytes.length) {
    this.bytes = bytes;
    this.pos = pos;
    this.#end = end;
    this.#lengthOf = lengthOf;
  }

  peek(ahead = 0): number {
    const at = this.pos + ahead;
    return at < this.#end ? (this.bytes[at] ?? -1) : -1;
  }

  get done(): boolean {
    return this.pos >= this.#end;
  }

  fail(message: string): never {
    throw new PdfSyntaxError(message, this.pos);
  }

  /** White space and comments (7.2.4). */
  skipSpace(): void {
    for (;;) {
      const byte = this.peek();
      if (byte >= 0 && isSpace(byte)) this.pos++;
      else if (byte === 0x25) {
        while (!this.done && this.peek() !== CR && this.peek() !== LF) this.pos++;
      } else return;
    }
  }

  /** Takes the word if it stands here; a `whole` one is not just the beginning of a longer one. */
  takeWord(word: string, whole = true): boolean {
    for (let i = 0; i < word.length; i++) if (this.peek(i) !== word.charCodeAt(i)) return false;
    const after = this.peek(word.length);
    if (whole && after >= 0 && isRegular(after)) return false;
    this.pos += word.length;
    return true;
  }

  /** A non-negative integer, or `undefined` (and nothing taken). */
  takeInteger(): number | undefined {
    const start = this.pos;
    let value = 0;
    while (isDigit(this.peek()) && this.pos - start < 15) value = value * 10 + (this.bytes[this.pos++] ?? 0) - 0x30;
    return this.pos === start ? undefined : value;
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
    if (byte === 0x2f) return this.name();
    if (byte === 0x28) return this.literal();
    if (byte === 0x5b) return this.array(depth);
    if (byte === 0x3c) {
      if (this.peek(1) !== 0x3c) return this.hexadecimal();
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

  private name(): PdfName {
    this.pos++;
    let text = '';
    for (let byte = this.peek(); byte >= 0 && isRegular(byte); byte = this.peek()) {
      const high = byte === 0x23 ? hexDigit(this.peek(1)) : -1;
      const low = high >= 0 ? hexDigit(this.peek(2)) : -1;
      if (low >= 0) {
        text += String.fromCharCode(high * 16 + low);
        this.pos += 3;
      } else {
        text += String.fromCharCode(byte);
        this.pos++;
      }
    }
    return new PdfName(text);
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

  private literal(): PdfString {
    this.pos++;
    const parts: number[] = [];
    let depth = 1;
    for (;;) {
      const byte = this.peek();
      if (byte < 0) this.fail('a string does not end');
      this.pos++;
      if (byte === 0x5c) this.escape(parts);
      else {
        if (byte === 0x28) depth++;
        else if (byte === 0x29 && --depth === 0) return new PdfString(Buffer.from(parts).toString('latin1'));
        parts.push(byte);
      }
    }
  }

  private escape(parts: number[]): void {
    const byte = this.peek();
    if (byte < 0) this.fail('a string does not end');
    if (byte >= 0x30 && byte <= 0x37) {
      let code = 0;
      for (let i = 0; i < 3 && this.peek() >= 0x30 && this.peek() <= 0x37; i++) {
        code = code * 8 + this.peek() - 0x30;
        this.pos++;
      }
      parts.push(code & 0xff);
      return;
    }
    this.pos++;
    const plain: Readonly<Record<number, number>> = { 0x6e: 10, 0x72: 13, 0x74: 9, 0x62: 8, 0x66: 12 };
    if (byte === CR || byte === LF) {
      if (byte === CR && this.peek() === LF) this.pos++;
    } else parts.push(plain[byte] ?? byte);
  }

  private hexadecimal(): PdfString {
    this.pos++;
    let digits = '';
    for (;;) {
      const byte = this.peek();
      if (byte < 0) this.fail('a hexadecimal string does not end');
      this.pos++;
      if (byte === 0x3e) break;
      if (hexDigit(byte) >= 0) digits += String.fromCharCode(byte);
      else if (!isSpace(byte)) this.fail('no hexadecimal digit');
    }
    if (digits.length % 2 === 1) digits += '0';
    return new PdfString(Buffer.from(digits, 'hex').toString('latin1'));
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
      const key = this.name().value;
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
    if (typeof length === 'number' && length >= 0 && start + length <= this.#end) {
      this.pos = start + length;
      this.skipSpace();
      if (this.takeWord('endstream', false)) return new PdfStream(dict, this.bytes.subarray(start, start + length));
    }
    const end = indexOfWord(this.bytes, 'endstream', start, this.#end);
    if (end < 0) {
      this.pos = start;
      this.fail('a stream does not end');
    }
    this.pos = end + 'endstream'.length;
    return new PdfStream(dict, this.bytes.subarray(start, end));
  }
}
