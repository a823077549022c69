import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import fontkit from '@cantoo/fontkit';
import type { PDFDocument, PDFFont } from 'pdf-lib';

/**
 * Titillium Web (SIL Open Font License 1.1), the type of Italian public administrations' sites. Covers the Latin letters of
 * all European languages.
 */
const FILES = {
  regular: '400Regular/TitilliumWeb_400Regular.ttf',
  bold: '600SemiBold/TitilliumWeb_600SemiBold.ttf',
  italic: '400Regular_Italic/TitilliumWeb_400Regular_Italic.ttf',
} as const;

export type Style = keyof typeof FILES;
export type Fonts = Readonly<Record<Style, PDFFont>>;

const resolve = createRequire(import.meta.url).resolve;
const read = (style: Style): Promise<Uint8Array> =>
  readFile(resolve(`@expo-google-fonts/titillium-web/${FILES[style]}`));

/** Embedded as subsets: only the letters used, so that every reader and the archive show the same. */
export const embedFonts = async (pdf: PDFDocument): Promise<Fonts> => {
  pdf.registerFontkit(fontkit);
  const embed = async (style: Style): Promise<PDFFont> => pdf.embedFont(await read(style), { subset: true });
  return { regular: await embed('regular'), bold: await embed('bold'), italic: await embed('italic') };
};

/** Letters that the font has not, each once. An act must not lose one silently. */
export const missingLetters = (font: PDFFont, text: string): readonly string[] => {
  const known = new Set(font.getCharacterSet());
  return [...new Set([...text].filter((letter) => !/\s/.test(letter) && !known.has(letter.codePointAt(0) ?? 0)))];
};

/** Whether the font files are there. Throws when the installation is broken. */
export const probeFonts = async (): Promise<void> => {
  await Promise.all((Object.keys(FILES) as Style[]).map(read));
};
