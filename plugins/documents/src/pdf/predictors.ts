import { PdfSyntaxError, type PdfDict } from './values.js';

/** Undoes the predictor of a Flate or LZW stream (ISO 32000-2, 7.4.4.4). Cross-reference streams nearly always have one. */
export const unpredict = (bytes: Uint8Array, params: PdfDict | undefined): Uint8Array => {
  const predictor = params?.number('Predictor') ?? 1;
  if (predictor <= 1 || !params) return bytes;
  const colors = params.number('Colors') ?? 1;
  const depth = params.number('BitsPerComponent') ?? 8;
  const columns = params.number('Columns') ?? 1;
  const pixel = Math.max(1, (colors * depth) >> 3);
  const row = (colors * depth * columns + 7) >> 3;
  if (!(row > 0 && row < 0x1000000)) throw new PdfSyntaxError('a predictor has impossible columns', 0);
  return predictor === 2 ? tiff(bytes, row, pixel, depth) : png(bytes, row, pixel);
};

const tiff = (bytes: Uint8Array, row: number, pixel: number, depth: number): Uint8Array => {
  // Only whole bytes matter here: object data is bytes, and pixels of other depths are nobody's code.
  if (depth !== 8) return bytes;
  const out = Uint8Array.from(bytes);
  for (let start = 0; start < out.length; start += row) {
    for (let i = start + pixel; i < Math.min(start + row, out.length); i++)
      out[i] = (out[i] ?? 0) + (out[i - pixel] ?? 0);
  }
  return out;
};

const png = (bytes: Uint8Array, row: number, pixel: number): Uint8Array => {
  const rows = Math.ceil(bytes.length / (row + 1));
  const out = new Uint8Array(rows * row);
  let end = 0;
  for (let r = 0; r < rows; r++) {
    const kind = bytes[r * (row + 1)] ?? 0;
    const from = r * (row + 1) + 1;
    const to = r * row;
    const length = Math.min(row, bytes.length - from);
    for (let i = 0; i < length; i++) {
      const left = i >= pixel ? (out[to + i - pixel] ?? 0) : 0;
      const up = r > 0 ? (out[to + i - row] ?? 0) : 0;
      const corner = r > 0 && i >= pixel ? (out[to + i - row - pixel] ?? 0) : 0;
      out[to + i] = (bytes[from + i] ?? 0) + guess(kind, left, up, corner);
    }
    end = to + Math.max(0, length);
  }
  return out.subarray(0, end);
};

const guess = (kind: number, left: number, up: number, corner: number): number => {
  switch (kind) {
    case 0:
      return 0;
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4: {
      const estimate = left + up - corner;
      const toLeft = Math.abs(estimate - left);
      const toUp = Math.abs(estimate - up);
      const toCorner = Math.abs(estimate - corner);
      return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }
    default:
      throw new PdfSyntaxError(`unknown PNG predictor ${kind}`, 0);
  }
};
