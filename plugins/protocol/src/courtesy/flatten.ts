import {
  concatTransformationMatrix,
  drawObject,
  PDFArray,
  PDFDict,
  PDFName,
  PDFNumber,
  PDFRawStream,
  PDFRef,
  PDFStream,
  PDFString,
  PDFHexString,
  popGraphicsState,
  pushGraphicsState,
  type PDFOperator,
  type PDFPage,
} from 'pdf-lib';
import { appearanceMatrix, type Box, type Matrix } from './geometry.js';

const name = (text: string): PDFName => PDFName.of(text);

const numbers = (array: PDFArray | undefined): readonly number[] =>
  array === undefined ? [] : array.asArray().map((_, at) => array.lookupMaybe(at, PDFNumber)?.asNumber() ?? 0);

const boxOf = (array: PDFArray | undefined): Box | undefined => {
  const [x1, y1, x2, y2] = numbers(array);
  if (x1 === undefined || y1 === undefined || x2 === undefined || y2 === undefined) return undefined;
  return { x: Math.min(x1, x2), y: Math.min(y1, y2), width: Math.abs(x2 - x1), height: Math.abs(y2 - y1) };
};

/** Flags of an annotation (ISO 32000-2, table 167): hidden, or not to be seen on a screen. */
const HIDDEN = 0b10 | 0b10_0000;

/** The normal appearance: a stream, or the one of the present state (`AS`). */
const appearanceRef = (annotation: PDFDict): PDFRef | undefined => {
  const appearances = annotation.lookupMaybe(name('AP'), PDFDict);
  const normal = appearances?.get(name('N'));
  if (normal instanceof PDFRef && annotation.context.lookup(normal) instanceof PDFStream) return normal;
  const states = appearances?.lookup(name('N'));
  const state = annotation.lookupMaybe(name('AS'), PDFName);
  const chosen = states instanceof PDFDict && state !== undefined ? states.get(state) : undefined;
  return chosen instanceof PDFRef && annotation.context.lookup(chosen) instanceof PDFStream ? chosen : undefined;
};

const drawing = (page: PDFPage, annotation: PDFDict): readonly PDFOperator[] => {
  const flags = annotation.lookupMaybe(name('F'), PDFNumber)?.asNumber() ?? 0;
  const reference = appearanceRef(annotation);
  const rect = boxOf(annotation.lookupMaybe(name('Rect'), PDFArray));
  if ((flags & HIDDEN) !== 0 || reference === undefined || rect === undefined) return [];
  const stream = annotation.context.lookup(reference);
  if (!(stream instanceof PDFRawStream) && !(stream instanceof PDFStream)) return [];
  const bbox = boxOf(stream.dict.lookupMaybe(name('BBox'), PDFArray));
  const own = numbers(stream.dict.lookupMaybe(name('Matrix'), PDFArray));
  const matrix =
    bbox && appearanceMatrix(bbox, own.length === 6 ? (own as unknown as Matrix) : [1, 0, 0, 1, 0, 0], rect);
  if (matrix === undefined) return [];
  const key = page.node.newXObject('Timbro', reference);
  return [pushGraphicsState(), concatTransformationMatrix(...matrix), drawObject(key), popGraphicsState()];
};

/** A link to a web page, without anything else that the annotation held. */
const webLink = (page: PDFPage, annotation: PDFDict): PDFDict | undefined => {
  const action = annotation.lookupMaybe(name('A'), PDFDict);
  const rect = annotation.lookupMaybe(name('Rect'), PDFArray);
  const target = action?.lookup(name('URI'));
  if (action?.lookupMaybe(name('S'), PDFName) !== name('URI') || rect === undefined) return undefined;
  if (!(target instanceof PDFString) && !(target instanceof PDFHexString)) return undefined;
  return page.doc.context.obj({
    Type: 'Annot',
    Subtype: 'Link',
    Rect: numbers(rect) as number[],
    Border: [0, 0, 0],
    A: { S: 'URI', URI: target },
  }) as PDFDict;
};

/**
 * What annotations show becomes part of the page, and they go: form fields, notes and above all signatures, of which the
 * visible stamp stays as a picture. Links to web pages stay links.
 */
export const flattenAnnotations = (page: PDFPage): void => {
  const annotations = page.node.Annots();
  const links: PDFDict[] = [];
  const operators: PDFOperator[] = [];
  for (let at = 0; at < (annotations?.size() ?? 0); at += 1) {
    const annotation = annotations?.lookupMaybe(at, PDFDict);
    const subtype = annotation?.lookupMaybe(name('Subtype'), PDFName);
    if (annotation === undefined || subtype === name('Popup')) continue;
    if (subtype === name('Link')) {
      const link = webLink(page, annotation);
      if (link !== undefined) links.push(link);
    } else {
      operators.push(...drawing(page, annotation));
    }
  }
  for (const key of ['Annots', 'AA', 'StructParents', 'Tabs', 'Metadata', 'PieceInfo', 'B'])
    page.node.delete(name(key));
  if (links.length > 0) page.node.set(name('Annots'), page.doc.context.obj(links));
  if (operators.length > 0) page.pushOperators(...operators);
};
