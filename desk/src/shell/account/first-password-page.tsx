import type { JSX } from 'preact';
import { PageHeader } from '../../kit/components/layout.js';
import { rereadSession } from '../session/session.js';
import { PasswordForm } from './password-form.js';
import { say } from '../../kit/text/language.js';

/** At the first sign-in, and after somebody else gave the password: nothing else is possible before. */
export const FirstPasswordPage = (): JSX.Element => (
  <main class="lf-first-password" id="contenuto">
    <PageHeader title={say('Scegli la tua password', 'Choose your password')}>
      {say(
        'Quella con cui sei entrato l’ha scelta qualcun altro: cambiala per cominciare.',
        'The one you came in with was chosen by somebody else: change it to begin.',
      )}
    </PageHeader>
    <PasswordForm onDone={rereadSession} />
  </main>
);
