import type { BpmnJs } from '../canvas/bpmn-js.js';
import { stepIcon } from '../canvas/menu-icon.js';
import type { EventBus, Selection } from '../canvas/services.js';
import type { Steps } from '../canvas/steps.js';

/** The icon of a plugin step in the head of its form, in the place of BPMN's general one. */
export const showStepIcon = (form: HTMLElement, bpmn: BpmnJs, sprite: string | undefined): void => {
  const selection = bpmn.get<Selection>('selection');
  const steps = bpmn.get<Steps>('lfSteps');
  const place = document.createElement('span');
  place.className = 'lf-form-icon';
  place.setAttribute('aria-hidden', 'true');
  form.append(place);
  const show = (): void => {
    const [selected, more] = selection.get();
    const shown = selected?.labelTarget ?? selected;
    const step = shown === undefined || more !== undefined ? undefined : steps.of(shown);
    form.classList.toggle('lf-form-of-step', step !== undefined);
    place.innerHTML = step === undefined ? '' : stepIcon(step.icon, step.color, sprite);
  };
  bpmn.get<EventBus>('eventBus').on(['selection.changed', 'commandStack.changed', 'import.done'], show);
};
