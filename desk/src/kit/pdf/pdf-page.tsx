import type { PDFDocumentProxy, PDFPageProxy, RenderTask } from 'pdfjs-dist';
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { textLayerOf } from './load.js';
import { say } from '../text/language.js';

/** Phones refuse larger canvases. */
const maxPixels = 16_000_000;

export interface PageSize {
  readonly width: number;
  readonly height: number;
}

export interface PdfPageProps {
  readonly document: PDFDocumentProxy;
  readonly number: number;
  /** Of a page not read yet: that of the first one. In points, 1/72 inch. */
  readonly expected: PageSize;
  /** CSS pixels a point. */
  readonly scale: number;
  readonly onRendered: (number: number) => void;
  readonly onFailed: (number: number) => void;
}

const isCancelled = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'RenderingCancelledException' || error.name === 'AbortException');

const useNear = (): readonly [(element: HTMLElement | null) => void, boolean] => {
  const [near, setNear] = useState(false);
  const observer = useRef<IntersectionObserver | undefined>(undefined);
  const [attach] = useState(() => (element: HTMLElement | null): void => {
    observer.current?.disconnect();
    if (element === null) return;
    observer.current = new IntersectionObserver((entries) => setNear(entries.some((entry) => entry.isIntersecting)), {
      rootMargin: '600px 0px',
    });
    observer.current.observe(element);
  });
  return [attach, near];
};

/** One page: drawn when it is near to what is seen, with its text over it for selection and screen readers. */
export const PdfPage = (props: PdfPageProps): JSX.Element => {
  const { document: pdf, number, scale } = props;
  const [attach, near] = useNear();
  const place = useRef<HTMLDivElement>(null);
  const text = useRef<HTMLDivElement>(null);
  const [page, setPage] = useState<PDFPageProxy | undefined>(undefined);
  const told = useRef(props);
  told.current = props;

  useEffect(() => {
    if (!near || page !== undefined) return;
    let gone = false;
    pdf.getPage(number).then(
      (one) => {
        if (!gone) setPage(one);
      },
      () => {
        if (!gone) told.current.onFailed(number);
      },
    );
    return () => {
      gone = true;
    };
  }, [pdf, number, near, page]);

  useEffect(() => {
    const drawn = place.current;
    const layer = text.current;
    if (!near || page === undefined || drawn === null || layer === null) return;
    let render: RenderTask | undefined;
    let gone = false;
    const draw = async (): Promise<void> => {
      const viewport = page.getViewport({ scale });
      const wanted = window.devicePixelRatio || 1;
      const density = Math.min(wanted, Math.sqrt(maxPixels / (viewport.width * viewport.height)));
      // Drawn aside and put in its place when done: a canvas is black while it is drawn.
      const surface = document.createElement('canvas');
      surface.width = Math.floor(viewport.width * density);
      surface.height = Math.floor(viewport.height * density);
      render = page.render({ canvas: surface, viewport, transform: [density, 0, 0, density, 0, 0] });
      await render.promise;
      if (gone) return;
      drawn.replaceChildren(surface);
      told.current.onRendered(number);
      layer.replaceChildren();
      const words = await textLayerOf({
        textContentSource: page.streamTextContent({ includeMarkedContent: true }),
        container: layer,
        viewport,
      });
      if (!gone) await words.render();
    };
    draw().catch((error: unknown) => {
      if (!gone && !isCancelled(error)) told.current.onFailed(number);
    });
    return () => {
      gone = true;
      render?.cancel();
    };
  }, [page, near, scale, number]);

  // Pages that are far away give their memory back.
  useEffect(() => {
    if (near) return;
    for (const surface of place.current?.querySelectorAll('canvas') ?? []) {
      surface.width = 0;
      surface.height = 0;
    }
    place.current?.replaceChildren();
    text.current?.replaceChildren();
  }, [near]);

  const size: PageSize = page === undefined ? props.expected : page.getViewport({ scale: 1 });
  return (
    <div
      ref={attach}
      class="lf-pdf-page"
      role="group"
      aria-label={say(`Pagina ${number} di ${pdf.numPages}`, `Page ${number} of ${pdf.numPages}`)}
      data-page={number}
      style={{
        width: `${Math.floor(size.width * scale)}px`,
        height: `${Math.floor(size.height * scale)}px`,
        '--total-scale-factor': String(scale),
        '--scale-factor': String(scale),
      }}
    >
      <div ref={place} class="lf-pdf-surface" aria-hidden="true" />
      <div ref={text} class="textLayer" />
    </div>
  );
};
