import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fontkit from '@cantoo/fontkit';
import {
  beginText,
  concatTransformationMatrix,
  endText,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  popGraphicsState,
  pushGraphicsState,
  setFillingGrayscaleColor,
  setFontAndSize,
  setTextMatrix,
  showText,
  type PDFFont,
  type PDFOperator,
  type PDFPage,
} from 'pdf-lib';
import { flattenAnnotations } from './flatten.js';
import { shrinkMatrix, turnOf, viewMatrix, viewSize, type Box, type Matrix, type Turn } from './geometry.js';

/** What a courtesy copy says beside the pages. Lines in Italian, each shrunk to the width of its page. */
export interface CopyNotes {
  readonly title: string;
  /** At the top of the first page. */
  readonly header: readonly string[];
  /** At the foot of every page; "pagina n di m" is added to the last line. */
  readonly footer: readonly string[];
  /** UTC milliseconds: the copy's creation date, so that the same registration gives the same bytes. */
  readonly at: number;
}

/** Points kept free at the top and at the foot, however full the page is. */
const BAND = 28;
const SIDE = 24;
const SIZE = 7.5;
const LEADING = 9;
/** A very low page keeps at least this much of its size. */
const SMALLEST = 0.6;

const fontFile = '@expo-google-fonts/titillium-web/400Regular/TitilliumWeb_400Regular.ttf';
const require = createRequire(import.meta.url);

const printable = (font: PDFFont, text: string): string => {
  const known = new Set(font.getCharacterSet());
  const has = (letter: string): boolean => known.has(letter.codePointAt(0) ?? 0);
  return [...text.normalize('NFC').replace(/\s+/g, ' ')]
    .map((letter) => (has(letter) ? letter : ([...letter.normalize('NFD')].find(has) ?? '?')))
    .join('');
};

const transform = (matrix: Matrix): PDFOperator => concatTransformationMatrix(...matrix);

const shrink = (page: PDFPage, box: Box, scale: number): void => {
  const { context } = page.doc;
  const matrix = shrinkMatrix(box, scale);
  const begin = context.contentStream([pushGraphicsState(), transform(matrix)]);
  const end = context.contentStream([popGraphicsState()]);
  page.node.wrapContentStreams(context.register(begin), context.register(end));
  const annotations = page.node.Annots();
  for (let at = 0; at < (annotations?.size() ?? 0); at += 1) {
    const rect = annotations?.lookup(at, PDFDict).lookup(PDFName.of('Rect'), PDFArray);
    for (let side = 0; side < (rect?.size() ?? 0); side += 1) {
      const value = rect?.lookup(side, PDFNumber).asNumber() ?? 0;
      rect?.set(side, PDFNumber.of(value * scale + matrix[side % 2 === 0 ? 4 : 5]));
    }
  }
};

const write = (page: PDFPage, box: Box, turn: Turn, font: PDFFont, lines: readonly string[], top: boolean): void => {
  const view = viewSize(box, turn);
  const key = page.node.newFontDictionary('Copia', font.ref);
  const operators: PDFOperator[] = [
    pushGraphicsState(),
    transform(viewMatrix(box, turn)),
    beginText(),
    setFillingGrayscaleColor(0),
  ];
  lines.forEach((line, index) => {
    const text = printable(font, line);
    const room = view.width - 2 * SIDE;
    const size = Math.min(SIZE, (SIZE * room) / font.widthOfTextAtSize(text, SIZE));
    const first = top ? view.height - 11 : 6 + (lines.length - 1) * LEADING;
    operators.push(
      setFontAndSize(key, size),
      setTextMatrix(1, 0, 0, 1, SIDE, first - index * LEADING),
      showText(font.encodeText(text)),
    );
  });
  operators.push(endText(), popGraphicsState());
  page.pushOperators(...operators);
};

/**
 * A new PDF with the pages of another one, each a little smaller so that nothing is written over. Form fields, signatures,
 * attachments, scripts and outlines stay behind. The given bytes are read and not changed.
 */
export const makeCopy = async (original: Uint8Array, notes: CopyNotes): Promise<Uint8Array> => {
  const source = await PDFDocument.load(original, { updateMetadata: false });
  for (const page of source.getPages()) flattenAnnotations(page);
  const copy = await PDFDocument.create({ updateMetadata: false });
  copy.registerFontkit(fontkit);
  const font = await copy.embedFont(new Uint8Array(readFileSync(require.resolve(fontFile))), { subset: true });
  const pages = await copy.copyPages(source, source.getPageIndices());
  pages.forEach((page, index) => {
    copy.addPage(page);
    const box = page.getCropBox();
    const turn = turnOf(page.getRotation().angle);
    const { height } = viewSize(box, turn);
    shrink(page, box, Math.max(SMALLEST, 1 - (2 * BAND) / height));
    if (index === 0) write(page, box, turn, font, notes.header, true);
    const footer = notes.footer.with(-1, `${notes.footer.at(-1) ?? ''} - pagina ${index + 1} di ${pages.length}`);
    write(page, box, turn, font, footer, false);
  });
  const date = new Date(notes.at);
  copy.setTitle(notes.title, { showInWindowTitleBar: true });
  copy.setLanguage('it-IT');
  copy.setProducer('Libro Firma');
  copy.setCreator('Libro Firma');
  copy.setCreationDate(date);
  copy.setModificationDate(date);
  return copy.save({ addDefaultPage: false, updateFieldAppearances: false });
};
