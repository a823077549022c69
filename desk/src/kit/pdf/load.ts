import type * as Pdf from 'pdfjs-dist/legacy/build/pdf.mjs';

type PdfJs = typeof Pdf;

let loading: Promise<PdfJs> | undefined;

/** pdf.js, its worker and its data files stand beside the kit: `assets/pdf/` (see build.mjs). */
const loadPdfJs = (): Promise<PdfJs> => {
  loading ??= import('pdfjs-dist/legacy/build/pdf.mjs').then((pdfjs) => {
    pdfjs.GlobalWorkerOptions.workerSrc = `${PDF_ASSETS}pdf.worker.min.mjs`;
    return pdfjs;
  });
  loading.catch(() => {
    loading = undefined;
  });
  return loading;
};

/**
 * Opens a document for reading: no scripts of the document run and nothing is evaluated. Scanned images need WebAssembly
 * (`script-src 'wasm-unsafe-eval'`): without it a scan would be an empty page.
 */
export const openPdf = async (url: string): Promise<Pdf.PDFDocumentLoadingTask> => {
  const pdfjs = await loadPdfJs();
  return pdfjs.getDocument({
    url,
    withCredentials: true,
    isEvalSupported: false,
    enableXfa: false,
    useSystemFonts: false,
    cMapUrl: `${PDF_ASSETS}cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${PDF_ASSETS}standard_fonts/`,
    wasmUrl: `${PDF_ASSETS}wasm/`,
  });
};

export const textLayerOf = async (
  options: ConstructorParameters<PdfJs['TextLayer']>[0],
): Promise<InstanceType<PdfJs['TextLayer']>> => {
  const pdfjs = await loadPdfJs();
  return new pdfjs.TextLayer(options);
};
