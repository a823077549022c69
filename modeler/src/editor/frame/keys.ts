import type { Back } from '../canvas/back.js';
import type { BpmnJs } from '../canvas/bpmn-js.js';
import type {
  Canvas,
  DiagramElement,
  EditorActions,
  ElementRegistry,
  EventBus,
  Keyboard,
  Selection,
} from '../canvas/services.js';

/** After bpmn-js' own keys would take them otherwise. */
const FIRST = 3000;

/** Elements in the order in which they are read. */
const inOrder = (registry: ElementRegistry): readonly DiagramElement[] =>
  [
    ...registry.filter(
      ({ businessObject, labelTarget }) =>
        labelTarget === undefined && businessObject?.$instanceOf('bpmn:FlowNode') === true,
    ),
  ].sort((left, right) => left.x - right.x || left.y - right.y);

/**
 * What the keyboard does on the drawing beside bpmn-js' own keys: Alt with an arrow walks from element to element, Enter
 * opens the form, `a` adds what comes next. Each element that is come to is said.
 */
export const listenToKeys = (
  bpmn: BpmnJs,
  form: HTMLElement,
  place: HTMLElement,
  nameOf: (element: DiagramElement) => string,
): void => {
  const registry = bpmn.get<ElementRegistry>('elementRegistry');
  const selection = bpmn.get<Selection>('selection');
  const canvas = bpmn.get<Canvas>('canvas');
  const actions = bpmn.get<EditorActions>('editorActions');
  const back = bpmn.get<Back>('lfBack');
  const bus = bpmn.get<EventBus>('eventBus');
  const said = document.createElement('p');
  said.className = 'lf-editor-said';
  said.setAttribute('role', 'status');
  place.append(said);
  bus.on('selection.changed', () => {
    const [element, more] = selection.get();
    const chosen = element?.labelTarget ?? element;
    said.textContent = chosen?.businessObject === undefined || more !== undefined ? '' : nameOf(chosen);
  });

  const walk = (by: 1 | -1): boolean => {
    const all = inOrder(registry);
    const [selected] = selection.get();
    const at = selected === undefined ? -1 : all.indexOf(selected.labelTarget ?? selected);
    const next = all[at === -1 ? (by === 1 ? 0 : all.length - 1) : (at + by + all.length) % all.length];
    if (next === undefined) return false;
    selection.select(next);
    canvas.scrollToElement(next, 100);
    return true;
  };
  const openForm = (): boolean => {
    const field = form.querySelector<HTMLElement>('input, select, textarea, [contenteditable=true]');
    field?.focus();
    return field !== null;
  };
  bpmn.get<Keyboard>('keyboard').addListener(FIRST, ({ keyEvent: event }) => {
    if (event.altKey && (event.key === 'ArrowRight' || event.key === 'ArrowDown')) return walk(1);
    if (event.altKey && (event.key === 'ArrowLeft' || event.key === 'ArrowUp')) return walk(-1);
    if (event.altKey || event.ctrlKey || event.metaKey) return undefined;
    if (event.key === 'Enter') return back.active ? undefined : openForm();
    if (event.key === 'a') {
      actions.trigger('lfAppend');
      return true;
    }
    return undefined;
  });
  // What was clicked last has the focus: the drawing, the palette, or nothing at all.
  const giveUp = ({ key }: KeyboardEvent): void => {
    if (key === 'Escape') back.stop();
  };
  document.addEventListener('keydown', giveUp);
  bus.on('diagram.destroy', () => document.removeEventListener('keydown', giveUp));
  // From the form back to the drawing; the first time it closes what a formula is offered.
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.defaultPrevented) canvas.focus();
  });
};
