import { inflateSync } from 'node:zlib';
import { PDFArray, PDFDict, PDFName, PDFNumber, type PDFRawStream, decodePDFRawStream } from 'pdf-lib';
import { refuse } from '../errors.js';

/** A cross-reference or object stream bigger than this is no office document. Bytes. */
const LIMIT = 128 * 1024 * 1024;

const numberIn = (dict: PDFDict | undefined, key: string, fallback: number): number => {
  const value = dict?.lookup(PDFName.of(key));
  return value instanceof PDFNumber ? value.asNumber() : fallback;
};

/** Undoes the PNG and TIFF predictors (ISO 32000-2, 7.4.4.4) of 8-bit samples. */
const unpredict = (data: Uint8Array, parameters: PDFDict | undefined): Uint8Array => {
  const predictor = numberIn(parameters, 'Predictor', 1);
  if (predictor < 10) return data;
  const columns = numberIn(parameters, 'Columns', 1);
  const pixel = Math.max(1, (numberIn(parameters, 'Colors', 1) * numberIn(parameters, 'BitsPerComponent', 8)) >> 3);
  const rows = Math.floor(data.length / (columns + 1));
  const out = new Uint8Array(rows * columns);
  for (let row = 0; row < rows; row += 1) {
    const from = row * (columns + 1);
    const kind = data[from] ?? 0;
    for (let i = 0; i < columns; i += 1) {
      const at = row * columns + i;
      const raw = data[from + 1 + i] ?? 0;
      const left = i >= pixel ? (out[at - pixel] ?? 0) : 0;
      const up = row > 0 ? (out[at - columns] ?? 0) : 0;
      const corner = row > 0 && i >= pixel ? (out[at - columns - pixel] ?? 0) : 0;
      out[at] = raw + predictions[kind]!(left, up, corner);
    }
  }
  return out;
};

const paeth = (left: number, up: number, corner: number): number => {
  const estimate = left + up - corner;
  const [a, b, c] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
};

const predictions: readonly ((left: number, up: number, corner: number) => number)[] = [
  () => 0,
  (left) => left,
  (_left, up) => up,
  (left, up) => (left + up) >> 1,
  paeth,
];

/** The decoded bytes of a cross-reference or object stream. Throws `signing.broken-xref` when they cannot be read. */
export const decodeStream = (stream: PDFRawStream): Uint8Array => {
  const filter = stream.dict.lookup(PDFName.of('Filter'));
  const filters = filter instanceof PDFArray ? filter.asArray() : filter instanceof PDFName ? [filter] : [];
  const parms = stream.dict.lookup(PDFName.of('DecodeParms'));
  const parameters = parms instanceof PDFArray ? parms.lookup(0) : parms;
  try {
    if (filters.length === 0) return stream.contents;
    if (filters.length === 1 && filters[0] === PDFName.of('FlateDecode')) {
      const plain = inflateSync(stream.contents, { maxOutputLength: LIMIT });
      return unpredict(plain, parameters instanceof PDFDict ? parameters : undefined);
    }
    return decodePDFRawStream(stream).decode();
  } catch (cause) {
    throw refuse('broken-xref', { cause, where: 'flusso compresso' });
  }
};
