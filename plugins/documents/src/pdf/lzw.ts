import { PdfLimitError, PdfSyntaxError } from './values.js';

const CLEAR = 256;
const END = 257;

/** LZW as PDF and TIFF use it (ISO 32000-2, 7.4.4): codes of 9 to 12 bits, most significant bit first. */
export const lzw = (bytes: Uint8Array, earlyChange: number, cap: number): Uint8Array => {
  const out: number[] = [];
  let table: number[][] = [];
  let width = 9;
  let previous: number[] | undefined;
  const reset = (): void => {
    table = Array.from({ length: 258 }, (_, code) => (code < 256 ? [code] : []));
    width = 9;
    previous = undefined;
  };
  reset();

  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = ((buffer << 8) | byte) & 0xffffff;
    bits += 8;
    if (bits < width) continue;
    bits -= width;
    const code = (buffer >> bits) & ((1 << width) - 1);
    if (code === END) break;
    if (code === CLEAR) {
      reset();
      continue;
    }
    const entry: number[] | undefined = table[code] ?? (previous && [...previous, previous[0] ?? 0]);
    if (!entry || code > table.length) throw new PdfSyntaxError('LZW data is broken', 0);
    for (const value of entry) out.push(value);
    if (out.length > cap) throw new PdfLimitError('streamBytes');
    if (previous && table.length < 4096) table.push([...previous, entry[0] ?? 0]);
    previous = entry;
    const size = table.length + earlyChange;
    width = size >= 2048 ? 12 : size >= 1024 ? 11 : size >= 512 ? 10 : 9;
  }
  return Uint8Array.from(out);
};
