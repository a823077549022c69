import type { DiagramElement, EventBus, Selection, Translate } from './services.js';
import { leadsThrough } from './takers.js';

interface LetGo {
  readonly context: { readonly shape?: DiagramElement };
}

const isAlone = ({ businessObject, parent, incoming, outgoing, type }: DiagramElement): boolean =>
  parent !== undefined &&
  (type === 'bpmn:StartEvent' ? outgoing : incoming).length === 0 &&
  businessObject.$instanceOf('bpmn:FlowNode') &&
  type !== 'bpmn:BoundaryEvent' &&
  businessObject.get('triggeredByEvent') !== true;

/** What to do: an arrow takes in only what it can lead through. */
const hintFor = (element: DiagramElement): string => {
  if (element.type === 'bpmn:StartEvent') return 'No arrow leaves here: draw one from it';
  return leadsThrough(element)
    ? 'No arrow leads here: drag it onto an arrow, or draw one to it'
    : 'No arrow leads here: draw one to it';
};

/** Nothing leads to what was just dropped, or from where it begins: said at once, as long as it is so and nothing else is looked at. */
export class Alone {
  static readonly $inject = ['eventBus', 'selection', 'translate'];

  constructor(bus: EventBus, selection: Selection, translate: Translate) {
    let told: DiagramElement | undefined;
    // Behind those who take the hint of the drag away.
    bus.on<LetGo>(['create.ended', 'shape.move.ended'], 500, ({ context: { shape } }) => {
      if (shape === undefined || !isAlone(shape)) return;
      told = shape;
      bus.fire('lf.hint', { hint: translate(hintFor(shape)) });
    });
    bus.on(['commandStack.changed', 'selection.changed'], () => {
      if (told === undefined || (isAlone(told) && selection.get().includes(told))) return;
      told = undefined;
      bus.fire('lf.hint', { hint: undefined });
    });
  }
}
