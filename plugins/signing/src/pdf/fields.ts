import { PDFArray, PDFDict, PDFHexString, PDFName, PDFRef, PDFString, type PDFObject } from 'pdf-lib';
import { boxOf, type Box, type OpenPdf, type Page } from './open.js';

/** A form field at the end of its tree, with inherited type and value (ISO 32000-2, 12.7.4). */
export interface FormField {
  /** Full name, parts joined by dots. */
  readonly name: string;
  readonly ref: PDFRef;
  readonly dict: PDFDict;
  /** `Sig`, `Tx`, `Btn`, `Ch`. */
  readonly type: string;
  readonly value: PDFObject | undefined;
  readonly widgets: readonly Widget[];
}

export interface Widget {
  readonly ref: PDFRef;
  readonly dict: PDFDict;
  readonly page: Page;
  /** In the page's user space; `undefined` when it has no area. */
  readonly box: Box | undefined;
}

export const textOf = (value: PDFObject | undefined): string | undefined =>
  value instanceof PDFString || value instanceof PDFHexString ? value.decodeText() : undefined;

export const acroFormOf = (pdf: OpenPdf): PDFDict | undefined => {
  const form = pdf.catalog.lookup(PDFName.of('AcroForm'));
  return form instanceof PDFDict ? form : undefined;
};

/** All end fields of the form, in the order of the tree. */
export const fieldsOf = (pdf: OpenPdf): readonly FormField[] => {
  const found: FormField[] = [];
  const seen = new Set<PDFRef>();
  const pageOf = pageFinder(pdf);
  const walk = (ref: PDFObject, prefix: string, type: PDFObject | undefined, value: PDFObject | undefined): void => {
    if (!(ref instanceof PDFRef) || seen.has(ref)) return;
    seen.add(ref);
    const dict = pdf.context.lookup(ref);
    if (!(dict instanceof PDFDict)) return;
    const part = textOf(dict.lookup(PDFName.of('T')));
    const name = part === undefined ? prefix : prefix === '' ? part : `${prefix}.${part}`;
    const ownType = dict.lookup(PDFName.of('FT')) ?? type;
    const ownValue = dict.lookup(PDFName.of('V')) ?? value;
    const kids = dict.lookup(PDFName.of('Kids'));
    const children = kids instanceof PDFArray ? kids.asArray() : [];
    const fields = children.filter((kid) => {
      const child = pdf.context.lookup(kid);
      return child instanceof PDFDict && child.has(PDFName.of('T'));
    });
    if (fields.length > 0) {
      for (const kid of fields) walk(kid, name, ownType, ownValue);
      return;
    }
    found.push({
      name,
      ref,
      dict,
      type: ownType instanceof PDFName ? ownType.decodeText() : '',
      value: ownValue,
      widgets: (children.length > 0 ? children : [ref]).flatMap((widget) => widgetOf(pdf, widget, pageOf)),
    });
  };
  const roots = acroFormOf(pdf)?.lookup(PDFName.of('Fields'));
  for (const root of roots instanceof PDFArray ? roots.asArray() : []) walk(root, '', undefined, undefined);
  return found;
};

const widgetOf = (pdf: OpenPdf, ref: PDFObject, pageOf: (ref: PDFRef, dict: PDFDict) => Page | undefined): Widget[] => {
  const dict = pdf.context.lookup(ref);
  if (!(ref instanceof PDFRef) || !(dict instanceof PDFDict)) return [];
  const page = pageOf(ref, dict);
  if (!page) return [];
  const box = boxOf(dict.lookup(PDFName.of('Rect')));
  return [{ ref, dict, page, box: box && box[2] - box[0] > 1 && box[3] - box[1] > 1 ? box : undefined }];
};

/** A widget's page: its /P, or the page whose /Annots lists it. */
const pageFinder = (pdf: OpenPdf): ((ref: PDFRef, dict: PDFDict) => Page | undefined) => {
  const byPage = new Map(pdf.pages.map((page) => [page.ref, page]));
  let byAnnotation: Map<PDFObject, Page> | undefined;
  return (ref, dict) => {
    const named = dict.get(PDFName.of('P'));
    const page = named instanceof PDFRef ? byPage.get(named) : undefined;
    if (page) return page;
    byAnnotation ??= new Map(
      pdf.pages.flatMap((one) => annotationsOf(one).map((annotation) => [annotation, one] as const)),
    );
    return byAnnotation.get(ref);
  };
};

/** The page's /Annots as they stand: references, rarely dictionaries. */
export const annotationsOf = (page: Page): readonly PDFObject[] => {
  const list = page.dict.lookup(PDFName.of('Annots'));
  return list instanceof PDFArray ? list.asArray() : [];
};
