import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { Box, Page } from './open.js';
import { displayOf, toDisplay, type Point } from './geometry.js';

/** A run of text as the page shows it. Display space, points. */
export interface TextRun {
  readonly text: string;
  /** Where its baseline begins, and the step to where it ends. */
  readonly start: Point;
  readonly along: Point;
  /** Font size. */
  readonly size: number;
  readonly box: Box;
}

/** Pages that are read at the most: a mark stands near the end or at the beginning of an act. */
const MAX_PAGES = 400;

const assets = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

interface Item {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
  readonly height: number;
}

/** Its Node build is loaded late: it is large, and most of the plugin never needs it. */
const pdfjs = () => import('pdfjs-dist/legacy/build/pdf.mjs');

type TextDocument = Awaited<ReturnType<Awaited<ReturnType<typeof pdfjs>>['getDocument']>['promise']>;

const openText = async (bytes: Uint8Array): Promise<TextDocument | undefined> => {
  const { getDocument } = await pdfjs();
  const opening = getDocument({
    data: new Uint8Array(bytes), // a copy: pdf.js takes the buffer away
    cMapUrl: `${assets}/cmaps/`,
    standardFontDataUrl: `${assets}/standard_fonts/`,
    disableFontFace: true,
    isEvalSupported: false,
    useSystemFonts: false,
    verbosity: 0,
  });
  return opening.promise.catch(() => undefined);
};

/**
 * The text of each page with its place. A document or page that pdf.js cannot read counts as empty: then no mark is found
 * on it, and the stamp goes to the signature page.
 */
export const readText = async (bytes: Uint8Array, pages: readonly Page[]): Promise<readonly (readonly TextRun[])[]> => {
  const texts: TextRun[][] = pages.map(() => []);
  const document = await openText(bytes);
  if (!document) return texts;
  try {
    for (const page of pages) {
      if (page.index >= MAX_PAGES / 2 && page.index < pages.length - MAX_PAGES / 2) continue;
      texts[page.index] = await runsOf(document, page).catch(() => []);
    }
  } finally {
    await document.destroy();
  }
  return texts;
};

const runsOf = async (document: TextDocument, page: Page): Promise<TextRun[]> => {
  const content = await (await document.getPage(page.index + 1)).getTextContent();
  return content.items.flatMap((item) => ('str' in item && item.str.trim() !== '' ? [runOf(item, page)] : []));
};

const runOf = (item: Item, page: Page): TextRun => {
  const [a = 1, b = 0, , , e = 0, f = 0] = item.transform;
  const length = Math.hypot(a, b) || 1;
  const [ux, uy] = [a / length, b / length];
  const size = item.height || length;
  const start = toDisplay(page, { x: e, y: f });
  const end = toDisplay(page, { x: e + ux * item.width, y: f + uy * item.width });
  const top = toDisplay(page, { x: e - uy * size, y: f + ux * size });
  const far = { x: end.x + top.x - start.x, y: end.y + top.y - start.y };
  const xs = [start.x, end.x, top.x, far.x];
  const ys = [start.y, end.y, top.y, far.y];
  return {
    text: item.str,
    start,
    along: { x: end.x - start.x, y: end.y - start.y },
    size,
    box: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)],
  };
};

/** A phrase found on a page: where its first letter begins and its last one ends. */
export interface Found {
  readonly page: number;
  readonly start: Point;
  readonly end: Point;
  readonly size: number;
}

/** Letters compare without spaces, case or ligatures: programs cut lines of text where they like. */
const folded = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '').toLowerCase();

/** Every occurrence of the phrase, in reading order, on one page each (a phrase may go over several runs). */
export const findPhrase = (texts: readonly (readonly TextRun[])[], phrase: string, pages: readonly Page[]): Found[] => {
  const wanted = folded(phrase);
  const found: Found[] = [];
  if (wanted === '') return found;
  texts.forEach((runs, page) => {
    let all = '';
    const places: { run: TextRun; from: number; to: number }[] = [];
    for (const run of runs) {
      const letters = [...run.text];
      letters.forEach((letter, i) => {
        for (const part of folded(letter)) {
          all += part;
          places.push({ run, from: i / letters.length, to: (i + 1) / letters.length });
        }
      });
    }
    const display = displayOf(pages[page]!);
    for (let at = all.indexOf(wanted); at >= 0; at = all.indexOf(wanted, at + wanted.length)) {
      const [first, last] = [places[at]!, places[at + wanted.length - 1]!];
      const start = pointOn(first.run, first.from);
      if (start.x < 0 || start.y < 0 || start.x > display.width || start.y > display.height) continue;
      found.push({ page, start, end: pointOn(last.run, last.to), size: first.run.size });
    }
  });
  return found;
};

const pointOn = ({ start, along }: TextRun, part: number): Point => ({
  x: start.x + along.x * part,
  y: start.y + along.y * part,
});
