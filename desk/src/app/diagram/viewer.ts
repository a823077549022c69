import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer.js';

export interface Marked {
  readonly visited: readonly string[];
  readonly flows: readonly string[];
  readonly active: readonly string[];
  readonly failed: readonly string[];
}

interface Canvas {
  zoom(level?: number | 'fit-viewport', centre?: 'auto'): number;
  scroll(delta: { dx: number; dy: number }): unknown;
  addMarker(element: string, marker: string): void;
  viewbox(box?: Box): Box;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface ElementRegistry {
  get(id: string): unknown;
}

export interface Diagram {
  zoomBy(factor: number): void;
  fit(): void;
  pan(dx: number, dy: number): void;
  destroy(): void;
}

/** Draws a route with bpmn-js, marking where the case was, is, and stopped. */
export const showDiagram = async (container: HTMLElement, xml: string, marked: Marked): Promise<Diagram> => {
  const viewer = new NavigatedViewer({
    container,
    textRenderer: { defaultStyle: { fontFamily: "'Titillium Web', sans-serif", fontSize: 13 } },
  });
  await viewer.importXML(xml);
  const canvas = viewer.get<Canvas>('canvas');
  const elements = viewer.get<ElementRegistry>('elementRegistry');
  const mark = (ids: readonly string[], marker: string): void => {
    for (const id of ids) if (elements.get(id) !== undefined) canvas.addMarker(id, marker);
  };
  const here = new Set([...marked.active, ...marked.failed]);
  mark([...marked.visited.filter((id) => !here.has(id)), ...marked.flows], 'lf-visited');
  mark(marked.active, 'lf-active');
  mark(marked.failed, 'lf-failed');
  const fit = (): void => {
    canvas.zoom('fit-viewport', 'auto');
    // On a phone the whole route is too small to read: begin where the case stands.
    const [current] = here;
    if (canvas.zoom() < 0.55 && current !== undefined && elements.get(current) !== undefined) {
      canvas.zoom(0.8, 'auto');
      const { x, y, width, height } = elements.get(current) as Box;
      const seen = canvas.viewbox();
      canvas.viewbox({ ...seen, x: x + width / 2 - seen.width / 2, y: y + height / 2 - seen.height / 2 });
    }
  };
  fit();
  return {
    zoomBy(factor) {
      canvas.zoom(Math.min(4, Math.max(0.2, canvas.zoom() * factor)), 'auto');
    },
    fit,
    pan(dx, dy) {
      canvas.scroll({ dx, dy });
    },
    destroy() {
      viewer.destroy();
    },
  };
};
