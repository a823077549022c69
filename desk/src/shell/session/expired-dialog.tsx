import type { JSX } from 'preact';
import { Dialog } from '../../kit/components/dialog.js';
import { LoginForm } from './login-form.js';

/** Over the page that is open, so that nothing written there is lost. */
export const ExpiredDialog = (): JSX.Element => (
  <Dialog title="La sessione è scaduta" size="sm" closable={false} onClose={() => undefined}>
    <p>Accedi di nuovo per continuare da dove eri. Quello che hai scritto è ancora qui.</p>
    <LoginForm />
  </Dialog>
);
