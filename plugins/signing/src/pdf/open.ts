import { PDFArray, PDFContext, PDFDict, PDFHeader, PDFName, PDFNumber, PDFRef, type PDFObject } from 'pdf-lib';
import { refuse } from '../errors.js';
import { ascii } from './bytes.js';
import { ObjectReader, readXref, type Xref } from './xref.js';

/** A page in the order in which it is read. Lengths in points, in the page's own (unrotated) user space. */
export interface Page {
  readonly index: number;
  readonly ref: PDFRef;
  readonly dict: PDFDict;
  /** The visible part: the crop box within the media box. */
  readonly box: Box;
  /** Clockwise turn for display: 0, 90, 180 or 270. */
  readonly rotation: number;
}

/** Left, bottom, right, top. */
export type Box = readonly [x0: number, y0: number, x1: number, y1: number];

/** A PDF read through its cross-reference: what a viewer sees, and nothing else that may be in the file. */
export interface OpenPdf {
  readonly bytes: Uint8Array;
  readonly context: PDFContext;
  readonly xref: Xref;
  readonly catalogRef: PDFRef;
  readonly catalog: PDFDict;
  readonly pages: readonly Page[];
}

const MAX_PAGES = 20_000;

/** Throws `signing.broken-xref`, `signing.encrypted` or `signing.no-pages`. */
export const openPdf = (bytes: Uint8Array): OpenPdf => {
  const context = PDFContext.create();
  const version = /%PDF-(\d)\.(\d)/.exec(ascii(bytes, 0, 16));
  if (!version) throw refuse('broken-xref', { where: 'intestazione %PDF' });
  context.header = PDFHeader.forVersion(Number(version[1]), Number(version[2]));
  const xref = readXref(bytes, context);
  if (xref.trailer.has(PDFName.of('Encrypt'))) throw refuse('encrypted');
  const reader = new ObjectReader(bytes, xref, context);
  for (const n of xref.entries.keys()) {
    const found = reader.read(n);
    if (found) context.assign(found.ref, found.object);
  }
  context.largestObjectNumber = xref.size - 1;
  const catalogRef = xref.trailer.get(PDFName.of('Root'));
  const catalog = context.lookup(catalogRef);
  if (!(catalogRef instanceof PDFRef) || !(catalog instanceof PDFDict)) throw refuse('broken-xref', { where: '/Root' });
  const pages = pagesOf(context, catalog);
  if (pages.length === 0) throw refuse('no-pages');
  return { bytes, context, xref, catalogRef, catalog, pages };
};

interface Inherited {
  readonly MediaBox?: PDFObject;
  readonly CropBox?: PDFObject;
  readonly Rotate?: PDFObject;
}

/** Walks the page tree (7.7.3); a node met twice ends the walk there. */
const pagesOf = (context: PDFContext, catalog: PDFDict): Page[] => {
  const pages: Page[] = [];
  const seen = new Set<PDFRef>();
  const walk = (ref: PDFObject | undefined, above: Inherited): void => {
    if (!(ref instanceof PDFRef) || seen.has(ref) || pages.length >= MAX_PAGES) return;
    seen.add(ref);
    const node = context.lookup(ref);
    if (!(node instanceof PDFDict)) return;
    const here: Inherited = { ...above, ...own(node, 'MediaBox'), ...own(node, 'CropBox'), ...own(node, 'Rotate') };
    const kids = node.lookup(PDFName.of('Kids'));
    if (kids instanceof PDFArray) {
      for (const kid of kids.asArray()) walk(kid, here);
    } else {
      pages.push({
        index: pages.length,
        ref,
        dict: node,
        box: visibleBox(context, here),
        rotation: rotationOf(context.lookup(here.Rotate)),
      });
    }
  };
  walk(catalog.get(PDFName.of('Pages')), {});
  return pages;
};

const own = (node: PDFDict, key: keyof Inherited): Inherited => {
  const value = node.get(PDFName.of(key));
  return value === undefined ? {} : { [key]: value };
};

const rotationOf = (value: PDFObject | undefined): number =>
  value instanceof PDFNumber ? (((Math.round(value.asNumber() / 90) * 90) % 360) + 360) % 360 : 0;

/** US Letter stands where a file names no box at all, as viewers do. */
const visibleBox = (context: PDFContext, { MediaBox, CropBox }: Inherited): Box => {
  const media = boxOf(context.lookup(MediaBox)) ?? [0, 0, 612, 792];
  const crop = boxOf(context.lookup(CropBox));
  if (!crop) return media;
  const box: Box = [
    Math.max(media[0], crop[0]),
    Math.max(media[1], crop[1]),
    Math.min(media[2], crop[2]),
    Math.min(media[3], crop[3]),
  ];
  return box[2] > box[0] && box[3] > box[1] ? box : media;
};

/** A rectangle with its corners in any order. */
export const boxOf = (value: PDFObject | undefined): Box | undefined => {
  if (!(value instanceof PDFArray) || value.size() !== 4) return undefined;
  const numbers: number[] = [];
  for (let i = 0; i < 4; i += 1) {
    const item = value.lookup(i);
    if (!(item instanceof PDFNumber)) return undefined;
    numbers.push(item.asNumber());
  }
  const [a = 0, b = 0, c = 0, d = 0] = numbers;
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
};
