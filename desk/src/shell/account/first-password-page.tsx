import type { JSX } from 'preact';
import { PageHeader } from '../../kit/components/layout.js';
import { rereadSession } from '../session/session.js';
import { PasswordForm } from './password-form.js';

/** At the first sign-in, and after somebody else gave the password: nothing else is possible before. */
export const FirstPasswordPage = (): JSX.Element => (
  <main class="lf-first-password" id="contenuto">
    <PageHeader title="Scegli la tua password">
      Quella con cui sei entrato l’ha scelta qualcun altro: cambiala per cominciare.
    </PageHeader>
    <PasswordForm onDone={rereadSession} />
  </main>
);
