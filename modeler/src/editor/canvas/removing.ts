import CommandInterceptor from 'diagram-js/lib/command/CommandInterceptor.js';
import { leadsTo } from './back-refused.js';
import type { DiagramElement, EventBus, Modeling } from './services.js';

const FLOW = 'bpmn:SequenceFlow';

interface Removed {
  readonly context: { readonly shape: DiagramElement };
}

/**
 * Where a step is deleted, bpmn-js joins the arrow into it with the one out of it. On a way back that would lead a
 * rejection to the very step that was rejected: there both arrows go, and the decision says that a way is missing.
 */
export class Removing extends CommandInterceptor {
  static override readonly $inject = ['eventBus', 'modeling'];

  constructor(eventBus: EventBus, modeling: Modeling) {
    super(eventBus as never);
    // Before bpmn-js joins them.
    this.preExecute(['shape.delete'], 1500, (({ context: { shape } }: Removed) => {
      const [before, anotherBefore] = shape.incoming;
      const [behind, anotherBehind] = shape.outgoing;
      if (before?.type !== FLOW || behind?.type !== FLOW) return;
      if (anotherBefore !== undefined || anotherBehind !== undefined) return;
      const { source } = before;
      const { target } = behind;
      if (source?.businessObject.$instanceOf('bpmn:Gateway') !== true || target === undefined) return;
      if (leadsTo(target, source)) modeling.removeElements([before, behind]);
    }) as never);
  }
}
