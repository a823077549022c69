import type { PDFFont, PDFPage } from 'pdf-lib';
import type { Fonts } from './fonts.js';
import { signatureMark, type Letter, type Signer } from './letter.js';
import { breakLines } from './lines.js';

/** Points. A4 (ISO 216) is 595.28 x 841.89. */
export const page = { width: 595.28, height: 841.89, left: 71, right: 71, top: 62, bottom: 82 } as const;
export const textWidth = page.width - page.left - page.right;

const LEADING = 1.4;
const BODY = 11;

/** Something that is drawn as a whole. */
export interface Block {
  /** Points, the gap above it included. */
  readonly height: number;
  /** Never the last one on its page. */
  readonly keepWithNext: boolean;
  /** `top` is the block's upper edge. */
  draw(page: PDFPage, top: number): void;
}

interface TextStyle {
  readonly font: PDFFont;
  readonly size: number;
  readonly left?: number;
  readonly width?: number;
  readonly above?: number;
  readonly centered?: boolean;
  readonly keepWithNext?: boolean;
}

/** One block a line; the first two and the last two stay together, so that none stands alone on a page. */
const textBlocks = (text: string, style: TextStyle): Block[] => {
  const { font, size, left = 0, width = textWidth - left, above = 0, centered = false, keepWithNext = false } = style;
  const measure = (line: string): number => font.widthOfTextAtSize(line, size);
  const lines = breakLines(text, width, measure);
  return lines.map((line, i) => {
    const gap = i === 0 ? above : 0;
    const x = page.left + left + (centered ? (width - measure(line)) / 2 : 0);
    return {
      height: gap + size * LEADING,
      keepWithNext: keepWithNext || (lines.length > 1 && (i === 0 || i === lines.length - 2)),
      draw: (on, top) => on.drawText(line, { x, y: top - gap - size, size, font }),
    };
  });
};

export const letterBlocks = (letter: Letter, fonts: Fonts): Block[] => {
  const text = [
    ...head(letter, fonts),
    ...letter.recipients.flatMap((recipient, i) => recipientBlocks(recipient, i, letter.recipients.length, fonts)),
    ...subject(letter.subject, fonts),
    ...body(letter.body, fonts),
    ...attachments(letter.attachments, fonts),
  ];
  const last = text.pop();
  // Signatures never stand alone on a page: the end of the text goes with them.
  return [...text, ...(last ? [{ ...last, keepWithNext: true }] : []), ...closing(letter, fonts)];
};

const head = ({ administration, office }: Letter, fonts: Fonts): Block[] => [
  ...textBlocks(administration, { font: fonts.bold, size: 18, centered: true, keepWithNext: true }),
  ...(office === undefined
    ? []
    : textBlocks(office, { font: fonts.regular, size: 11.5, centered: true, keepWithNext: true })),
  rule(),
];

const rule = (): Block => ({
  height: 26,
  keepWithNext: true,
  draw: (on, top) =>
    on.drawLine({
      start: { x: page.left, y: top - 8 },
      end: { x: page.width - page.right, y: top - 8 },
      thickness: 0.7,
    }),
});

/** On the right half, as the window of an envelope and Italian habit have it. */
const recipientBlocks = (
  { name, address, email }: Letter['recipients'][number],
  index: number,
  count: number,
  fonts: Fonts,
): Block[] => {
  const left = textWidth * 0.5;
  const width = textWidth * 0.5;
  const label = index === 0 ? (count > 1 ? 'Ai destinatari:' : 'A:') : undefined;
  const line = (text: string, font: PDFFont, above = 0): Block[] =>
    textBlocks(text, { font, size: BODY, left, width, above, keepWithNext: true });
  return [
    ...(label === undefined ? [] : line(label, fonts.italic)),
    ...line(name, fonts.bold, index === 0 ? 0 : 5),
    ...(address?.split('\n') ?? []).filter((part) => part.trim() !== '').flatMap((part) => line(part, fonts.regular)),
    ...(email === undefined ? [] : line(email, fonts.regular)),
  ].map((block, i, all) => (i === all.length - 1 && index < count - 1 ? { ...block, keepWithNext: false } : block));
};

const subject = (text: string, fonts: Fonts): Block[] =>
  textBlocks(`Oggetto: ${text}`, { font: fonts.bold, size: BODY, above: 22, keepWithNext: true });

const body = (text: string, fonts: Fonts): Block[] =>
  text
    .replace(/\r\n?/g, '\n')
    .trim()
    .split(/\n[^\S\n]*\n\s*/)
    .flatMap((paragraph, p) =>
      paragraph.split('\n').flatMap((line, l) => bodyLine(line, l === 0 ? (p === 0 ? 16 : 8) : 0, fonts)),
    );

const bodyLine = (line: string, above: number, fonts: Fonts): Block[] => {
  const item = /^\s*([-•]|\d{1,3}[.)])\s+(.*)$/.exec(line);
  if (!item) return textBlocks(line, { font: fonts.regular, size: BODY, above });
  const [, mark = '', rest = ''] = item;
  const shown = mark === '-' ? '–' : mark;
  const blocks = textBlocks(rest, { font: fonts.regular, size: BODY, above, left: 22 });
  return blocks.map((block, i) =>
    i > 0
      ? block
      : {
          ...block,
          draw: (on, top) => {
            on.drawText(shown, { x: page.left + 6, y: top - above - BODY, size: BODY, font: fonts.regular });
            block.draw(on, top);
          },
        },
  );
};

const attachments = (names: readonly string[], fonts: Fonts): Block[] =>
  names.length === 0
    ? []
    : [
        ...textBlocks('Allegati:', { font: fonts.bold, size: 10, above: 16, keepWithNext: true }),
        ...names.flatMap((name, i) => textBlocks(`${i + 1}. ${name}`, { font: fonts.regular, size: 10, left: 10 })),
      ];

const closing = ({ place, date, signers }: Letter, fonts: Fonts): Block[] => [
  ...textBlocks(place === undefined ? date : `${place}, ${date}`, {
    font: fonts.regular,
    size: BODY,
    above: 20,
    keepWithNext: true,
  }),
  ...pairs(signers).map((pair, i) => signatureRow(pair, i * 2 + 1, signers.length > 1, fonts)),
];

const pairs = <T>(items: readonly T[]): T[][] =>
  items.flatMap((item, i) => (i % 2 === 0 ? [[item, ...items.slice(i + 1, i + 2)]] : []));

/** Room for the stamp, which stands with its upper left corner at the mark's. */
const STAMP = { width: 216, height: 92 } as const;

const signatureRow = (signers: readonly Signer[], first: number, twoColumns: boolean, fonts: Fonts): Block => ({
  height: 20 + 2 * BODY * LEADING + STAMP.height,
  keepWithNext: false,
  draw: (on, top) => {
    for (const [i, { title, name }] of signers.entries()) {
      const x = twoColumns && i === 0 ? page.left : page.width - page.right - STAMP.width;
      const y = top - 20 - BODY;
      on.drawText(title, { x, y, size: BODY, font: fonts.regular });
      if (name !== undefined) on.drawText(name, { x, y: y - BODY * LEADING, size: BODY, font: fonts.bold });
      // Told apart from the text: the stamp covers it.
      on.drawText(signatureMark(first + i), {
        x,
        y: y - 2 * BODY * LEADING,
        size: 7,
        font: fonts.regular,
        opacity: 0.45,
      });
    }
  },
});
