import type { DiagramElement, ElementRegistry, EventBus } from './services.js';

/** What is called what, for who listens to a drawing. */
export type NameOf = (element: DiagramElement) => string;

/**
 * Makes the elements of a drawing stops of the Tab key, from left to right, each with its name; Enter and the space bar
 * choose one.
 */
export const makeReachable = (
  bus: EventBus,
  registry: ElementRegistry,
  nameOf: NameOf,
  chosen: (element: DiagramElement) => void,
): void => {
  bus.on('import.done', () => {
    const nodes = registry.filter(
      ({ businessObject, labelTarget }) =>
        labelTarget === undefined && businessObject?.$instanceOf('bpmn:FlowNode') === true,
    );
    const stops = [...nodes].sort((left, right) => left.x - right.x || left.y - right.y);
    for (const element of stops) {
      const graphics = registry.getGraphics(element);
      graphics.setAttribute('tabindex', '0');
      graphics.setAttribute('role', 'button');
      graphics.setAttribute('aria-label', nameOf(element));
      graphics.addEventListener('keydown', (event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        event.stopPropagation();
        chosen(element);
      });
    }
  });
};
