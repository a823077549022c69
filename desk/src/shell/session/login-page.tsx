import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import logo from '../icon.svg';
import { LoginForm } from './login-form.js';

export const LoginPage = (): JSX.Element => {
  useEffect(() => {
    document.title = 'Accesso – Libro Firma';
  }, []);
  return (
    <div class="lf-login">
      <header class="lf-login-brand">
        <img src={logo} alt="" />
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
