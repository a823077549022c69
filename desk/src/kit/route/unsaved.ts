import { useEffect, useRef } from 'preact/hooks';
import { confirm } from '../feedback/confirm.js';
import { addLeaveGuard, isLeaving } from './history.js';
import { say } from '../text/language.js';

/** While `dirty`, leaving the page (a link, back, closing the window) asks first. */
export const useUnsaved = (dirty: boolean, text?: string): void => {
  const message = useRef(text);
  message.current = text;
  useEffect(() => {
    if (!dirty) return;
    const stop = addLeaveGuard(() =>
      confirm({
        title: say('Lasciare la pagina?', 'Leave the page?'),
        text:
          message.current ??
          say(
            'Quello che hai scritto non è ancora stato inviato e andrà perso.',
            'What you wrote was not sent yet and will be lost.',
          ),
        confirmLabel: say('Lascia la pagina', 'Leave the page'),
        cancelLabel: say('Resta qui', 'Stay here'),
        danger: true,
      }),
    );
    const warn = (event: BeforeUnloadEvent): void => {
      if (!isLeaving()) event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => {
      stop();
      window.removeEventListener('beforeunload', warn);
    };
  }, [dirty]);
};
