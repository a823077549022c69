import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { Icon } from '../../kit/components/icon.js';
import { LoginForm } from './login-form.js';

export const LoginPage = (): JSX.Element => {
  useEffect(() => {
    document.title = 'Accesso – Libro Firma';
  }, []);
  return (
    <div class="lf-login">
      <header class="lf-login-brand">
        <Icon name="it-sign" size="xl" />
        <p>Libro Firma</p>
      </header>
      <main class="lf-login-card" id="contenuto">
        <h1>Accedi</h1>
        <p class="lf-muted">Usa le credenziali che ti ha dato la tua amministrazione.</p>
        <LoginForm />
      </main>
    </div>
  );
};
