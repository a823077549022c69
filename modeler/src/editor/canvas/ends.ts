import type { Canvas, DiagramElement, EventBus, Point, Rules } from './services.js';
import { leadsThrough } from './takers.js';

/** Behind the rules of bpmn-js and the arrow that takes a shape in. */
const BEHIND = 850;
const MARKED = ['new-parent', 'drop-not-ok'];

interface Held {
  readonly hover?: DiagramElement;
  readonly context: {
    readonly shape?: DiagramElement;
    readonly elements?: readonly DiagramElement[];
    readonly source?: DiagramElement | undefined;
    target?: DiagramElement | undefined;
    canExecute?: unknown;
  };
}

interface BpmnRules {
  canInsert(shape: DiagramElement | readonly DiagramElement[], flow: DiagramElement, position?: Point): boolean;
}

/**
 * An arrow that ended in an end, or began at a start, would let go of the steps behind it or before it: what nothing
 * leads through stands alone where it is dropped on one. On a name everything does, as if that were not there.
 */
export class Ends {
  static readonly $inject = ['eventBus', 'canvas', 'bpmnRules', 'rules'];

  constructor(bus: EventBus, canvas: Canvas, bpmnRules: BpmnRules, rules: Rules) {
    const canInsert = bpmnRules.canInsert.bind(bpmnRules);
    bpmnRules.canInsert = (shape, flow, position) =>
      [shape].flat().every(leadsThrough) && canInsert(shape, flow, position);
    bus.on<Held>(['create.hover', 'create.move'], BEHIND, ({ hover, context }) => {
      const { shape, elements, source } = context;
      const parent = hover?.parent;
      if (hover === undefined || parent === undefined || context.target !== hover) return;
      if (shape === undefined || elements?.length !== 1) return;
      const passes = hover.labelTarget !== undefined || (hover.waypoints !== undefined && !leadsThrough(shape));
      if (!passes || rules.allowed('shape.create', { shape, target: parent, source }) !== true) return;
      const hints = { targetParent: parent };
      const connect = source !== undefined && rules.allowed('connection.create', { source, target: shape, hints });
      context.target = parent;
      context.canExecute = { attach: false, connect };
      for (const marker of MARKED) canvas.removeMarker(hover, marker);
    });
  }
}
