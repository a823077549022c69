import type { Canvas, DiagramElement, EditorActions, EventBus } from './services.js';

interface DirectEditing {
  readonly _active?: { readonly element: DiagramElement } | null;
  isActive(): boolean;
  getValue(): string;
  cancel(): void;
}

/**
 * bpmn-js asks for a name with a box over each shape that is dropped, and the box takes the keys: what is dropped is named
 * in its form, so that the next key is the drawing's. A note is nothing but its text and keeps its box; while nothing is
 * typed there, the key that undoes is the drawing's too.
 */
export class Naming {
  static readonly $inject = ['eventBus', 'canvas', 'directEditing', 'editorActions'];

  constructor(bus: EventBus, canvas: Canvas, editing: DirectEditing, actions: EditorActions) {
    bus.on('create.ended', () => {
      if (editing._active?.element.type === 'bpmn:TextAnnotation') return;
      editing.cancel();
      canvas.focus();
    });
    let begun: string | undefined;
    bus.on('directEditing.activate', () => void (begun = editing.getValue()));
    // Before the box, which lets no key through.
    canvas.getContainer().addEventListener(
      'keydown',
      (event) => {
        const undoes = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z';
        if (!undoes || !editing.isActive() || editing.getValue() !== begun) return;
        event.preventDefault();
        event.stopPropagation();
        editing.cancel();
        actions.trigger('undo');
      },
      true,
    );
  }
}
