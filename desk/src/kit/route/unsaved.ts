import { useLayoutEffect, useRef } from 'preact/hooks';
import { confirm } from '../feedback/confirm.js';
import { addLeaveGuard, isLeaving } from './history.js';
import { say } from '../text/language.js';

/** How long whoever leaves waits for a save before being asked. */
const SAVING_MS = 4_000;

const savedInTime = (saved: Promise<boolean>): Promise<boolean> =>
  new Promise((resolve) => {
    const tired = setTimeout(() => resolve(false), SAVING_MS);
    saved
      .catch(() => false)
      .then((yes) => {
        clearTimeout(tired);
        resolve(yes);
      });
  });

/**
 * While `dirty`, leaving the page (a link, back, closing the window) asks first. With `save`, which answers whether
 * everything is safe, leaving by a link or back saves, and asks only where that fails or takes long; the question goes,
 * and the reader with it, as soon as nothing is `dirty` any more.
 */
export const useUnsaved = (dirty: boolean, text?: string, save?: () => Promise<boolean>): void => {
  const now = useRef({ dirty, text, save });
  now.current = { dirty, text, save };
  // Before the browser goes on to the click that follows the last change.
  useLayoutEffect(() => {
    if (!dirty) return;
    let settle: (safe: boolean) => void = () => undefined;
    const settled = new Promise<boolean>((resolve) => {
      settle = resolve;
    });
    const stop = addLeaveGuard(async () => {
      const saved = now.current.save?.();
      if (saved !== undefined && (await savedInTime(saved))) return true;
      return confirm({
        title: say('Lasciare la pagina?', 'Leave the page?'),
        text:
          now.current.text ??
          say(
            'Quello che hai scritto non è ancora stato inviato e andrà perso.',
            'What you wrote was not sent yet and will be lost.',
          ),
        confirmLabel: say('Lascia la pagina', 'Leave the page'),
        cancelLabel: say('Resta qui', 'Stay here'),
        danger: true,
        settled,
      });
    });
    const warn = (event: BeforeUnloadEvent): void => {
      if (!isLeaving()) event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => {
      stop();
      window.removeEventListener('beforeunload', warn);
      settle(!now.current.dirty);
    };
  }, [dirty]);
};
