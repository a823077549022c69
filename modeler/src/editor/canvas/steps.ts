import type { Catalogue, Language, StepDescription } from '../contract.js';
import { extension, headersOf, stepTypeOf } from '../model/extension.js';
import type { ModdleElement } from '../model/moddle.js';
import { splitType, templateOf } from '../model/template.js';
import type { Edits } from './edits.js';
import type {
  BpmnReplace,
  DiagramElement,
  ElementRegistry,
  ElementTemplates,
  EventBus,
  TemplatesLoader,
} from './services.js';

/** What the editor's own services are made from. */
export interface EditorContext {
  readonly catalogue: Catalogue;
  readonly language: Language;
  /** Address of the sprite that the icons come from. */
  readonly iconSprite: string | undefined;
}

/** Which task is which plugin step, and how it becomes another one. */
export class Steps {
  static readonly $inject = [
    'lfContext',
    'eventBus',
    'elementRegistry',
    'elementTemplates',
    'elementTemplatesLoader',
    'bpmnReplace',
    'lfEdits',
  ];
  readonly #byType: ReadonlyMap<string, StepDescription>;
  readonly #templates: ElementTemplates;
  readonly #replace: BpmnReplace;
  readonly #edits: Edits;

  constructor(
    context: EditorContext,
    eventBus: EventBus,
    registry: ElementRegistry,
    templates: ElementTemplates,
    loader: TemplatesLoader,
    replace: BpmnReplace,
    edits: Edits,
  ) {
    this.#byType = new Map(context.catalogue.steps.map((step) => [step.type, step]));
    this.#templates = templates;
    this.#replace = replace;
    this.#edits = edits;
    loader.setTemplates(context.catalogue.steps.map((step) => templateOf(step, context.language)));
    // The diagram names the step type only: what element templates keep beside it is put back in memory.
    eventBus.on('import.done', () => {
      for (const element of registry.getAll()) this.#remember(element.businessObject);
    });
    eventBus.on<{ element: DiagramElement }>('shape.added', 2000, ({ element }) =>
      this.#remember(element.businessObject),
    );
  }

  #remember(element: ModdleElement): void {
    const type = element.$instanceOf('bpmn:Task') ? stepTypeOf(element) : undefined;
    if (type === undefined || !this.#byType.has(type)) return;
    const { id, version } = splitType(type);
    element.set('zeebe:modelerTemplate', id);
    element.set('zeebe:modelerTemplateVersion', version);
  }

  of(element: DiagramElement): StepDescription | undefined {
    const type = stepTypeOf(element.businessObject);
    return type === undefined ? undefined : this.#byType.get(type);
  }

  /** A newer version of the element's step, where there is one. */
  newer(element: DiagramElement): StepDescription | undefined {
    const type = stepTypeOf(element.businessObject);
    if (type === undefined) return undefined;
    const { id, version } = splitType(type);
    const latest = this.#templates.getLatest(id)[0];
    return latest === undefined || latest.version <= version ? undefined : this.#byType.get(`${id}:${latest.version}`);
  }

  /** A new element that is the step, not yet on the drawing. */
  create(step: StepDescription): DiagramElement {
    const { id, version } = splitType(step.type);
    const template = this.#templates.get(id, version);
    if (template === undefined) throw new Error(`no template was made of the step ${step.type}`);
    return this.#templates.createElement(template);
  }

  /** Makes the element the step; settings that the new step knows by the same key are kept. */
  apply(element: DiagramElement, step: StepDescription): DiagramElement {
    const kept = headersOf(element.businessObject);
    const { id, version } = splitType(step.type);
    const template = this.#templates.get(id, version);
    if (template === undefined) throw new Error(`no template was made of the step ${step.type}`);
    let changed = element;
    this.#edits.batch(() => {
      if (element.type !== step.appliesTo) changed = this.#replace.replaceElement(element, { type: step.appliesTo });
      changed = this.#templates.applyTemplate(changed, template);
      const known = (step.config['properties'] ?? {}) as object;
      const headers = new Map(headersOf(changed.businessObject));
      for (const [key, value] of kept) if (key in known) headers.set(key, value);
      this.#edits.headers(changed, headers);
      if (step.appliesTo === 'bpmn:UserTask') this.#edits.formText(changed, undefined);
      this.clean(changed);
    });
    return changed;
  }

  /** The element is no plugin step any more. */
  remove(element: DiagramElement): void {
    this.#edits.batch(() => {
      if (this.#templates.get(element) !== undefined) this.#templates.unlinkTemplate(element);
      this.#edits.extension(element, 'TaskDefinition', undefined);
      this.#edits.extension(element, 'TaskHeaders', undefined);
      this.clean(element);
    });
  }

  /** Takes away what another kind of element left behind and this one does not know. */
  clean(element: DiagramElement): void {
    const { $type } = element.businessObject;
    const drop = (
      names: readonly ('AssignmentDefinition' | 'TaskSchedule' | 'UserTaskForm' | 'Script' | 'CalledElement')[],
    ) => {
      for (const name of names) {
        if (extension(element.businessObject, name) !== undefined) this.#edits.extension(element, name, undefined);
      }
    };
    if ($type !== 'bpmn:UserTask') drop(['AssignmentDefinition', 'TaskSchedule']);
    if ($type !== 'bpmn:UserTask' && $type !== 'bpmn:StartEvent') drop(['UserTaskForm']);
    if ($type !== 'bpmn:ScriptTask') drop(['Script']);
    if ($type !== 'bpmn:CallActivity') drop(['CalledElement']);
  }
}
