import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../kit/components/icon.js';
import { useLiveState } from '../../kit/live/use-live.js';
import { say } from '../../kit/text/language.js';

/** Shorter breaks are not worth a word. */
const patienceMs = 4_000;

/** Says when what is on the screen may be old: the live connection is lost, or the device is offline. */
export const ConnectionNotice = (): JSX.Element | null => {
  const live = useLiveState();
  const [online, setOnline] = useState(navigator.onLine);
  const [late, setLate] = useState(false);
  useEffect(() => {
    const update = (): void => setOnline(navigator.onLine);
    window.addEventListener('online', update);
    window.addEventListener('offline', update);
    return () => {
      window.removeEventListener('online', update);
      window.removeEventListener('offline', update);
    };
  }, []);
  const lost = live === 'lost' || !online;
  useEffect(() => {
    if (!lost) return setLate(false);
    const timer = setTimeout(() => setLate(true), online ? patienceMs : 0);
    return () => clearTimeout(timer);
  }, [lost, online]);
  return (
    <div role="status">
      {lost && late ? (
        <p class="lf-connection">
          <Icon name="it-wifi" />
          <span>
            {online
              ? say(
                  'Il server non risponde: forse sta ripartendo. Riprovo da solo; quello che vedi potrebbe non essere aggiornato.',
                  'The server does not answer: perhaps it is restarting. I keep trying; what you see may be out of date.',
                )
              : say(
                  'Sei senza connessione: quello che vedi potrebbe non essere aggiornato.',
                  'You are offline: what you see may be out of date.',
                )}
          </span>
        </p>
      ) : null}
    </div>
  );
};
