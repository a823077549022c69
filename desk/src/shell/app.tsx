import type { JSX } from 'preact';
import { Confirmations } from '../kit/feedback/confirm.js';
import { useStore } from '../kit/feedback/store.js';
import { Toasts } from '../kit/feedback/toast.js';
import { Spinner } from '../kit/components/waiting.js';
import { EmptyState } from '../kit/components/layout.js';
import { FirstPasswordPage } from './account/first-password-page.js';
import { ExpiredDialog } from './session/expired-dialog.js';
import { LoginPage } from './session/login-page.js';
import { phase } from './session/session.js';
import { Shell } from './frame/shell.js';
import { say } from '../kit/text/language.js';

const Screen = (): JSX.Element => {
  const { kind } = useStore(phase);
  switch (kind) {
    case 'loading':
      return (
        <main class="lf-boot">
          <Spinner label={say('Apertura del Libro Firma', 'Opening Libro Firma')} />
        </main>
      );
    case 'unreachable':
      return (
        <main class="lf-boot">
          <h1 class="visually-hidden">{say('Server non raggiungibile', 'The server cannot be reached')}</h1>
          <EmptyState icon="it-wifi" title={say('Il server non risponde', 'The server does not answer')}>
            {say(
              'Forse sta ripartendo, o manca la connessione. Riprovo da solo ogni pochi secondi.',
              'Perhaps it is restarting, or there is no connection. I try again every few seconds.',
            )}
          </EmptyState>
        </main>
      );
    case 'anonymous':
      return <LoginPage />;
    case 'mustChange':
      return <FirstPasswordPage />;
    case 'signedIn':
    case 'expired':
      return (
        <>
          <Shell />
          {kind === 'expired' ? <ExpiredDialog /> : null}
        </>
      );
  }
};

export const App = (): JSX.Element => (
  <>
    <Screen />
    <Confirmations />
    <Toasts />
  </>
);
