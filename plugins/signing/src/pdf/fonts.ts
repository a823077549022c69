import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fontkit from '@cantoo/fontkit';
import { CustomFontSubsetEmbedder, PDFDict, PDFName, type PDFContext } from 'pdf-lib';

/** Titillium Web, the typeface of the .italia design system (SIL OFL 1.1), embedded as a subset: PDF/A asks for it. */
const files = {
  regular: '@expo-google-fonts/titillium-web/400Regular/TitilliumWeb_400Regular.ttf',
  bold: '@expo-google-fonts/titillium-web/600SemiBold/TitilliumWeb_600SemiBold.ttf',
} as const;

export type FontName = keyof typeof files;

const require = createRequire(import.meta.url);
const cache = new Map<FontName, Uint8Array>();

const dataOf = (name: FontName): Uint8Array => {
  const known = cache.get(name);
  if (known) return known;
  const data = new Uint8Array(readFileSync(require.resolve(files[name])));
  cache.set(name, data);
  return data;
};

/** The fonts of one update of one file. */
export interface Fonts {
  /** Points. */
  width(font: FontName, text: string, size: number): number;
  /** The operand of `Tj`. */
  encode(font: FontName, text: string): string;
  /** Writes the subsets of what was encoded so far, and the /Resources that name them. Call it once, last. */
  resources(context: PDFContext): Promise<PDFDict>;
}

export const openFonts = async (): Promise<Fonts> => {
  const opened = {
    regular: await CustomFontSubsetEmbedder.for(fontkit, dataOf('regular')),
    bold: await CustomFontSubsetEmbedder.for(fontkit, dataOf('bold')),
  };
  const used = new Set<FontName>();
  const known = (font: FontName, text: string): string =>
    printable(text, (point) => (opened[font].font.glyphForCodePoint(point)?.id ?? 0) !== 0);
  return {
    width: (font, text, size) => opened[font].widthOfTextAtSize(known(font, text), size),
    encode: (font, text) => {
      used.add(font);
      return opened[font].encodeText(known(font, text)).toString();
    },
    resources: async (context) => {
      const list = PDFDict.withContext(context);
      for (const font of used) list.set(PDFName.of(font), await opened[font].embedIntoContext(context));
      const resources = PDFDict.withContext(context);
      resources.set(PDFName.of('Font'), list);
      return resources;
    },
  };
};

/** A letter that the font lacks becomes its base letter, or a question mark: a name is never dropped silently. */
const printable = (text: string, has: (point: number) => boolean): string =>
  [...text.normalize('NFC').replace(/\s+/g, ' ')]
    .map((letter) => {
      if (has(letter.codePointAt(0)!)) return letter;
      const base = letter.normalize('NFD')[0]!;
      return has(base.codePointAt(0)!) ? base : '?';
    })
    .join('');
