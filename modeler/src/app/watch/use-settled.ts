import { useCallback, useEffect, useRef } from '@libro-firma/desk/kit';

/** Milliseconds between two readings of a page that many hints arrive for. */
const pauseMs = 1_000;

/**
 * `run`, at most once a second: at once when it was quiet, and once more at the end of a second in which it was asked
 * for again.
 */
export const useSettled = (run: () => void): (() => void) => {
  const latest = useRef(run);
  latest.current = run;
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const again = useRef(false);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback(() => {
    const go = (): void => {
      again.current = false;
      latest.current();
      timer.current = setTimeout(() => {
        timer.current = undefined;
        if (again.current) go();
      }, pauseMs);
    };
    if (timer.current === undefined) go();
    else again.current = true;
  }, []);
};
