import { PDFDocument, type PDFPage } from 'pdf-lib';
import { letterBlocks, page, textWidth, type Block } from './blocks.js';
import { embedFonts, missingLetters, type Fonts } from './fonts.js';
import type { Letter } from './letter.js';

export interface RenderedLetter {
  readonly bytes: Uint8Array;
  readonly pages: number;
}

/** Letters that cannot be written with the embedded font. */
export class UnwritableText extends Error {
  readonly letters: readonly string[];
  constructor(letters: readonly string[]) {
    super(`no glyphs for ${letters.join(' ')}`);
    this.name = 'UnwritableText';
    this.letters = letters;
  }
}

/** The letter as a PDF. The same letter and instant give the same pages. Throws {@link UnwritableText}. */
export const renderLetter = async (given: Letter, now: number): Promise<RenderedLetter> => {
  const letter = composed(given);
  const pdf = await PDFDocument.create();
  const fonts = await embedFonts(pdf);
  const missing = missingLetters(fonts.regular, JSON.stringify(letter));
  if (missing.length > 0) throw new UnwritableText(missing);
  pdf.setTitle(letter.subject, { showInWindowTitleBar: true });
  pdf.setAuthor([letter.administration, letter.office].filter(Boolean).join(' - '));
  pdf.setLanguage('it-IT');
  pdf.setCreator('Libro Firma');
  pdf.setProducer('Libro Firma');
  pdf.setCreationDate(new Date(now));
  pdf.setModificationDate(new Date(now));

  const pages = flow(pdf, letterBlocks(letter, fonts));
  for (const [i, on] of pages.entries()) drawFoot(on, i + 1, pages.length, letter, fonts);
  return { bytes: await pdf.save(), pages: pages.length };
};

/** Composed letters (NFC): `e` and an accent are one glyph; control characters are nothing to be written. */
const composed = (letter: Letter): Letter =>
  JSON.parse(
    JSON.stringify(letter, (_key, value: unknown) =>
      typeof value === 'string'
        ? value
            .normalize('NFC')
            .replace(/\t/g, ' ')
            .replace(/[^\P{C}\n]/gu, '')
        : value,
    ),
  ) as Letter;

/** Puts blocks on pages; those that keep together go to the next page together, unless they fill a page of their own. */
const flow = (pdf: PDFDocument, blocks: readonly Block[]): readonly PDFPage[] => {
  const pages: PDFPage[] = [];
  const start = page.height - page.top;
  let on: PDFPage | undefined;
  let y = start;
  const turn = (): PDFPage => {
    const next = pdf.addPage([page.width, page.height]);
    pages.push(next);
    y = start;
    return next;
  };
  on = turn();
  for (let i = 0; i < blocks.length;) {
    const group = groupAt(blocks, i);
    const height = group.reduce((sum, block) => sum + block.height, 0);
    const fits = y - height >= page.bottom;
    if (!fits && y < start && height <= start - page.bottom) on = turn();
    for (const block of group) {
      if (y - block.height < page.bottom && y < start) on = turn();
      block.draw(on, y);
      y -= block.height;
    }
    i += group.length;
  }
  return pages;
};

const groupAt = (blocks: readonly Block[], from: number): readonly Block[] => {
  let end = from;
  while (blocks[end]?.keepWithNext === true && end < blocks.length - 1) end++;
  return blocks.slice(from, end + 1);
};

const drawFoot = (on: PDFPage, number: number, count: number, letter: Letter, fonts: Fonts): void => {
  const size = 8.5;
  const y = page.bottom - 34;
  const left = letter.contacts ?? letter.administration;
  on.drawLine({
    start: { x: page.left, y: y + 16 },
    end: { x: page.width - page.right, y: y + 16 },
    thickness: 0.4,
  });
  on.drawText(left, { x: page.left, y, size, font: fonts.regular, maxWidth: textWidth - 90, lineHeight: size * 1.3 });
  const text = `Pagina ${number} di ${count}`;
  const width = fonts.regular.widthOfTextAtSize(text, size);
  on.drawText(text, { x: page.width - page.right - width, y, size, font: fonts.regular });
  if (!letter.trial) return;
  const mark = 'PROVA - SENZA VALORE LEGALE';
  const markWidth = fonts.bold.widthOfTextAtSize(mark, 10);
  on.drawText(mark, { x: (page.width - markWidth) / 2, y: page.height - 34, size: 10, font: fonts.bold });
};
