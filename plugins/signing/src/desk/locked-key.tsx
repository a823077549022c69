import { Alert, type JSX } from '@libro-firma/desk/kit';

/** A certificate that wrong PINs locked: what to do, before any PIN is asked for. */
export const LockedKey = (): JSX.Element => (
  <Alert kind="danger" title="Certificato bloccato">
    <p>
      Dopo troppi PIN errati il tuo certificato di firma è bloccato. Chiedi di sbloccarlo a chi amministra il sistema:
      lo fa dalla pagina «Certificati bloccati». Appena è sbloccato puoi firmare, senza ricaricare la pagina.
    </p>
  </Alert>
);
