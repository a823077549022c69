import { inflateSync, constants } from 'node:zlib';
import { hexDigit, isSpace } from './characters.js';
import { lzw } from './lzw.js';
import { unpredict } from './predictors.js';
import { PdfDict, PdfLimitError, PdfName, type PdfStream, PdfSyntaxError, type PdfValue } from './values.js';

/** Filters whose output is an image; what they hold is pixels, which nobody executes. */
const IMAGE = new Set(['DCTDecode', 'DCT', 'JPXDecode', 'JBIG2Decode', 'CCITTFaxDecode', 'CCF']);
const MAX_FILTERS = 8;

export interface Decoded {
  readonly bytes: Uint8Array;
  /** Set when decoding stopped before an image filter. */
  readonly image: boolean;
}

type Resolve = (value: PdfValue | undefined) => PdfValue | undefined;

/**
 * Undoes a stream's filters (ISO 32000-2, 7.4), never making more than `cap` bytes in any stage.
 * Throws {@link PdfLimitError} past it and {@link PdfSyntaxError} for broken data or an unknown filter.
 */
export const decodeStream = (stream: PdfStream, cap: number, resolve: Resolve): Decoded => {
  const filters = namesOf(stream.dict.get('Filter') ?? stream.dict.get('F'), resolve);
  const params = paramsOf(stream.dict.get('DecodeParms') ?? stream.dict.get('DP'), resolve);
  if (filters.length > MAX_FILTERS) throw new PdfLimitError('streamBytes');
  let bytes = stream.raw;
  for (const [i, filter] of filters.entries()) {
    if (IMAGE.has(filter)) return { bytes, image: true };
    bytes = decode(bytes, filter, params[i], cap);
  }
  return { bytes, image: false };
};

const namesOf = (value: PdfValue | undefined, resolve: Resolve): string[] => {
  const found = resolve(value);
  const list = Array.isArray(found) ? found : [found];
  return list.map((item) => resolve(item as PdfValue)).flatMap((item) => (item instanceof PdfName ? [item.value] : []));
};

const paramsOf = (value: PdfValue | undefined, resolve: Resolve): (PdfDict | undefined)[] => {
  const found = resolve(value);
  const list = Array.isArray(found) ? (found as PdfValue[]) : [found];
  return list.map((item) => resolve(item)).map((item) => (item instanceof PdfDict ? item : undefined));
};

const decode = (bytes: Uint8Array, filter: string, params: PdfDict | undefined, cap: number): Uint8Array => {
  switch (filter) {
    case 'FlateDecode':
    case 'Fl':
      return unpredict(inflate(bytes, cap), params);
    case 'LZWDecode':
    case 'LZW':
      return unpredict(lzw(bytes, params?.number('EarlyChange') ?? 1, cap), params);
    case 'ASCIIHexDecode':
    case 'AHx':
      return asciiHex(bytes);
    case 'ASCII85Decode':
    case 'A85':
      return ascii85(bytes, cap);
    case 'RunLengthDecode':
    case 'RL':
      return runLength(bytes, cap);
    default:
      throw new PdfSyntaxError(`unknown filter ${filter}`, 0);
  }
};

export const inflate = (bytes: Uint8Array, cap: number): Uint8Array => {
  try {
    // A stream that ends early is taken as far as it goes, as readers do.
    return inflateSync(bytes, { maxOutputLength: cap, finishFlush: constants.Z_SYNC_FLUSH });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new PdfLimitError('streamBytes');
    throw new PdfSyntaxError(`compressed data is broken (${(error as Error).message})`, 0);
  }
};

const asciiHex = (bytes: Uint8Array): Uint8Array => {
  const out: number[] = [];
  let high = -1;
  for (const byte of bytes) {
    if (byte === 0x3e) break;
    const digit = hexDigit(byte);
    if (digit < 0) continue;
    if (high < 0) high = digit;
    else {
      out.push(high * 16 + digit);
      high = -1;
    }
  }
  if (high >= 0) out.push(high * 16);
  return Uint8Array.from(out);
};

const ascii85 = (bytes: Uint8Array, cap: number): Uint8Array => {
  const out: number[] = [];
  let group: number[] = [];
  const flush = (count: number): void => {
    let value = 0;
    for (let i = 0; i < 5; i++) value = value * 85 + (group[i] ?? 84);
    for (let i = 0; i < count; i++) out.push(Math.floor(value / 256 ** (3 - i)) & 0xff);
    group = [];
    if (out.length > cap) throw new PdfLimitError('streamBytes');
  };
  for (const byte of bytes) {
    if (isSpace(byte)) continue;
    if (byte === 0x7e) break;
    if (byte === 0x7a && group.length === 0) {
      group = [0, 0, 0, 0, 0];
      flush(4);
    } else if (byte >= 0x21 && byte <= 0x75) {
      group.push(byte - 0x21);
      if (group.length === 5) flush(4);
    } else throw new PdfSyntaxError('no ASCII85 data', 0);
  }
  if (group.length > 1) flush(group.length - 1);
  return Uint8Array.from(out);
};

const runLength = (bytes: Uint8Array, cap: number): Uint8Array => {
  const parts: Uint8Array[] = [];
  let size = 0;
  for (let i = 0; i < bytes.length;) {
    const length = bytes[i++] ?? 128;
    if (length === 128) break;
    const part = length < 128 ? bytes.subarray(i, i + length + 1) : new Uint8Array(257 - length).fill(bytes[i] ?? 0);
    i += length < 128 ? length + 1 : 1;
    size += part.length;
    if (size > cap) throw new PdfLimitError('streamBytes');
    parts.push(part);
  }
  return Buffer.concat(parts);
};
