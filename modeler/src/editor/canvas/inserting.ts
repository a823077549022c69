import CommandInterceptor from 'diagram-js/lib/command/CommandInterceptor.js';
import type { Edits } from './edits.js';
import { middle, type Room } from './room.js';
import type { DiagramElement, EventBus, Modeling, Rules } from './services.js';

const FLOW = 'bpmn:SequenceFlow';

interface Dropped {
  readonly context: {
    readonly targetFlow?: DiagramElement;
    readonly shape?: DiagramElement;
    readonly shapes?: readonly DiagramElement[];
  };
}

/** Puts a step between two that follow one another: with "+" behind the first one, or dropped on their arrow. */
export class Inserting extends CommandInterceptor {
  static override readonly $inject = ['eventBus', 'lfEdits', 'lfRoom', 'modeling', 'rules'];
  readonly #edits: Edits;
  readonly #room: Room;
  readonly #modeling: Modeling;
  readonly #rules: Rules;

  constructor(eventBus: EventBus, edits: Edits, room: Room, modeling: Modeling, rules: Rules) {
    super(eventBus as never);
    this.#edits = edits;
    this.#room = room;
    this.#modeling = modeling;
    this.#rules = rules;
    // After bpmn-js has led the arrow through what was dropped on it.
    this.postExecuted(['shape.create', 'elements.move'], 200, (({ context }: Dropped) => {
      const placed = context.shape ?? context.shapes?.[0];
      if (context.targetFlow !== undefined && placed !== undefined) this.#settle(placed);
    }) as never);
  }

  /** The one arrow that leads on from here; a gateway is there to have several. */
  wayOn({ businessObject, outgoing, labelTarget }: DiagramElement): DiagramElement | undefined {
    if (labelTarget !== undefined || businessObject.$instanceOf('bpmn:Gateway')) return undefined;
    const [flow, more] = outgoing.filter(({ type }) => type === FLOW);
    return more === undefined ? flow : undefined;
  }

  /** Draws the new element in the middle of the arrow, with room around it. */
  into(flow: DiagramElement, made: DiagramElement): DiagramElement {
    const { source, target: next } = flow;
    if (source?.parent === undefined || next === undefined) throw new Error('an arrow without ends is not drawn');
    const parent = source.parent;
    let placed = made;
    this.#edits.batch(() => {
      const at = this.#room.between(source, next, made);
      placed = this.#modeling.createShape(made, at, parent);
      this.#modeling.reconnectEnd(flow, placed, at);
      if (this.#rules.allowed('connection.create', { source: placed, target: next })) {
        this.#modeling.connect(placed, next, { type: FLOW });
      }
      this.#straighten(placed);
    });
    return placed;
  }

  #settle(placed: DiagramElement): void {
    const source = placed.incoming.find(({ type }) => type === FLOW)?.source;
    const next = placed.outgoing.find(({ type }) => type === FLOW)?.target;
    // Where the arrow leads up, down or back, what is dropped stays where it was dropped.
    if (source === undefined || next === undefined || next.x < source.x + source.width) return;
    const at = this.#room.between(source, next, placed, middle(placed), placed);
    const now = middle(placed);
    if (at.x !== now.x || at.y !== now.y) {
      this.#modeling.moveElements([placed], { x: at.x - now.x, y: at.y - now.y });
    }
    this.#straighten(placed);
  }

  #straighten({ incoming, outgoing }: DiagramElement): void {
    for (const flow of [...incoming, ...outgoing]) {
      if (flow.type === FLOW) this.#modeling.layoutConnection(flow, { waypoints: [] });
    }
  }
}
