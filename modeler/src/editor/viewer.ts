import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer.js';
import { showBadges } from './canvas/badges.js';
import { TEXT_STYLE, type BpmnJs } from './canvas/bpmn-js.js';
import { keepFitted } from './canvas/fit.js';
import { lookOf, redraw } from './canvas/look.js';
import { listenToFingers, zoomTo } from './canvas/pinch.js';
import { makeReachable } from './canvas/reachable.js';
import { rendererModule } from './canvas/renderer.js';
import type { Canvas, DiagramElement, ElementRegistry, EventBus, Overlays } from './canvas/services.js';
import type { CreateViewer, SelectedElement } from './contract.js';
import { descriptorOf } from './model/descriptor.js';
import { PREFIX } from './model/extension.js';
import { parseDrawing, type Moddle } from './model/parse-drawing.js';
import { fullName, kindText } from './text/element-name.js';
import { createTranslate } from './text/translate.js';

/** What an element is for the page around; `undefined` for the canvas itself. */
export const selectedOf = (element: DiagramElement | undefined): SelectedElement | undefined => {
  const shown = element?.labelTarget ?? element;
  if (shown?.businessObject === undefined || shown.parent === undefined) return undefined;
  return { id: shown.id, type: shown.businessObject.$type, name: shown.businessObject.name ?? '' };
};

/** Around what is brought into view, in pixels of the screen. */
const MARGIN = 48;

const isInView = (canvas: Canvas, { x, y, width, height }: DiagramElement): boolean => {
  const seen = canvas.viewbox();
  return x >= seen.x && y >= seen.y && x + width <= seen.x + seen.width && y + height <= seen.y + seen.height;
};

export const createViewer: CreateViewer = ({ container, catalogue, language, iconSprite }) => {
  const translate = createTranslate(language);
  const look = lookOf(catalogue, iconSprite, () => {
    if (!gone) redraw(bpmn);
  });
  let gone = false;
  const bpmn = new NavigatedViewer({
    container,
    textRenderer: { defaultStyle: TEXT_STYLE },
    moddleExtensions: { [PREFIX]: descriptorOf(catalogue) },
    additionalModules: [rendererModule(look), { translate: ['value', translate] }] as never,
  }) as unknown as BpmnJs;
  const canvas = bpmn.get<Canvas>('canvas');
  const registry = bpmn.get<ElementRegistry>('elementRegistry');
  const bus = bpmn.get<EventBus>('eventBus');
  const listeners = new Set<(element: SelectedElement | undefined) => void>();
  const marked = new Map<string, readonly string[]>();
  const tell = (element: DiagramElement | undefined): void => {
    for (const listener of [...listeners]) listener(selectedOf(element));
  };
  bus.on<{ element: DiagramElement }>('element.click', ({ element }) => tell(element));
  const nameOf = ({ businessObject }: DiagramElement): string =>
    fullName(businessObject, kindText(businessObject, look.steps, language, translate));
  makeReachable(bus, registry, nameOf, tell);
  const stopFingers = listenToFingers(container, canvas);

  const fitting = keepFitted(container, canvas, bus, registry);
  return {
    async open(xml) {
      await parseDrawing(bpmn.get<Moddle>('moddle'), xml);
      await bpmn.importXML(xml);
      marked.clear();
      fitting.begin();
    },
    fit: () => fitting.fit(),
    show(elementIds) {
      const element = elementIds.map((id) => registry.get(id)).find((one) => one !== undefined);
      if (element !== undefined && !isInView(canvas, element)) canvas.scrollToElement(element, MARGIN);
    },
    zoomBy: (factor) => zoomTo(canvas, canvas.zoom() * factor),
    pan: (dx, dy) => void canvas.scroll({ dx, dy }),
    mark(cssClass, elementIds) {
      const known = elementIds.filter((id) => registry.get(id) !== undefined);
      for (const id of marked.get(cssClass) ?? []) if (!known.includes(id)) canvas.removeMarker(id, cssClass);
      for (const id of known) canvas.addMarker(id, cssClass);
      marked.set(cssClass, known);
    },
    badge: (kind, badges) => showBadges(bpmn.get<Overlays>('overlays'), registry, kind, badges),
    onSelect(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    destroy() {
      gone = true;
      listeners.clear();
      stopFingers();
      fitting.stop();
      bpmn.destroy();
    },
  };
};
