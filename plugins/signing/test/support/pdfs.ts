import { degrees, PDFDocument, PDFName, PDFString, StandardFonts } from 'pdf-lib';

export interface PageSpec {
  readonly lines?: readonly {
    readonly text: string;
    readonly x: number;
    readonly y: number;
    readonly turned?: number;
  }[];
  readonly rotation?: number;
  readonly crop?: readonly [x: number, y: number, width: number, height: number];
  readonly size?: readonly [width: number, height: number];
}

/** A PDF with these pages, written with cross-reference streams or, like older programs do, with a table. */
export const pdfOf = async (
  pages: readonly PageSpec[],
  { table = false, change }: { table?: boolean; change?: (document: PDFDocument) => void } = {},
): Promise<Uint8Array> => {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (const { lines = [], rotation = 0, crop, size = [595, 842] } of pages) {
    const page = document.addPage([size[0], size[1]]);
    page.setRotation(degrees(rotation));
    if (crop) page.setCropBox(...crop);
    for (const { text, x, y, turned = 0 } of lines)
      page.drawText(text, { x, y, size: 11, font, rotate: degrees(turned) });
  }
  change?.(document);
  return document.save({ useObjectStreams: !table });
};

/** One page with a sentence. */
export const letter = (text = 'Si comunica che la pratica è conclusa.'): Promise<Uint8Array> =>
  pdfOf([{ lines: [{ text, x: 70, y: 700 }] }]);

/** With an empty signature field and a text field. */
export const withFields = (): Promise<Uint8Array> =>
  pdfOf([{ lines: [{ text: 'Modulo', x: 70, y: 700 }] }], {
    change: (document) => {
      const form = document.getForm();
      const page = document.getPage(0);
      form.createTextField('luogo').addToPage(page, { x: 300, y: 200, width: 180, height: 40 });
      const { context } = document;
      const field = context.register(
        context.obj({
          Type: 'Annot',
          Subtype: 'Widget',
          FT: 'Sig',
          T: PDFString.of('Firma del dirigente'),
          Rect: [60, 200, 260, 260],
          P: page.ref,
          F: 4,
        }),
      );
      page.node.addAnnot(field);
      form.acroForm.addField(field);
    },
  });

/** As a certification with this level looks; its signature value is none. */
export const certified = (level: number): Promise<Uint8Array> =>
  pdfOf([{ lines: [{ text: 'Certificato', x: 70, y: 700 }] }], {
    change: (document) => {
      const { context } = document;
      const signature = context.register(
        context.obj({
          Type: 'Sig',
          Filter: 'Adobe.PPKLite',
          SubFilter: 'ETSI.CAdES.detached',
          Contents: PDFString.of('x'),
          ByteRange: [0, 1, 2, 3],
          Reference: [
            { Type: 'SigRef', TransformMethod: 'DocMDP', TransformParams: { Type: 'TransformParams', P: level } },
          ],
        }),
      );
      document.catalog.set(PDFName.of('Perms'), context.obj({ DocMDP: signature }));
    },
  });
