import type { JSX } from 'preact';
import { Dialog } from '../../kit/components/dialog.js';
import { LoginForm } from './login-form.js';
import { say } from '../../kit/text/language.js';

/** Over the page that is open, so that nothing written there is lost. */
export const ExpiredDialog = (): JSX.Element => (
  <Dialog
    title={say('La sessione è scaduta', 'The session has ended')}
    size="sm"
    closable={false}
    onClose={() => undefined}
  >
    <p>
      {say(
        'Accedi di nuovo per continuare da dove eri. Quello che hai scritto è ancora qui.',
        'Sign in again to go on where you were. What you wrote is still here.',
      )}
    </p>
    <LoginForm />
  </Dialog>
);
