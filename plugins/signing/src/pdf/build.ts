import { deflateSync } from 'node:zlib';
import {
  PDFArray,
  PDFBool,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFObject,
  PDFRawStream,
  type PDFContext,
} from 'pdf-lib';

/** A value in short: names begin with `/`, other strings become text strings. */
export type Short = PDFObject | number | boolean | string | readonly Short[] | { readonly [key: string]: Short };

/** Builds PDF objects from plain values. Lengths are rounded to a thousandth of a point. */
export const pdfObject = (context: PDFContext, value: Short): PDFObject => {
  if (value instanceof PDFObject) return value;
  if (typeof value === 'number') return PDFNumber.of(Math.round(value * 1000) / 1000);
  if (typeof value === 'boolean') return value ? PDFBool.True : PDFBool.False;
  if (typeof value === 'string') {
    return value.startsWith('/') ? PDFName.of(value.slice(1)) : PDFHexString.fromText(value);
  }
  if (Array.isArray(value)) {
    const array = PDFArray.withContext(context);
    for (const item of value as readonly Short[]) array.push(pdfObject(context, item));
    return array;
  }
  return pdfDict(context, value as { readonly [key: string]: Short });
};

export const pdfDict = (context: PDFContext, value: { readonly [key: string]: Short }): PDFDict => {
  const dict = PDFDict.withContext(context);
  for (const [key, item] of Object.entries(value)) dict.set(PDFName.of(key), pdfObject(context, item));
  return dict;
};

/** A compressed stream of operators. */
export const contentStream = (
  context: PDFContext,
  operators: readonly string[],
  entries: { readonly [key: string]: Short } = {},
): PDFRawStream => {
  const contents = new Uint8Array(deflateSync(Buffer.from(operators.join('\n'), 'latin1')));
  return PDFRawStream.of(pdfDict(context, { ...entries, Filter: '/FlateDecode', Length: contents.length }), contents);
};

/** A number as an operand. */
export const num = (value: number): string => String(Math.round(value * 1000) / 1000);
