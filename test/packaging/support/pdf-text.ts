import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** What can be read in a PDF, its lines joined with blanks. */
export const textOfPdf = async (bytes: Uint8Array): Promise<string> => {
  const task = getDocument({ data: new Uint8Array(bytes), useSystemFonts: false });
  const pdf = await task.promise;
  const pages: string[] = [];
  for (let n = 1; n <= pdf.numPages; n += 1) {
    const { items } = await (await pdf.getPage(n)).getTextContent();
    pages.push(...items.map((item) => ('str' in item ? item.str : '')));
  }
  await task.destroy();
  return pages.join(' ').replace(/\s+/g, ' ');
};
