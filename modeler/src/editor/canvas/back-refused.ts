import type { DiagramElement } from './services.js';

export const NOBODY_DECIDES = 'Nobody decides here: click a step that somebody may reject';

/** What may follow: the ways out of the element, and of what hangs on its border. */
const after = ({ outgoing, attachers = [] }: DiagramElement): readonly DiagramElement[] =>
  [outgoing, ...attachers.map((event) => event.outgoing)]
    .flat()
    .flatMap(({ type, target }) => (type === 'bpmn:SequenceFlow' && target !== undefined ? [target] : []));

/** Whether a case that stands at the first may come to the second. */
export const leadsTo = (from: DiagramElement, wanted: DiagramElement): boolean => {
  const reached = new Set(after(from));
  for (const element of reached) for (const next of after(element)) reached.add(next);
  return reached.has(wanted);
};

/**
 * Why a way back cannot lead there: a key of the catalogue of words. `correctable` is whether a correction by the
 * requester has somewhere to go on, for a start.
 */
export const whyNotBack = (
  source: DiagramElement,
  target: DiagramElement,
  correctable: boolean,
): string | undefined => {
  const { businessObject } = target;
  if (target === source) return 'A step does not go back to itself: click one before it';
  if (!businessObject.$instanceOf('bpmn:FlowNode')) return 'Click a step: a case goes back to a step only';
  if (businessObject.$parent !== source.businessObject.$parent) {
    return 'This step stands in another part of the route: click one of the same part';
  }
  switch (businessObject.$type) {
    case 'bpmn:EndEvent':
      return 'Nothing follows an end: click the step of who corrects';
    case 'bpmn:BoundaryEvent':
      return 'An event at a step begins by itself: click the step itself';
    case 'bpmn:StartEvent':
      if (businessObject.$parent?.$type !== 'bpmn:Process') return 'Click the first step of this part instead';
      return correctable ? undefined : 'A request is made once: draw an “Ask” for who made it, and click that';
    default:
      // What nothing leads to yet, such as a correction just drawn, may still come before.
      return leadsTo(source, target) && !leadsTo(target, source)
        ? 'This step comes later: a case goes back to one that comes before'
        : undefined;
  }
};
