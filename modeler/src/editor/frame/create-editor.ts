import { createModeler } from '../canvas/modeler.js';
import { lookOf, redraw } from '../canvas/look.js';
import type { Mode } from '../canvas/mode.js';
import type {
  Canvas,
  CommandStack,
  ElementRegistry,
  EventBus,
  PropertiesPanelService,
  Selection,
} from '../canvas/services.js';
import type { CreateEditor, EditorEvents, EditorProblem } from '../contract.js';
import { formModule } from '../form/module.js';
import type { Pending } from '../form/pending.js';
import type { ModdleElement } from '../model/moddle.js';
import { declareNamespace, parseDrawing, type Moddle } from '../model/parse-drawing.js';
import { createTranslate } from '../text/translate.js';
import { selectedOf } from '../viewer.js';
import { createEmitter } from './emitter.js';
import { layOut } from './layout.js';
import { showHints } from './hint.js';
import { showPalette } from './palette.js';
import { markSaved } from './saved-mark.js';
import { showTools } from './tools.js';

export const createEditor: CreateEditor = (options) => {
  const { catalogue, language, iconSprite } = options;
  const events = createEmitter<EditorEvents>();
  const translate = createTranslate(language);
  const places = layOut(options.container);
  const look = lookOf(catalogue, iconSprite, () => {
    if (!gone) redraw(bpmn);
  });
  let gone = false;
  const bpmn = createModeler({
    container: places.canvas,
    context: { catalogue, language, iconSprite },
    look,
    words: { language, outcome: translate('Outcome'), reason: translate('Reason') },
    translate,
    expert: options.expert === true,
    modules: [formModule(options.host)],
  });
  const bus = bpmn.get<EventBus>('eventBus');
  const canvas = bpmn.get<Canvas>('canvas');
  const registry = bpmn.get<ElementRegistry>('elementRegistry');
  const selection = bpmn.get<Selection>('selection');
  const mode = bpmn.get<Mode>('lfMode');
  const saved = markSaved(bpmn.get<CommandStack>('commandStack'), bus, (dirty) => events.emit('changed', { dirty }));
  let problems: readonly EditorProblem[] = [];
  bus.on('selection.changed', () => {
    const [element, more] = selection.get();
    events.emit('selected', more === undefined ? selectedOf(element) : undefined);
  });
  bus.on<{ expert: boolean }>('lf.mode', ({ expert }) => events.emit('expert', expert));
  bus.on<{ definitions?: ModdleElement }>('import.parse.complete', ({ definitions }) => {
    if (definitions !== undefined) declareNamespace(definitions, catalogue.lfDescriptor.uri);
  });
  bpmn.get<PropertiesPanelService>('propertiesPanel').attachTo(places.form);
  showPalette(places.palette, bpmn, iconSprite);
  showTools(places.tools, bpmn, iconSprite);
  showHints(places.canvas, bus);
  const pending = bpmn.get<Pending>('lfPending');
  const xml = async (): Promise<string> => {
    pending.flush();
    return (await bpmn.saveXML({ format: true })).xml ?? '';
  };

  return {
    async open(text) {
      await parseDrawing(bpmn.get<Moddle>('moddle'), text);
      await bpmn.importXML(text);
      canvas.zoom('fit-viewport', 'auto');
    },
    xml,
    svg: async () => (await bpmn.saveSVG()).svg,
    markSaved: () => saved.set(),
    get dirty() {
      return saved.dirty;
    },
    reveal(elementId, field) {
      const element = registry.get(elementId);
      if (element === undefined) return;
      const root = canvas.findRoot(element);
      if (root !== undefined && root !== canvas.getRootElement()) canvas.setRootElement(root);
      canvas.scrollToElement(element, 100);
      selection.select(element);
      if (field !== undefined) bus.fire('propertiesPanel.showEntry', { id: `lf-${field}` });
    },
    setProblems(given) {
      problems = given;
      events.emit('problems', problems);
    },
    check: () => Promise.resolve(problems),
    setExpert(on) {
      mode.expert = on;
    },
    on: (event, listener) => events.on(event, listener),
    destroy() {
      gone = true;
      events.clear();
      bpmn.destroy();
      places.remove();
    },
  };
};
