import { boundaryShapes, officeShapes, shapesOf, type Shape } from '../model/shapes.js';
import { Support } from '../model/support.js';
import type { Edits } from './edits.js';
import type { Inserting } from './inserting.js';
import type {
  AutoPlace,
  BpmnReplace,
  Create,
  DiagramElement,
  ElementFactory,
  Selection,
  Translate,
} from './services.js';
import { iconOf } from './menu-icon.js';
import type { EditorContext, Steps } from './steps.js';

/** Names that new elements get, so that a drawing reads well before anybody types. */
const NAMED = new Set(['start', 'end', 'ask']);

/** Everything that can be drawn, and how it gets onto the drawing. */
export class Shapes {
  static readonly $inject = [
    'lfContext',
    'lfSteps',
    'lfEdits',
    'lfInserting',
    'elementFactory',
    'autoPlace',
    'create',
    'bpmnReplace',
    'selection',
    'translate',
  ];
  readonly all: readonly Shape[];
  readonly office: readonly Shape[];
  readonly boundary: readonly Shape[];
  readonly support: Support;
  readonly #sprite: string | undefined;
  readonly #steps: Steps;
  readonly #edits: Edits;
  readonly #inserting: Inserting;
  readonly #factory: ElementFactory;
  readonly #place: AutoPlace;
  readonly #create: Create;
  readonly #replace: BpmnReplace;
  readonly #selection: Selection;
  readonly #translate: Translate;

  constructor(
    { catalogue, language, iconSprite }: EditorContext,
    steps: Steps,
    edits: Edits,
    inserting: Inserting,
    factory: ElementFactory,
    autoPlace: AutoPlace,
    create: Create,
    replace: BpmnReplace,
    selection: Selection,
    translate: Translate,
  ) {
    this.support = new Support(catalogue);
    this.all = shapesOf(catalogue, this.support, language);
    this.office = officeShapes(this.all);
    this.boundary = boundaryShapes(this.support);
    this.#sprite = iconSprite;
    this.#steps = steps;
    this.#edits = edits;
    this.#inserting = inserting;
    this.#factory = factory;
    this.#place = autoPlace;
    this.#create = create;
    this.#replace = replace;
    this.#selection = selection;
    this.#translate = translate;
  }

  stepType(element: DiagramElement): string | undefined {
    return this.#steps.of(element)?.type;
  }

  /** What a shape is called: a step by its own word, everything else by the catalogue's. */
  label(shape: Shape): string {
    return shape.step === undefined ? this.#translate(shape.label) : shape.label;
  }

  /** How a menu shows it. */
  icon(shape: Shape): ReturnType<typeof iconOf> {
    return iconOf(shape, this.#sprite);
  }

  /** A new element of the shape, not yet on the drawing. */
  make(shape: Shape): DiagramElement {
    if (shape.type === 'bpmn:Participant') return this.#factory.createParticipantShape();
    const element = shape.step === undefined ? this.#bpmn(shape) : this.#steps.create(shape.step);
    if (shape.step !== undefined || NAMED.has(shape.id)) element.businessObject.set('name', this.label(shape));
    return element;
  }

  #bpmn(shape: Shape): DiagramElement {
    return this.#factory.createShape({
      type: shape.type,
      ...(shape.event === undefined ? {} : { eventDefinitionType: shape.event }),
      ...(shape.expanded === undefined ? {} : { isExpanded: shape.expanded }),
      ...shape.attrs,
    });
  }

  /** Follows the pointer until it is dropped. */
  drag(event: Event, shape: Shape, source?: DiagramElement): void {
    this.#create.start(event, this.make(shape), source === undefined ? undefined : { source });
  }

  /** Behind `source`, connected: before what follows it already, unless nothing can follow the shape. */
  append(source: DiagramElement, shape: Shape): DiagramElement {
    const flow = shape.type === 'bpmn:EndEvent' ? undefined : this.#inserting.wayOn(source);
    const made = this.make(shape);
    const appended = flow === undefined ? this.#place.append(source, made) : this.#inserting.into(flow, made);
    this.#selection.select(appended);
    return appended;
  }

  /** Makes an element that is there another one; its name, flows and place stay. */
  replace(element: DiagramElement, shape: Shape): DiagramElement {
    let changed = element;
    this.#edits.batch(() => {
      if (shape.step !== undefined) {
        changed = this.#steps.apply(element, shape.step);
        return;
      }
      if (this.#steps.of(element) !== undefined) this.#steps.remove(element);
      changed = this.#replace.replaceElement(element, {
        type: shape.type,
        ...(shape.event === undefined ? {} : { eventDefinitionType: shape.event }),
        ...(shape.expanded === undefined ? {} : { isExpanded: shape.expanded }),
        ...shape.attrs,
        ...(shape.type === 'bpmn:BoundaryEvent' ? { host: element.host } : {}),
      });
      this.#steps.clean(changed);
    });
    this.#selection.select(changed);
    return changed;
  }
}
