import { decodeStream } from './filters.js';
import type { PdfFile } from './file.js';
import { PdfDict, PdfName, PdfStream } from './values.js';

/** What the newest catalog says of the document. Claims, not verified. */
export interface Claims {
  /** Overrides the header's version when it is newer (ISO 32000-2, 7.7.2). */
  readonly version: string | undefined;
  readonly form: boolean;
  readonly tagged: boolean;
  readonly portfolio: boolean;
  /** `2b` (ISO 19005). */
  readonly pdfa: string | undefined;
}

const MAX_METADATA = 4 * 1024 * 1024;

export const claimsOf = (file: PdfFile): Claims => {
  const catalog = file.resolve(file.trailer.get('Root'));
  if (!(catalog instanceof PdfDict))
    return { version: undefined, form: false, tagged: false, portfolio: false, pdfa: undefined };
  const form = file.resolve(catalog.get('AcroForm'));
  const fields = form instanceof PdfDict ? file.resolve(form.get('Fields')) : undefined;
  const mark = file.resolve(catalog.get('MarkInfo'));
  const version = file.resolve(catalog.get('Version'));
  return {
    version: version instanceof PdfName && version.value > file.version ? version.value : undefined,
    form: Array.isArray(fields) && fields.length > 0,
    tagged: mark instanceof PdfDict && file.resolve(mark.get('Marked')) === true,
    portfolio: file.resolve(catalog.get('Collection')) instanceof PdfDict,
    pdfa: pdfaOf(file, catalog),
  };
};

const pdfaOf = (file: PdfFile, catalog: PdfDict): string | undefined => {
  const metadata = file.resolve(catalog.get('Metadata'));
  if (!(metadata instanceof PdfStream)) return undefined;
  const text = Buffer.from(decodeStream(metadata, MAX_METADATA, file.resolve).bytes).toString('utf8');
  const part = /pdfaid:part(?:="|>)(\d)/.exec(text)?.[1];
  const conformance = /pdfaid:conformance(?:="|>)([A-Za-z])/.exec(text)?.[1];
  return part && `${part}${(conformance ?? '').toLowerCase()}`;
};
