import { useEffect, useRef } from 'preact/hooks';
import { confirm } from '../feedback/confirm.js';
import { addLeaveGuard, isLeaving } from './history.js';

/** While `dirty`, leaving the page (a link, back, closing the window) asks first. */
export const useUnsaved = (dirty: boolean, text?: string): void => {
  const message = useRef(text);
  message.current = text;
  useEffect(() => {
    if (!dirty) return;
    const stop = addLeaveGuard(() =>
      confirm({
        title: 'Lasciare la pagina?',
        text: message.current ?? 'Quello che hai scritto non è ancora stato inviato e andrà perso.',
        confirmLabel: 'Lascia la pagina',
        cancelLabel: 'Resta qui',
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
