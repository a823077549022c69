import type { JSX } from 'preact';
import { Button } from '../../kit/components/button.js';
import { EmptyState, PageHeader } from '../../kit/components/layout.js';

const Back = (): JSX.Element => (
  <Button href="/" icon="it-inbox">
    Torna alla scrivania
  </Button>
);

export const NotFound = (): JSX.Element => (
  <>
    <PageHeader title="Pagina non trovata" />
    <EmptyState icon="it-search" title="Qui non c’è nessuna pagina" actions={<Back />}>
      L’indirizzo potrebbe essere sbagliato, o quello che cercavi non è visibile a te.
    </EmptyState>
  </>
);

export const Forbidden = (): JSX.Element => (
  <>
    <PageHeader title="Pagina non consentita" />
    <EmptyState icon="it-lock" title="Il tuo ruolo di oggi non apre questa pagina" actions={<Back />}>
      Se ti serve per il tuo lavoro, chiedi a chi amministra il sistema.
    </EmptyState>
  </>
);

/** The code of a page did not come: no connection, or a newer version was put in service meanwhile. */
export const NotArrived = ({ onRetry }: { readonly onRetry: () => void }): JSX.Element => (
  <>
    <PageHeader title="Pagina non caricata" />
    <EmptyState
      icon="it-wifi"
      title="La pagina non è arrivata"
      actions={
        <>
          <Button variant="outline-primary" icon="it-refresh" onClick={onRetry}>
            Riprova
          </Button>
          <Button onClick={() => window.location.reload()}>Ricarica il Libro Firma</Button>
        </>
      }
    >
      Controlla la connessione. Se il server è stato appena aggiornato, ricarica.
    </EmptyState>
  </>
);
