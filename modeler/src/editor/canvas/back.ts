import type { Catalogue, Language } from '../contract.js';
import { child } from '../model/moddle.js';
import { formOf, outcomesOf } from '../model/produced.js';
import type { Outcome } from '../model/form.js';
import { NOBODY_DECIDES, whyNotBack } from './back-refused.js';
import type { Correction } from './correction.js';
import { detour } from './detour.js';
import type { Edits } from './edits.js';
import type {
  Canvas,
  DiagramElement,
  Dragging,
  ElementFactory,
  ElementRegistry,
  EventBus,
  Modeling,
  Selection,
  Translate,
} from './services.js';
import type { Room } from './room.js';
import type { EditorContext } from './steps.js';
import { outcomeIs } from './way-on.js';

/** Room for the decision between two elements, in pixels of the drawing. */
const ROOM = 150;
const GATEWAY = 50;

interface Dropped {
  readonly hover?: DiagramElement;
}

/**
 * "Torna indietro": behind somebody's decision stands a question, and the way that is not the good one leads back to an
 * earlier element. One change for undo, whatever it takes.
 */
export class Back {
  static readonly $inject = [
    'lfContext',
    'lfEdits',
    'lfCorrection',
    'eventBus',
    'canvas',
    'elementRegistry',
    'elementFactory',
    'modeling',
    'selection',
    'lfRoom',
    'dragging',
    'translate',
  ];
  readonly #catalogue: Catalogue;
  readonly #language: Language;
  readonly #edits: Edits;
  readonly #correction: Correction;
  readonly #bus: EventBus;
  readonly #canvas: Canvas;
  readonly #registry: ElementRegistry;
  readonly #factory: ElementFactory;
  readonly #modeling: Modeling;
  readonly #selection: Selection;
  readonly #room: Room;
  readonly #dragging: Dragging;
  readonly #translate: Translate;
  /** Where the way back begins, while it is asked where it leads; `undefined` in the first question. */
  #source: DiagramElement | undefined;
  #active = false;

  constructor(
    context: EditorContext,
    edits: Edits,
    correction: Correction,
    eventBus: EventBus,
    canvas: Canvas,
    registry: ElementRegistry,
    factory: ElementFactory,
    modeling: Modeling,
    selection: Selection,
    room: Room,
    dragging: Dragging,
    translate: Translate,
  ) {
    this.#catalogue = context.catalogue;
    this.#language = context.language;
    this.#edits = edits;
    this.#correction = correction;
    this.#bus = eventBus;
    this.#canvas = canvas;
    this.#registry = registry;
    this.#factory = factory;
    this.#modeling = modeling;
    this.#selection = selection;
    this.#room = room;
    this.#dragging = dragging;
    this.#translate = translate;
    eventBus.on<{ element: DiagramElement }>('element.click', 3000, ({ element }) => this.#clicked(element));
    eventBus.on<Dropped>('lf.back.end', ({ hover }) => {
      const onDrawing = hover !== undefined && hover.parent !== undefined;
      if (onDrawing) this.#clicked(hover);
    });
    const over = ['tool-manager.update', 'create.start', 'import.done', 'diagram.destroy', 'lf.back.cancel'];
    eventBus.on(over, () => this.stop());
  }

  get active(): boolean {
    return this.#active;
  }

  /** Whether somebody decides there. */
  possible({ businessObject, labelTarget }: DiagramElement): boolean {
    const decides = ['bpmn:UserTask', 'bpmn:CallActivity', 'bpmn:ExclusiveGateway'].includes(businessObject.$type);
    return decides && labelTarget === undefined;
  }

  /** Asks by clicks: where from (unless given), then where to. Escape gives up. */
  from(source: DiagramElement | undefined): void {
    this.#active = true;
    this.#source = source;
    this.#tell();
  }

  /** Begins where it is dropped. */
  drag(event: Event): void {
    this.from(undefined);
    this.#dragging.init(event, 'lf.back', { cursor: 'grabbing', autoActivate: true, data: { context: {} } });
  }

  stop(): void {
    if (!this.#active) return;
    this.#active = false;
    this.#source = undefined;
    this.#tell();
  }

  #tell(): void {
    this.#canvas.getContainer().classList.toggle('lf-going-back', this.#active);
    const hint = !this.#active
      ? undefined
      : this.#source === undefined
        ? this.#translate('Click the step that somebody may reject; Esc gives up')
        : this.#translate('Click the element to which it goes back; Esc gives up');
    this.#bus.fire('lf.hint', { hint });
  }

  /** Says why nothing happens; the question stands as long as it is not answered. */
  #refuse(why: string): void {
    this.#bus.fire('lf.hint', { hint: this.#translate(why) });
  }

  #clicked(element: DiagramElement): boolean | undefined {
    if (!this.#active) return undefined;
    const clicked = element.labelTarget ?? element;
    if (this.#source === undefined) {
      if (this.possible(clicked)) this.from(clicked);
      else this.#refuse(NOBODY_DECIDES);
      return true;
    }
    const source = this.#source;
    const why = whyNotBack(source, clicked, this.#correction.next(clicked) !== undefined);
    if (why === undefined) {
      this.stop();
      this.connect(source, clicked);
    } else this.#refuse(why);
    return true;
  }

  connect(source: DiagramElement, target: DiagramElement): void {
    this.#edits.batch(() => {
      const outcomes = this.#outcomes(source);
      const gateway = this.#gateway(source, outcomes);
      const flow = this.#wayBack(gateway, target);
      const rejected = outcomes.find(({ rejects }) => rejects === true)?.value ?? 'rejected';
      this.#edits.name(flow, this.#translate('no'));
      const others = gateway.outgoing.length > 1;
      if (others && child(gateway.businessObject, 'default') === undefined) this.#edits.defaultFlow(gateway, flow);
      else this.#edits.condition(flow, outcomeIs(rejected));
      this.#selection.select(gateway);
    });
  }

  #wayBack(gateway: DiagramElement, target: DiagramElement): DiagramElement {
    const next = target.businessObject.$type === 'bpmn:StartEvent' ? this.#correction.next(target) : undefined;
    const known = next === undefined ? undefined : this.#correction.drawn(target);
    const corrected = next === undefined ? undefined : (known ?? this.#correction.draw(gateway, target, next));
    const flow = this.#modeling.connect(gateway, corrected ?? target, { type: 'bpmn:SequenceFlow' });
    const beside = this.#registry.filter(({ parent }) => parent === gateway.parent);
    const way =
      corrected === undefined ? detour(gateway, target, beside, 'above') : this.#correction.wayTo(gateway, corrected);
    this.#modeling.updateWaypoints(flow, way);
    return flow;
  }

  /** How a step can end; a task that had no outcomes gets the two that a way back needs. */
  #outcomes(source: DiagramElement): readonly Outcome[] {
    const outcomes = outcomesOf(source.businessObject, this.#catalogue, this.#language);
    if (outcomes.length > 0 || source.businessObject.$type !== 'bpmn:UserTask') return outcomes;
    const made = [
      { value: 'approved', label: this.#translate('Approve') },
      { value: 'rejected', label: this.#translate('Send back'), rejects: true },
    ];
    const form = formOf(source.businessObject) ?? { fields: [] };
    this.#edits.form(source, { ...form, outcomes: made });
    return made;
  }

  /** The question behind the step: the one that stands there, or a new one in the way that leaves it. */
  #gateway(source: DiagramElement, outcomes: readonly Outcome[]): DiagramElement {
    if (source.businessObject.$type === 'bpmn:ExclusiveGateway') return source;
    const [flow] = source.outgoing.filter(({ type }) => type === 'bpmn:SequenceFlow');
    const next = flow?.target;
    if (next?.businessObject.$type === 'bpmn:ExclusiveGateway' && next.outgoing.length !== 1) return next;
    if (next !== undefined) this.#makeRoom(source, next);
    const at = { x: source.x + source.width + ROOM / 2, y: source.y + source.height / 2 };
    const shape = this.#factory.createShape({ type: 'bpmn:ExclusiveGateway' });
    const parent = source.parent ?? this.#canvas.getRootElement();
    const gateway =
      flow === undefined
        ? this.#modeling.appendShape(source, shape, at, parent)
        : this.#modeling.createShape(shape, at, parent);
    this.#edits.name(gateway, this.#translate('Approved?'));
    if (flow !== undefined && next !== undefined) {
      this.#modeling.reconnectEnd(flow, gateway, { x: gateway.x, y: gateway.y + GATEWAY / 2 });
      this.#modeling.layoutConnection(flow);
      const good = this.#modeling.connect(gateway, next, { type: 'bpmn:SequenceFlow' });
      this.#edits.name(good, this.#translate('yes'));
      const value = outcomes.find(({ rejects }) => rejects !== true)?.value;
      if (value === undefined) this.#edits.defaultFlow(gateway, good);
      else this.#edits.condition(good, outcomeIs(value));
    }
    return gateway;
  }

  #makeRoom(source: DiagramElement, next: DiagramElement): void {
    const edge = source.x + source.width;
    const gap = next.x - edge;
    if (gap < 0 || gap >= ROOM) return;
    this.#room.make(edge, ROOM - gap);
  }
}
