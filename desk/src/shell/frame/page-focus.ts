import { useEffect } from 'preact/hooks';
import { announce } from '../../kit/feedback/toast.js';
import { onLocation } from '../../kit/route/history.js';

/** How long a page may take to show its heading before only its title is read out. */
const patienceMs = 5_000;

/**
 * After each change of page: to the top, and the focus on the new `h1` once it is there, so that keyboard and screen
 * reader start at the new page. Going back leaves the scroll position to the browser.
 */
export const usePageFocus = (): void => {
  useEffect(() => {
    let stop = (): void => undefined;
    let path = window.location.pathname;
    const forget = onLocation((location, how) => {
      if (location.path === path) return;
      path = location.path;
      stop();
      if (how !== 'pop') window.scrollTo(0, 0);
      const main = document.getElementById('contenuto');
      if (main === null) return;
      const before = main.querySelector('h1');
      const settle = (): boolean => {
        const heading = main.querySelector('h1');
        if (heading === null || (heading === before && heading.isConnected && heading.textContent === beforeText))
          return false;
        heading.focus({ preventScroll: true });
        return true;
      };
      const beforeText = before?.textContent;
      const observer = new MutationObserver(() => {
        if (settle()) stop();
      });
      const timer = setTimeout(() => {
        stop();
        main.focus({ preventScroll: true });
        announce(document.title);
      }, patienceMs);
      stop = () => {
        observer.disconnect();
        clearTimeout(timer);
      };
      observer.observe(main, { childList: true, subtree: true, characterData: true });
    });
    return () => {
      stop();
      forget();
    };
  }, []);
};
