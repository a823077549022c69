import { useEffect, useLive, useRef } from '@libro-firma/desk/kit';

/** Forty signatures at once are forty numbers within a second: read together. */
const GATHER_MS = 300;

/** Calls `reload` soon after something in the register is new or changed. */
export const useRegister = (reload: () => void): void => {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  useLive('protocol.register:all', ({ type }) => {
    if (type === 'protocol.registration')
      timer.current ??= setTimeout(() => {
        timer.current = undefined;
        reload();
      }, GATHER_MS);
  });
};
