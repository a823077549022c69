import type { DiagramElement, EventBus, Selection, Translate } from './services.js';

interface LetGo {
  readonly context: { readonly shape?: DiagramElement };
}

const isAlone = ({ businessObject, parent, incoming, type }: DiagramElement): boolean =>
  parent !== undefined &&
  incoming.length === 0 &&
  businessObject.$instanceOf('bpmn:FlowNode') &&
  !['bpmn:StartEvent', 'bpmn:BoundaryEvent'].includes(type) &&
  businessObject.get('triggeredByEvent') !== true;

/** Nothing leads to what was just dropped: said at once, as long as it is so and nothing else is looked at. */
export class Alone {
  static readonly $inject = ['eventBus', 'selection', 'translate'];

  constructor(bus: EventBus, selection: Selection, translate: Translate) {
    let told: DiagramElement | undefined;
    // Behind those who take the hint of the drag away.
    bus.on<LetGo>(['create.ended', 'shape.move.ended'], 500, ({ context: { shape } }) => {
      if (shape === undefined || !isAlone(shape)) return;
      told = shape;
      bus.fire('lf.hint', { hint: translate('No arrow leads here: drag it onto an arrow, or draw one to it') });
    });
    bus.on(['commandStack.changed', 'selection.changed'], () => {
      if (told === undefined || (isAlone(told) && selection.get().includes(told))) return;
      told = undefined;
      bus.fire('lf.hint', { hint: undefined });
    });
  }
}
