import type { BpmnJs } from '../canvas/bpmn-js.js';
import { stepIcon } from '../canvas/menu-icon.js';
import type { Canvas, EventBus, Selection } from '../canvas/services.js';
import type { Steps } from '../canvas/steps.js';

/** Of a route, drawn with lanes or without. */
const ROUTE = ['bpmn:Process', 'bpmn:Collaboration'];
const ROUTE_ICON = 'it-list';

/** The icon of a plugin step, or of the route, in the head of its form, in the place of BPMN's general one. */
export const showStepIcon = (form: HTMLElement, bpmn: BpmnJs, sprite: string | undefined): void => {
  const selection = bpmn.get<Selection>('selection');
  const steps = bpmn.get<Steps>('lfSteps');
  const canvas = bpmn.get<Canvas>('canvas');
  const place = document.createElement('span');
  place.className = 'lf-form-icon';
  place.setAttribute('aria-hidden', 'true');
  form.append(place);
  const show = (): void => {
    const [selected, more] = selection.get();
    const shown = selected?.labelTarget ?? selected;
    const step = shown === undefined || more !== undefined ? undefined : steps.of(shown);
    const isRoute = shown === undefined && ROUTE.includes(canvas.getRootElement().type);
    const { icon, color } = step ?? { icon: isRoute ? ROUTE_ICON : undefined, color: undefined };
    form.classList.toggle('lf-form-of-step', icon !== undefined);
    place.innerHTML = icon === undefined ? '' : stepIcon(icon, color, sprite);
  };
  bpmn.get<EventBus>('eventBus').on(['selection.changed', 'commandStack.changed', 'import.done'], show);
};
