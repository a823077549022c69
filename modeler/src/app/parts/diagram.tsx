import {
  Alert,
  Icon,
  iconSprite,
  language,
  say,
  Skeleton,
  useEffect,
  useRef,
  useState,
  type ComponentChildren,
  type JSX,
} from '@libro-firma/desk/kit';
import type { Catalogue, SelectedElement, Viewer } from '../../editor/contract.js';

/** CSS pixels moved by one press of an arrow. */
const step = 60;
const zoomFactor = 1.2;

export interface DiagramBadge {
  readonly elementId: string;
  readonly text: string;
  /** For screen readers and as a tooltip: "3 pratiche". */
  readonly label: string;
  readonly cssClass?: string;
}

export type Marks = Readonly<Record<string, readonly string[]>>;
export type Badges = Readonly<Record<string, readonly DiagramBadge[]>>;

export interface DiagramProps {
  readonly xml: string;
  readonly catalogue: Pick<Catalogue, 'steps' | 'lfDescriptor'>;
  /** What it shows, for screen readers. */
  readonly label: string;
  /** Elements by CSS class (`lf-visited`). */
  readonly marks?: Marks | undefined;
  readonly badges?: Badges | undefined;
  readonly legend?: ComponentChildren;
  /** Elements that matter most: the first of them is in view, at first and whenever it is another one. */
  readonly focus?: readonly string[] | undefined;
  readonly onSelect?: ((element: SelectedElement | undefined) => void) | undefined;
}

const empty: Marks = {};
const noBadges: Badges = {};
const noFocus: readonly string[] = [];

/** A drawing to look at: moved and zoomed by mouse, touch and keyboard; marks and badges change without a new drawing. */
export const Diagram = (props: DiagramProps): JSX.Element => {
  const { xml, catalogue, label, marks = empty, badges = noBadges, legend, focus = noFocus } = props;
  const place = useRef<HTMLDivElement>(null);
  const [viewer, setViewer] = useState<Viewer | undefined>(undefined);
  const [failed, setFailed] = useState(false);
  const onSelect = useRef(props.onSelect);
  onSelect.current = props.onSelect;
  useEffect(() => {
    let gone = false;
    let made: Viewer | undefined;
    setFailed(false);
    const draw = async (): Promise<void> => {
      const { createViewer } = await import('../../editor/viewer.js');
      if (gone || place.current === null) return;
      made = createViewer({ container: place.current, catalogue, language: language(), iconSprite });
      await made.open(xml);
      if (gone) return;
      made.onSelect((element) => onSelect.current?.(element));
      setViewer(made);
    };
    draw().catch((error: unknown) => {
      if (gone) return;
      reportError(error);
      setFailed(true);
    });
    return () => {
      gone = true;
      setViewer(undefined);
      made?.destroy();
    };
  }, [xml, catalogue]);
  useShown(viewer, marks, badges);
  const wanted = focus.join(' ');
  useEffect(() => {
    if (wanted !== '') viewer?.show(wanted.split(' '));
  }, [viewer, wanted]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const act: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => viewer?.pan(step, 0),
      ArrowRight: () => viewer?.pan(-step, 0),
      ArrowUp: () => viewer?.pan(0, step),
      ArrowDown: () => viewer?.pan(0, -step),
      '+': () => viewer?.zoomBy(zoomFactor),
      '-': () => viewer?.zoomBy(1 / zoomFactor),
      '0': () => viewer?.fit(),
    };
    const todo = act[event.key];
    if (todo === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    todo();
  };
  return (
    <div class="lf-diagram lfm-diagram">
      <div class="lf-diagram-tools" role="toolbar" aria-label={say('Comandi del disegno', 'Tools of the drawing')}>
        <button type="button" class="lf-icon-button" onClick={() => viewer?.zoomBy(1 / zoomFactor)}>
          <Icon name="it-zoom-out" label={say('Riduci', 'Smaller')} />
        </button>
        <button type="button" class="lf-icon-button" onClick={() => viewer?.zoomBy(zoomFactor)}>
          <Icon name="it-zoom-in" label={say('Ingrandisci', 'Larger')} />
        </button>
        <button type="button" class="lf-icon-button" onClick={() => viewer?.fit()}>
          <Icon name="it-maximize" label={say('Mostra tutto', 'Show all')} />
        </button>
        {legend}
      </div>
      {failed ? (
        <Alert kind="danger">
          {say('Il disegno non si è caricato: ricarica la pagina.', 'The drawing did not load: reload the page.')}
        </Alert>
      ) : viewer === undefined ? (
        <Skeleton label={say('Caricamento del disegno', 'Loading the drawing')} />
      ) : null}
      <div
        ref={place}
        class="lf-diagram-canvas"
        tabIndex={0}
        role="application"
        aria-label={say(
          `${label}. Frecce per spostarsi, più e meno per ingrandire e ridurre, zero per vedere tutto.`,
          `${label}. Arrows to move, plus and minus to zoom, zero to see all.`,
        )}
        onKeyDown={onKeyDown}
      />
    </div>
  );
};

/** Puts marks and badges on the drawing, and takes off those that are no longer given. */
const useShown = (viewer: Viewer | undefined, marks: Marks, badges: Badges): void => {
  const marked = useRef<readonly string[]>([]);
  const badged = useRef<readonly string[]>([]);
  useEffect(() => {
    if (viewer === undefined) {
      marked.current = [];
      badged.current = [];
      return;
    }
    for (const css of marked.current) if (!(css in marks)) viewer.mark(css, []);
    for (const [css, ids] of Object.entries(marks)) viewer.mark(css, ids);
    marked.current = Object.keys(marks);
    for (const kind of badged.current) if (!(kind in badges)) viewer.badge(kind, []);
    for (const [kind, list] of Object.entries(badges)) viewer.badge(kind, list);
    badged.current = Object.keys(badges);
  }, [viewer, marks, badges]);
};
