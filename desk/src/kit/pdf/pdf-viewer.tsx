import type { PDFDocumentProxy } from 'pdfjs-dist';
import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Alert } from '../components/alert.js';
import { Button } from '../components/button.js';
import { Icon } from '../components/icon.js';
import { ProgressBar } from '../components/waiting.js';
import { PdfPage, type PageSize } from './pdf-page.js';
import { usePdf } from './use-pdf.js';
import { say } from '../text/language.js';

export interface PdfViewerProps {
  /** Address of the file (`api.url('/documents/…')`). */
  readonly url: string;
  /** What it is, for screen readers and the download. */
  readonly title?: string | undefined;
  /** Once, when the first page stands on the screen. */
  readonly onOpened?: ((document: { readonly pages: number }) => void) | undefined;
  /** Once, when every page was on the screen. */
  readonly onRead?: (() => void) | undefined;
  /** Another address for "Scarica"; that of the file otherwise. */
  readonly downloadUrl?: string | undefined;
}

const zooms = [0.5, 0.75, 1, 1.25, 1.5, 2, 3];

const useWidth = (): readonly [{ readonly current: HTMLDivElement | null }, number] => {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const measure = (): void => setWidth(element.clientWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
};

const ToolButton = (props: {
  readonly icon: string;
  readonly label: string;
  readonly onClick: () => void;
  readonly disabled?: boolean;
}): JSX.Element => (
  <button type="button" class="lf-icon-button" onClick={props.onClick} disabled={props.disabled}>
    <Icon name={props.icon} label={props.label} />
  </button>
);

const Pages = ({
  document: pdf,
  props,
}: {
  readonly document: PDFDocumentProxy;
  readonly props: PdfViewerProps;
}): JSX.Element => {
  const [first, setFirst] = useState<PageSize | undefined>(undefined);
  const [zoom, setZoom] = useState(2);
  const [current, setCurrent] = useState(1);
  const [broken, setBroken] = useState<readonly number[]>([]);
  const [scroller, width] = useWidth();
  const opened = useRef(false);
  const seen = useRef(new Set<number>());
  const whole = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let gone = false;
    pdf.getPage(1).then(
      (page) => {
        if (!gone) setFirst(page.getViewport({ scale: 1 }));
      },
      () => {
        if (!gone) setBroken([1]);
      },
    );
    return () => {
      gone = true;
    };
  }, [pdf]);

  const onRendered = (number: number): void => {
    if (number === 1 && !opened.current) {
      opened.current = true;
      props.onOpened?.({ pages: pdf.numPages });
    }
    const before = seen.current.size;
    seen.current.add(number);
    if (before < pdf.numPages && seen.current.size === pdf.numPages) props.onRead?.();
  };
  const onScroll = (): void => {
    const box = scroller.current;
    if (box === null) return;
    const middle = box.getBoundingClientRect().top + box.clientHeight / 2;
    const pages = [...box.querySelectorAll<HTMLElement>('[data-page]')];
    const at = pages.findLast((page) => page.getBoundingClientRect().top <= middle) ?? pages[0];
    if (at !== undefined) setCurrent(Number(at.dataset['page']));
  };
  const goTo = (number: number): void => {
    const box = scroller.current;
    const page = box?.querySelector<HTMLElement>(`[data-page="${number}"]`);
    if (box === null || page === null || page === undefined) return;
    box.scrollTop += page.getBoundingClientRect().top - box.getBoundingClientRect().top - 8;
    setCurrent(number);
  };
  const factor = zooms[zoom] ?? 1;
  // Room for the page's border and the scroll bar's gutter, in CSS pixels.
  const scale = first === undefined || width === 0 ? 0 : (Math.max(width - 18, 120) / first.width) * factor;
  const title = props.title ?? say('Documento', 'Document');
  return (
    <div class="lf-pdf" ref={whole}>
      <div class="lf-pdf-tools" role="toolbar" aria-label={say(`Comandi di ${title}`, `Tools of ${title}`)}>
        <div class="lf-pdf-group">
          <ToolButton
            icon="it-arrow-up"
            label={say('Pagina precedente', 'Previous page')}
            disabled={current <= 1}
            onClick={() => goTo(current - 1)}
          />
          <span class="lf-pdf-count">
            <span class="visually-hidden">{say('Pagina ', 'Page ')}</span>
            {current} <span aria-hidden="true">/</span>
            <span class="visually-hidden">{say(' di ', ' of ')}</span> {pdf.numPages}
          </span>
          <ToolButton
            icon="it-arrow-down"
            label={say('Pagina successiva', 'Next page')}
            disabled={current >= pdf.numPages}
            onClick={() => goTo(current + 1)}
          />
        </div>
        <div class="lf-pdf-group">
          <ToolButton
            icon="it-zoom-out"
            label={say('Riduci', 'Smaller')}
            disabled={zoom <= 0}
            onClick={() => setZoom(zoom - 1)}
          />
          <button type="button" class="lf-pdf-zoom" onClick={() => setZoom(2)}>
            {Math.round(factor * 100)}%
            <span class="visually-hidden">{say(', adatta alla larghezza', ', fit the width')}</span>
          </button>
          <ToolButton
            icon="it-zoom-in"
            label={say('Ingrandisci', 'Larger')}
            disabled={zoom >= zooms.length - 1}
            onClick={() => setZoom(zoom + 1)}
          />
        </div>
        <div class="lf-pdf-group">
          {window.document.fullscreenEnabled ? (
            <ToolButton
              icon="it-fullscreen"
              label={say('Schermo intero', 'Full screen')}
              onClick={() => {
                void (window.document.fullscreenElement === null
                  ? whole.current?.requestFullscreen()
                  : window.document.exitFullscreen());
              }}
            />
          ) : null}
          <a class="lf-icon-button" href={props.downloadUrl ?? props.url} download>
            <Icon name="it-download" label={say(`Scarica ${title}`, `Download ${title}`)} />
          </a>
        </div>
      </div>
      {broken.length > 0 ? (
        <Alert kind="danger">
          {say(
            `Non si riesce a mostrare ${broken.length === 1 ? `la pagina ${String(broken[0])}` : `le pagine ${broken.join(', ')}`}: scarica il documento per leggerlo.`,
            `${broken.length === 1 ? `Page ${String(broken[0])}` : `Pages ${broken.join(', ')}`} cannot be shown: download the document to read it.`,
          )}
        </Alert>
      ) : null}
      <div ref={scroller} class="lf-pdf-pages" tabIndex={0} role="region" aria-label={title} onScroll={onScroll}>
        {first === undefined || scale === 0
          ? null
          : Array.from({ length: pdf.numPages }, (_, place) => (
              <PdfPage
                key={place + 1}
                document={pdf}
                number={place + 1}
                expected={first}
                scale={scale}
                onRendered={onRendered}
                onFailed={(number) => setBroken((before) => (before.includes(number) ? before : [...before, number]))}
              />
            ))}
      </div>
    </div>
  );
};

/** Shows a PDF: pages one below the other, zoom, page by page, full screen, download. pdf.js is loaded when it appears. */
export const PdfViewer = (props: PdfViewerProps): JSX.Element => {
  const [attempt, setAttempt] = useState(0);
  const state = usePdf(props.url, attempt);
  if (state.kind === 'ready') return <Pages key={props.url} document={state.document} props={props} />;
  return (
    <div class="lf-pdf lf-pdf-waiting">
      {state.kind === 'loading' ? (
        <ProgressBar label={say('Apertura del documento', 'Opening the document')} value={state.progress} />
      ) : (
        <Alert kind="danger" title={say('Il documento non si apre', 'The document does not open')}>
          <p>{state.message}</p>
          <div class="lf-actions">
            <Button size="xs" variant="outline-danger" icon="it-refresh" onClick={() => setAttempt(attempt + 1)}>
              {say('Riprova', 'Try again')}
            </Button>
            <a class="btn btn-outline-danger btn-xs lf-button" href={props.downloadUrl ?? props.url} download>
              <Icon name="it-download" />
              <span>{say('Scarica', 'Download')}</span>
            </a>
          </div>
        </Alert>
      )}
    </div>
  );
};
