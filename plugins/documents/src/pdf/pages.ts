import type { PdfFile } from './file.js';
import { PdfDict, PdfRef, PdfSyntaxError, type PdfValue } from './values.js';

export interface PageTree {
  readonly pages: number;
  /** Some page has a font among its resources. */
  readonly text: boolean;
}

const MAX_DEPTH = 100;

/**
 * Counts the leaves of the page tree (ISO 32000-2, 7.7.3) of the newest revision; `/Count` is not believed. Stops one past
 * `max`, which protects the reader. Throws {@link PdfSyntaxError} when there is no tree, or it turns in a circle.
 */
export const readPages = (file: PdfFile, max: number): PageTree => {
  const root = file.resolve(file.trailer.get('Root'));
  if (!(root instanceof PdfDict)) throw new PdfSyntaxError('no catalog', 0);
  const seen = new Set<number>();
  let pages = 0;
  let text = false;

  const visit = (value: PdfValue | undefined, inherited: PdfValue | undefined, depth: number): void => {
    if (depth > MAX_DEPTH) throw new PdfSyntaxError('the page tree is too deep', 0);
    if (value instanceof PdfRef) {
      if (seen.has(value.num)) throw new PdfSyntaxError('the page tree turns in a circle', 0);
      seen.add(value.num);
    }
    const node = file.resolve(value);
    if (!(node instanceof PdfDict)) throw new PdfSyntaxError('a page is missing', 0);
    const resources = node.get('Resources') ?? inherited;
    const kids = file.resolve(node.get('Kids'));
    if (Array.isArray(kids)) {
      for (const kid of kids as readonly PdfValue[]) {
        if (pages > max) return;
        visit(kid, resources, depth + 1);
      }
      return;
    }
    pages++;
    text ||= hasFonts(file, resources);
  };
  visit(root.get('Pages'), undefined, 0);
  if (pages === 0) throw new PdfSyntaxError('no pages', 0);
  return { pages, text };
};

const hasFonts = (file: PdfFile, value: PdfValue | undefined): boolean => {
  const resources = file.resolve(value);
  if (!(resources instanceof PdfDict)) return false;
  const fonts = file.resolve(resources.get('Font'));
  if (fonts instanceof PdfDict && fonts.entries.length > 0) return true;
  // A page is often one form with the whole content in it.
  const forms = file.resolve(resources.get('XObject'));
  if (!(forms instanceof PdfDict)) return false;
  return forms.entries.some(([, form]) => {
    const stream = file.resolve(form);
    if (stream === null || typeof stream !== 'object' || !('dict' in stream)) return false;
    const inner = file.resolve(stream.dict.get('Resources'));
    return inner instanceof PdfDict && file.resolve(inner.get('Font')) instanceof PdfDict;
  });
};
