import type { JSX } from 'preact';
import { Button } from '../../kit/components/button.js';
import { EmptyState, PageHeader } from '../../kit/components/layout.js';
import { say } from '../../kit/text/language.js';

const Back = (): JSX.Element => (
  <Button href="/" icon="it-inbox">
    {say('Torna alla scrivania', 'Back to the desk')}
  </Button>
);

export const NotFound = (): JSX.Element => (
  <>
    <PageHeader title={say('Pagina non trovata', 'Page not found')} />
    <EmptyState icon="it-search" title={say('Qui non c’è nessuna pagina', 'There is no page here')} actions={<Back />}>
      {say(
        'L’indirizzo potrebbe essere sbagliato, o quello che cercavi non è visibile a te.',
        'The address may be wrong, or what you looked for is not for you to see.',
      )}
    </EmptyState>
  </>
);

export const Forbidden = (): JSX.Element => (
  <>
    <PageHeader title={say('Pagina non consentita', 'Page not allowed')} />
    <EmptyState
      icon="it-lock"
      title={say('Il tuo ruolo di oggi non apre questa pagina', 'Your role of today does not open this page')}
      actions={<Back />}
    >
      {say(
        'Se ti serve per il tuo lavoro, chiedi a chi amministra il sistema.',
        'If you need it for your work, ask whoever runs the system.',
      )}
    </EmptyState>
  </>
);

/** The code of a page did not come: no connection, or a newer version was put in service meanwhile. */
export const NotArrived = ({ onRetry }: { readonly onRetry: () => void }): JSX.Element => (
  <>
    <PageHeader title={say('Pagina non caricata', 'Page not loaded')} />
    <EmptyState
      icon="it-wifi"
      title={say('La pagina non è arrivata', 'The page did not arrive')}
      actions={
        <>
          <Button variant="outline-primary" icon="it-refresh" onClick={onRetry}>
            {say('Riprova', 'Try again')}
          </Button>
          <Button onClick={() => window.location.reload()}>
            {say('Ricarica il Libro Firma', 'Reload Libro Firma')}
          </Button>
        </>
      }
    >
      {say(
        'Controlla la connessione. Se il server è stato appena aggiornato, ricarica.',
        'Check the connection. If the server has just been updated, reload.',
      )}
    </EmptyState>
  </>
);
