import type { CommandStack, EventBus } from '../canvas/services.js';

export interface SavedMark {
  readonly dirty: boolean;
  /** What is drawn now counts as saved. */
  set(): void;
}

/** Where in the undo stack the saved drawing stands; a change made after undoing past it makes it unreachable. */
export const markSaved = (stack: CommandStack, bus: EventBus, changed: (dirty: boolean) => void): SavedMark => {
  let saved = -1;
  let before = -1;
  const dirty = (): boolean => stack._stackIdx !== saved;
  bus.on<{ trigger: 'execute' | 'undo' | 'redo' | 'clear' }>('commandStack.changed', ({ trigger }) => {
    if (trigger === 'clear') saved = stack._stackIdx;
    else if (trigger === 'execute' && before < saved) saved = Number.NaN;
    before = stack._stackIdx;
    if (trigger !== 'clear') changed(dirty());
  });
  return {
    get dirty() {
      return dirty();
    },
    set() {
      saved = stack._stackIdx;
      changed(false);
    },
  };
};
