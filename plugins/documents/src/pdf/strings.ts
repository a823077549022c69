import { CR, hexDigit, isRegular, isSpace, LF } from './characters.js';
import type { Cursor } from './cursor.js';
import { PdfName, PdfString } from './values.js';

/** 7.3.5: a name, `#` and two digits for any byte. */
export const readName = (from: Cursor): PdfName => {
  from.pos++;
  let text = '';
  for (let byte = from.peek(); byte >= 0 && isRegular(byte); byte = from.peek()) {
    const high = byte === 0x23 ? hexDigit(from.peek(1)) : -1;
    const low = high >= 0 ? hexDigit(from.peek(2)) : -1;
    if (low >= 0) {
      text += String.fromCharCode(high * 16 + low);
      from.pos += 3;
    } else {
      text += String.fromCharCode(byte);
      from.pos++;
    }
  }
  return new PdfName(text);
};

/** 7.3.4.2: a string in parentheses. */
export const readLiteral = (from: Cursor): PdfString => {
  from.pos++;
  const parts: number[] = [];
  let depth = 1;
  for (;;) {
    const byte = from.peek();
    if (byte < 0) from.fail('a string does not end');
    from.pos++;
    if (byte === 0x5c) readEscape(from, parts);
    else {
      if (byte === 0x28) depth++;
      else if (byte === 0x29 && --depth === 0) return new PdfString(Buffer.from(parts).toString('latin1'));
      parts.push(byte);
    }
  }
};

const readEscape = (from: Cursor, parts: number[]): void => {
  const byte = from.peek();
  if (byte < 0) from.fail('a string does not end');
  if (byte >= 0x30 && byte <= 0x37) {
    let code = 0;
    for (let i = 0; i < 3 && from.peek() >= 0x30 && from.peek() <= 0x37; i++) {
      code = code * 8 + from.peek() - 0x30;
      from.pos++;
    }
    parts.push(code & 0xff);
    return;
  }
  from.pos++;
  const plain: Readonly<Record<number, number>> = { 0x6e: 10, 0x72: 13, 0x74: 9, 0x62: 8, 0x66: 12 };
  if (byte === CR || byte === LF) {
    if (byte === CR && from.peek() === LF) from.pos++;
  } else parts.push(plain[byte] ?? byte);
};

/** 7.3.4.3: a string in angle brackets. */
export const readHexadecimal = (from: Cursor): PdfString => {
  from.pos++;
  let digits = '';
  for (;;) {
    const byte = from.peek();
    if (byte < 0) from.fail('a hexadecimal string does not end');
    from.pos++;
    if (byte === 0x3e) break;
    if (hexDigit(byte) >= 0) digits += String.fromCharCode(byte);
    else if (!isSpace(byte)) from.fail('no hexadecimal digit');
  }
  if (digits.length % 2 === 1) digits += '0';
  return new PdfString(Buffer.from(digits, 'hex').toString('latin1'));
};
