import { num } from './build.js';
import type { FontName, Fonts } from './fonts.js';

/** What a stamp says. Lines that are `undefined` are left out. */
export interface StampText {
  /** "Mario Rossi". */
  readonly name: string;
  /** "Il Dirigente dell’Ufficio Gare". */
  readonly role: string | undefined;
  /** "per delega di Maria Bianchi". */
  readonly onBehalfOf: string | undefined;
  /** "Firmato digitalmente il 24/11/2026 alle 20:31". */
  readonly signed: string;
  /** "PROVA - SENZA VALORE LEGALE". */
  readonly warning: string | undefined;
}

export interface Line {
  readonly font: FontName;
  /** Points. */
  readonly size: number;
  readonly text: string;
}

/** A stamp laid out. Lengths in points. */
export interface Stamp {
  readonly lines: readonly Line[];
  readonly width: number;
  readonly height: number;
}

const WIDTH = 200;
const PADDING = 5;
const BAR = 3;
const LEADING = 1.22;

/** Everything is in grey: a PDF/A file may have any output intent, and grey goes with each. */
const INK = 0.12;
const FRAME = 0.45;

export const layOut = (text: StampText, fonts: Fonts): Stamp => {
  const room = WIDTH - 2 * PADDING - BAR;
  const lines: Line[] = [];
  const add = (font: FontName, size: number, content: string | undefined): void => {
    if (content) lines.push(...wrap(fonts, font, size, content, room, 2));
  };
  add('bold', 10, text.name);
  add('regular', 7.5, text.role);
  add('regular', 7.5, text.onBehalfOf);
  add('regular', 7.5, text.signed);
  add('bold', 7.5, text.warning);
  return { lines, width: WIDTH, height: 2 * PADDING + lines.reduce((sum, { size }) => sum + size * LEADING, 0) };
};

/** Breaks a text into at most `rows` lines; a line that is still too wide is set smaller. */
export const wrap = (
  fonts: Fonts,
  font: FontName,
  size: number,
  text: string,
  room: number,
  rows: number,
): readonly Line[] => {
  const words = text.trim().split(/\s+/);
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && lines.length < rows - 1 && fonts.width(font, longer, size) > room) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  lines.push(line);
  return lines.map((content) => ({
    font,
    size: Math.min(size, (size * room) / Math.max(1, fonts.width(font, content, size))),
    text: content,
  }));
};

/** The operators that draw the stamp into a box of that size, its text scaled to fit and centred in height. */
export const stampOperators = (stamp: Stamp, size: { width: number; height: number }, fonts: Fonts): string[] => {
  const scale = Math.min(size.width / stamp.width, size.height / stamp.height);
  const operators = [
    'q',
    `1 g 0 0 ${num(size.width)} ${num(size.height)} re f`,
    `${FRAME} G 0.6 w 0.3 0.3 ${num(size.width - 0.6)} ${num(size.height - 0.6)} re S`,
    `${FRAME} g 0 0 ${num(BAR * scale)} ${num(size.height)} re f`,
    `${INK} g`,
  ];
  let y = size.height - (size.height - stamp.height * scale) / 2 - PADDING * scale;
  for (const line of stamp.lines) {
    y -= line.size * scale * LEADING;
    const scaled = { ...line, size: line.size * scale };
    operators.push(textOperator(scaled, (BAR + PADDING) * scale, y + scaled.size * 0.3, fonts));
  }
  operators.push('Q');
  return operators;
};

/** One line with its baseline at (x, y). */
export const textOperator = ({ font, size, text }: Line, x: number, y: number, fonts: Fonts): string =>
  `BT /${font} ${num(size)} Tf ${num(x)} ${num(y)} Td ${fonts.encode(font, text)} Tj ET`;
