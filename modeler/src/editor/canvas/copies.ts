import type { EventBus } from './services.js';

interface NativeCopyPaste {
  toggle(active: boolean): void;
}

interface Clipboard {
  set(tree: object): void;
}

interface CopyPaste {
  paste(): unknown;
}

/** Before the copies go to the clipboard of the system. */
const FIRST = 3000;

/**
 * Copies go through the clipboard of the system, so that they can be pasted into another route. Where the browser does
 * not let the page read it, they stay within the drawing: copying works all the same.
 */
export class Copies {
  static readonly $inject = ['eventBus', 'nativeCopyPaste', 'clipboard', 'copyPaste'];

  constructor(eventBus: EventBus, native: NativeCopyPaste, clipboard: Clipboard, copyPaste: CopyPaste) {
    let copied: object | undefined;
    eventBus.on<{ tree: object }>('copyPaste.elementsCopied', FIRST, ({ tree }) => {
      copied = tree;
    });
    eventBus.on<{ message: string }>('native-copy-paste:error', ({ message }) => {
      native.toggle(false);
      if (copied === undefined) return;
      clipboard.set(copied);
      if (message.includes('paste')) copyPaste.paste();
    });
  }
}
