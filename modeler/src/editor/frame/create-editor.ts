import { keepFitted } from '../canvas/fit.js';
import { createModeler } from '../canvas/modeler.js';
import { lookOf, redraw } from '../canvas/look.js';
import type { Mode } from '../canvas/mode.js';
import type {
  Canvas,
  CommandStack,
  ElementRegistry,
  EventBus,
  Overlays,
  PropertiesPanelService,
  Selection,
} from '../canvas/services.js';
import type { CreateEditor, EditorEvents } from '../contract.js';
import { formModule } from '../form/module.js';
import type { Pending } from '../form/pending.js';
import { typeOver } from '../form/typed-over.js';
import { showProblems } from '../lint/badges.js';
import { createChecker } from '../lint/checker.js';
import { createLint } from '../lint/lint.js';
import { refusedTexts } from '../lint/refused-texts.js';
import { localRules } from '../lint/rules.js';
import type { ModdleElement } from '../model/moddle.js';
import { completeFlowEnds } from '../model/flow-ends.js';
import { declareNamespace, parseDrawing, type Moddle } from '../model/parse-drawing.js';
import { placeUndrawn, undrawnIn, type Maker } from '../model/undrawn.js';
import type { Shapes } from '../canvas/shapes.js';
import { fullName, kindText, spokenName } from '../text/element-name.js';
import { createTranslate } from '../text/translate.js';
import { selectedOf } from '../viewer.js';
import { createEmitter } from './emitter.js';
import { listenToKeys } from './keys.js';
import { openField } from './open-field.js';
import { layOut } from './layout.js';
import { listenToDrops } from './drop.js';
import { showHints } from './hint.js';
import { showPalette } from './palette.js';
import { showStepIcon } from './step-icon.js';
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
  bus.on('selection.changed', () => {
    const [element, more] = selection.get();
    events.emit('selected', more === undefined ? selectedOf(element) : undefined);
  });
  bus.on<{ expert: boolean }>('lf.mode', ({ expert }) => events.emit('expert', expert));
  bus.on<{ definitions?: ModdleElement }>('import.parse.complete', ({ definitions }) => {
    if (definitions === undefined) return;
    declareNamespace(definitions, catalogue.lfDescriptor.uri);
    completeFlowEnds(definitions);
    placeUndrawn(definitions, bpmn.get<Maker>('moddle'));
  });
  bpmn.get<PropertiesPanelService>('propertiesPanel').attachTo(places.form);
  typeOver(places.form);
  showStepIcon(places.form, bpmn, iconSprite);
  showPalette(places.palette, bpmn, iconSprite);
  const fitting = keepFitted(places.canvas, canvas, bus, registry);
  showTools(places.tools, bpmn, iconSprite, fitting);
  showHints(places.canvas, bus);
  const kindOf = (element: ModdleElement): string => kindText(element, look.steps, language, translate);
  const pending = bpmn.get<Pending>('lfPending');
  const xml = async (): Promise<string> => {
    pending.flush();
    return (await bpmn.saveXML({ format: true })).xml ?? '';
  };

  const inItalian = createTranslate('it');
  const inEnglish = createTranslate('en');
  const rules = localRules({
    catalogue,
    support: bpmn.get<Shapes>('lfShapes').support,
    kind: (key, spoken) => (spoken === 'it' ? inItalian(key) : inEnglish(key)),
  });
  const checker = createChecker({
    host: options.host,
    lint: createLint(rules),
    root: () => bpmn.getDefinitions(),
    nameOf: (id) => {
      const element = registry.get(id);
      return element === undefined ? undefined : spokenName(element, kindOf, translate);
    },
    undrawn: (root) => undrawnIn(root, (id) => registry.get(id) !== undefined),
    xml,
    refused: () => refusedTexts(pending, selection.get()[0] ?? canvas.getRootElement()),
    restMs: options.checkAfterMs ?? 600,
    show(problems) {
      showProblems(bpmn.get<Overlays>('overlays'), registry, problems, language);
      bus.fire('lf.problems', { problems });
      events.emit('problems', problems);
    },
  });
  pending.onRefused(() => checker.again());
  bus.on('commandStack.changed', () => checker.changed());
  bus.on('import.done', () => checker.changed());

  const open = async (text: string): Promise<void> => {
    await parseDrawing(bpmn.get<Moddle>('moddle'), text);
    await bpmn.importXML(text);
    fitting.begin();
  };
  listenToDrops(places.root, language, translate('Close'), {
    adopt: async (name, text) => {
      await parseDrawing(bpmn.get<Moddle>('moddle'), text);
      return options.host.adopt === undefined ? text : options.host.adopt(name, text);
    },
    open,
    imported: (name) => events.emit('imported', { name }),
    refused: (problem) => events.emit('refused', problem),
  });
  listenToKeys(bpmn, places.form, places.canvas, ({ businessObject }) =>
    fullName(businessObject, kindOf(businessObject)),
  );

  return {
    open,
    xml,
    svg: async () => (await bpmn.saveSVG()).svg,
    markSaved: () => saved.set(),
    get dirty() {
      return saved.dirty;
    },
    get undone() {
      return !bpmn.get<CommandStack>('commandStack').canUndo();
    },
    reveal(elementId, field) {
      const element = registry.get(elementId);
      if (element === undefined) return;
      const root = canvas.findRoot(element);
      if (root !== undefined && root !== canvas.getRootElement()) canvas.setRootElement(root);
      canvas.scrollToElement(element, 100);
      selection.select(element);
      if (field !== undefined) openField(places.form, field);
    },
    setProblems: (problems) => checker.set(problems),
    check: () => checker.now(),
    setExpert(on) {
      mode.expert = on;
    },
    on: (event, listener) => events.on(event, listener),
    destroy() {
      gone = true;
      checker.stop();
      fitting.stop();
      events.clear();
      bpmn.destroy();
      places.remove();
    },
  };
};
