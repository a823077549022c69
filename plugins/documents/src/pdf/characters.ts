/** Character classes (ISO 32000-2, 7.2.3): 1 white space, 2 delimiter, 0 regular. */
const classes = new Uint8Array(256);
for (const byte of [0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20]) classes[byte] = 1;
for (const char of '()<>[]{}/%') classes[char.charCodeAt(0)] = 2;

export const isSpace = (byte: number): boolean => classes[byte] === 1;
export const isRegular = (byte: number): boolean => classes[byte] === 0;
export const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;

/** 0-15, or -1 when the byte is no hexadecimal digit. */
export const hexDigit = (byte: number): number => {
  if (isDigit(byte)) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x61 + 10 : -1;
};

export const LF = 0x0a;
export const CR = 0x0d;

/** First place of an ASCII word at or after `from`, before `to`; -1 when there is none. */
export const indexOfWord = (bytes: Uint8Array, word: string, from: number, to = bytes.length): number => {
  const found = Buffer.from(bytes.buffer, bytes.byteOffset, to).indexOf(word, from, 'latin1');
  return found >= 0 ? found : -1;
};

export const lastIndexOfWord = (bytes: Uint8Array, word: string): number =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).lastIndexOf(word, undefined, 'latin1');
