import type { EventBus } from '../canvas/services.js';

/** One line over the drawing that says what to click now. */
export const showHints = (place: HTMLElement, bus: EventBus): void => {
  const line = document.createElement('p');
  line.className = 'lf-editor-hint';
  line.setAttribute('role', 'status');
  place.append(line);
  const show = (hint: string | undefined): void => {
    line.textContent = hint ?? '';
  };
  bus.on<{ hint: string | undefined }>('lf.hint', ({ hint }) => show(hint));
  bus.on(['create.cleanup', 'create.ended'], () => show(undefined));
};
