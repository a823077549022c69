import type { PDFDocumentLoadingTask, PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useState } from 'preact/hooks';
import { openPdf } from './load.js';

export type PdfState =
  | { readonly kind: 'loading'; readonly progress: number | undefined }
  | { readonly kind: 'ready'; readonly document: PDFDocumentProxy }
  | { readonly kind: 'failed'; readonly message: string };

const failure = (error: unknown): string => {
  const name = error instanceof Error ? error.name : '';
  const status = (error as { status?: unknown }).status;
  if (name === 'PasswordException') return 'Il documento è protetto da una password e non può essere mostrato.';
  if (name === 'InvalidPDFException') return 'Il file non è un PDF leggibile.';
  if (status === 404) return 'Il documento non c’è più o non è visibile a te.';
  if (status === 401 || status === 403) return 'Non puoi vedere questo documento.';
  return 'Il documento non è arrivato: controlla la connessione e riprova.';
};

/** Loads a document, and again on each new `attempt`. */
export const usePdf = (url: string, attempt: number): PdfState => {
  const [state, setState] = useState<PdfState>({ kind: 'loading', progress: undefined });
  useEffect(() => {
    let gone = false;
    let task: PDFDocumentLoadingTask | undefined;
    setState({ kind: 'loading', progress: undefined });
    const load = async (): Promise<void> => {
      task = await openPdf(url);
      if (gone) return;
      task.onProgress = ({ loaded, total }: { loaded: number; total: number }) => {
        if (!gone && total > 0)
          setState((now) => (now.kind === 'loading' ? { kind: 'loading', progress: loaded / total } : now));
      };
      const document = await task.promise;
      if (!gone) setState({ kind: 'ready', document });
    };
    load().catch((error: unknown) => {
      if (!gone) setState({ kind: 'failed', message: failure(error) });
    });
    return () => {
      gone = true;
      void task?.destroy();
    };
  }, [url, attempt]);
  return state;
};
