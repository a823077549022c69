import { CR, isDigit, isRegular, isSpace, LF } from './characters.js';
import { PdfSyntaxError } from './values.js';

/** A place in the bytes, and what can be taken from there. */
export class Cursor {
  readonly bytes: Uint8Array;
  pos: number;
  protected readonly end: number;

  constructor(bytes: Uint8Array, pos: number, end: number) {
    this.bytes = bytes;
    this.pos = pos;
    this.end = end;
  }

  peek(ahead = 0): number {
    const at = this.pos + ahead;
    return at < this.end ? (this.bytes[at] ?? -1) : -1;
  }

  get done(): boolean {
    return this.pos >= this.end;
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
}
