import { PDFArray, PDFDict, PDFName, PDFNumber, PDFRef } from 'pdf-lib';
import { refuse } from '../errors.js';
import { contentStream, num, pdfDict } from './build.js';
import type { Fonts } from './fonts.js';
import type { Box, OpenPdf, Page } from './open.js';
import { textOperator, wrap } from './stamp.js';

/** What the page says above the signatures. */
export interface SignaturePageText {
  /** "Delibera n. ... .pdf". */
  readonly document: string;
  /** Initials and endorsements given so far, one line each. */
  readonly notes: readonly string[];
}

const WIDTH = 595.28;
const HEIGHT = 841.89;
const MARGIN = 48;
const COLUMN = (WIDTH - 2 * MARGIN - 16) / 2;
const ROW = 82;
const MAX_NOTES = 12;

interface SignaturePage {
  /** Places for stamps in the order in which they are used. Display space. */
  slots(): readonly { readonly page: Page; readonly box: Box }[];
}

/** The page that an earlier signing of ours added, told by its /PieceInfo (ISO 32000-2, 14.5). */
export const signaturePageOf = (pdf: OpenPdf): SignaturePage | undefined => {
  for (const page of [...pdf.pages].reverse()) {
    const top = slotsTop(page.dict);
    if (top !== undefined) return { slots: () => slotsBelow(top).map((box) => ({ page, box })) };
  }
  return undefined;
};

const slotsTop = (page: PDFDict): number | undefined => {
  let dict: unknown = page;
  for (const key of ['PieceInfo', 'LibroFirma', 'Private']) {
    dict = dict instanceof PDFDict ? dict.lookup(PDFName.of(key)) : undefined;
  }
  const top = dict instanceof PDFDict ? dict.lookup(PDFName.of('SignaturesBelow')) : undefined;
  return top instanceof PDFNumber ? top.asNumber() : undefined;
};

const slotsBelow = (top: number): readonly Box[] => {
  const boxes: Box[] = [];
  for (let y = top; y - ROW >= MARGIN; y -= ROW) {
    for (const x of [MARGIN, MARGIN + COLUMN + 16]) boxes.push([x, y - ROW + 8, x + COLUMN, y]);
  }
  return boxes;
};

export interface AddedPage {
  readonly page: Page;
  readonly slot: Box;
  /** Objects of the file that were changed. */
  readonly changed: readonly PDFRef[];
  /** Gives the page its fonts, once everything of the update was encoded. */
  finish(resources: PDFDict): void;
}

/** Adds an A4 page behind the last one. Only before the first signature: a sealed file takes no more pages. */
export const addSignaturePage = (pdf: OpenPdf, text: SignaturePageText, time: string, fonts: Fonts): AddedPage => {
  const { context } = pdf;
  const rootRef = pdf.catalog.get(PDFName.of('Pages'));
  const root = context.lookup(rootRef);
  const kids = root instanceof PDFDict ? root.lookup(PDFName.of('Kids')) : undefined;
  if (!(rootRef instanceof PDFRef) || !(root instanceof PDFDict) || !(kids instanceof PDFArray)) {
    throw refuse('broken-xref', { where: '/Pages' });
  }
  const { operators, top } = pageOperators(text, fonts);
  const box: Box = [0, 0, WIDTH, HEIGHT];
  // The tree's root may hand down boxes, turns and resources: the page says its own.
  const dict = pdfDict(context, {
    Type: '/Page',
    Parent: rootRef,
    MediaBox: [...box],
    CropBox: [...box],
    Rotate: 0,
    Contents: context.register(contentStream(context, operators)),
    PieceInfo: { LibroFirma: { LastModified: time, Private: { SignaturesBelow: top } } },
  });
  const ref = context.register(dict);
  const page: Page = { index: pdf.pages.length, ref, dict, box, rotation: 0 };
  const kidsRef = root.get(PDFName.of('Kids'));
  kids.push(ref);
  root.set(PDFName.of('Count'), PDFNumber.of(pdf.pages.length + 1));
  return {
    page,
    slot: slotsBelow(top)[0]!,
    changed: kidsRef instanceof PDFRef ? [rootRef, kidsRef] : [rootRef],
    finish: (resources) => dict.set(PDFName.of('Resources'), resources),
  };
};

/** Marked as an artifact, so that a tagged document's structure stays complete without the page. */
const pageOperators = (
  { document, notes }: SignaturePageText,
  fonts: Fonts,
): { readonly operators: string[]; readonly top: number } => {
  const operators = ['/Artifact BMC', 'q', '0.12 g'];
  let y = HEIGHT - MARGIN - 18;
  const write = (font: 'regular' | 'bold', size: number, content: string, rows = 1): void => {
    for (const line of wrap(fonts, font, size, content, WIDTH - 2 * MARGIN, rows)) {
      operators.push(textOperator(line, MARGIN, y, fonts));
      y -= size * 1.45;
    }
  };
  write('bold', 18, 'Pagina delle firme');
  write('regular', 9.5, `Documento: ${document}`, 2);
  y -= 6;
  const shown = notes.length > MAX_NOTES ? notes.slice(0, MAX_NOTES - 1) : notes;
  for (const note of shown) write('regular', 8.5, note);
  if (shown.length < notes.length) write('regular', 8.5, `… e altre ${notes.length - shown.length} annotazioni`);
  operators.push(`0.45 G 0.6 w ${MARGIN} ${num(y)} m ${num(WIDTH - MARGIN)} ${num(y)} l S`, 'Q', 'EMC');
  return { operators, top: Math.floor(y - 14) };
};
