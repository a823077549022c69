import { useEffect, useRef, useState } from 'preact/hooks';
import { enterRoom, liveState, onLive, onLiveState, onReconnected, type LiveEvent, type LiveState } from './live.js';

const matches = (what: string, type: string): boolean =>
  what === '*' || what === type || (what.endsWith('.*') && type.startsWith(what.slice(0, -1)));

/**
 * Listens to hints while the component is shown.
 *
 * - `task.opened`, `task.*`, `*`: the type of the event;
 * - with a colon it is a room (`case:123`, `signing.batch:77`), joined for as long.
 *
 * After a lost connection `fn` is called once with the type `live.reconnected`, since hints may have been missed.
 */
export const useLive = (what: string | null, fn: (event: LiveEvent) => void): void => {
  const latest = useRef(fn);
  latest.current = fn;
  useEffect(() => {
    if (what === null) return;
    const isRoom = what.includes(':');
    const leave = isRoom ? enterRoom(what) : () => undefined;
    const stop = onLive((event, room) => {
      if (isRoom ? room === undefined || room === what : matches(what, event.type)) latest.current(event);
    });
    const stopReconnected = onReconnected(() => latest.current({ type: 'live.reconnected' }));
    return () => {
      stop();
      stopReconnected();
      leave();
    };
  }, [what]);
};

export const useLiveState = (): LiveState => {
  const [state, setState] = useState<LiveState>(liveState());
  useEffect(() => {
    setState(liveState());
    return onLiveState(setState);
  }, []);
  return state;
};
