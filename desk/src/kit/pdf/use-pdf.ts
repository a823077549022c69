import type { PDFDocumentLoadingTask, PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useState } from 'preact/hooks';
import { openPdf } from './load.js';
import { say } from '../text/language.js';

export type PdfState =
  | { readonly kind: 'loading'; readonly progress: number | undefined }
  | { readonly kind: 'ready'; readonly document: PDFDocumentProxy }
  | { readonly kind: 'failed'; readonly message: string };

const failure = (error: unknown): string => {
  const name = error instanceof Error ? error.name : '';
  const status = (error as { status?: unknown }).status;
  if (name === 'PasswordException')
    return say(
      'Il documento è protetto da una password e non può essere mostrato.',
      'The document is protected by a password and cannot be shown.',
    );
  if (name === 'InvalidPDFException') return say('Il file non è un PDF leggibile.', 'The file is no readable PDF.');
  if (status === 404)
    return say('Il documento non c’è più o non è visibile a te.', 'The document is gone, or is not for you to see.');
  if (status === 401 || status === 403)
    return say('Non puoi vedere questo documento.', 'You may not see this document.');
  return say(
    'Il documento non è arrivato: controlla la connessione e riprova.',
    'The document did not arrive: check the connection and try again.',
  );
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
