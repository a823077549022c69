import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { api } from '../../kit/api/client.js';
import { useApi } from '../../kit/api/use-api.js';
import { Alert } from '../../kit/components/alert.js';
import { Icon } from '../../kit/components/icon.js';
import { Load } from '../../kit/components/load.js';
import { Skeleton } from '../../kit/components/waiting.js';
import type { PathAnswer } from '../server/answers.js';
import type { Diagram } from './viewer.js';

const step = 60;

const readXml = async (definitionId: string, signal: AbortSignal): Promise<string> => {
  const answer = await fetch(api.url(`/definitions/${encodeURIComponent(definitionId)}/xml`), { signal });
  if (!answer.ok) throw new Error(`the definition answered ${answer.status}`);
  return answer.text();
};

const Legend = (): JSX.Element => (
  <ul class="lf-diagram-legend">
    <li class="lf-legend-visited">già fatto</li>
    <li class="lf-legend-active">dove si trova ora</li>
    <li class="lf-legend-failed">fermo per un problema</li>
  </ul>
);

const Drawn = ({ path }: { readonly path: PathAnswer }): JSX.Element => {
  const place = useRef<HTMLDivElement>(null);
  const diagram = useRef<Diagram | undefined>(undefined);
  const [state, setState] = useState<'loading' | 'shown' | 'failed'>('loading');
  useEffect(() => {
    const stop = new AbortController();
    const draw = async (): Promise<void> => {
      const [{ showDiagram }, xml] = await Promise.all([
        import('./viewer.js'),
        readXml(path.definitionId, stop.signal),
      ]);
      if (stop.signal.aborted || place.current === null) return;
      const drawn = await showDiagram(place.current, xml, path);
      if (stop.signal.aborted) return drawn.destroy();
      diagram.current = drawn;
      setState('shown');
    };
    draw().catch((error: unknown) => {
      if (stop.signal.aborted) return;
      reportError(error);
      setState('failed');
    });
    return () => {
      stop.abort();
      diagram.current?.destroy();
      diagram.current = undefined;
    };
  }, [path]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const act: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => diagram.current?.pan(step, 0),
      ArrowRight: () => diagram.current?.pan(-step, 0),
      ArrowUp: () => diagram.current?.pan(0, step),
      ArrowDown: () => diagram.current?.pan(0, -step),
      '+': () => diagram.current?.zoomBy(1.2),
      '-': () => diagram.current?.zoomBy(1 / 1.2),
      '0': () => diagram.current?.fit(),
    };
    const todo = act[event.key];
    if (todo === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    todo();
  };
  return (
    <div class="lf-diagram">
      <div class="lf-diagram-tools" role="toolbar" aria-label="Comandi del diagramma">
        <button type="button" class="lf-icon-button" onClick={() => diagram.current?.zoomBy(1 / 1.2)}>
          <Icon name="it-zoom-out" label="Riduci" />
        </button>
        <button type="button" class="lf-icon-button" onClick={() => diagram.current?.zoomBy(1.2)}>
          <Icon name="it-zoom-in" label="Ingrandisci" />
        </button>
        <button type="button" class="lf-icon-button" onClick={() => diagram.current?.fit()}>
          <Icon name="it-maximize" label="Mostra tutto" />
        </button>
        <Legend />
      </div>
      {state === 'failed' ? <Alert kind="danger">Il diagramma non si è caricato: chiudi e riprova.</Alert> : null}
      {state === 'loading' ? <Skeleton label="Caricamento del diagramma" /> : null}
      <div
        ref={place}
        class="lf-diagram-canvas"
        tabIndex={0}
        role="application"
        aria-label="Diagramma dell’iter. Frecce per spostarsi, più e meno per ingrandire e ridurre, zero per vedere tutto."
        onKeyDown={onKeyDown}
      />
    </div>
  );
};

/** Where a case stands on the drawing of its route; bpmn-js is loaded when this appears. */
export const DiagramView = ({ caseId }: { readonly caseId: string }): JSX.Element => {
  const path = useApi<PathAnswer>(`/cases/${encodeURIComponent(caseId)}/path`);
  return <Load from={path}>{(data) => <Drawn path={data} />}</Load>;
};
