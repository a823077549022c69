import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import logo from '../icon.svg';
import { LoginForm } from './login-form.js';
import { say } from '../../kit/text/language.js';

export const LoginPage = (): JSX.Element => {
  useEffect(() => {
    document.title = say('Accesso – Libro Firma', 'Sign in – Libro Firma');
  }, []);
  return (
    <div class="lf-login">
      <header class="lf-login-brand">
        <img src={logo} alt="" />
        <p>Libro Firma</p>
      </header>
      <main class="lf-login-card" id="contenuto">
        <h1>{say('Accedi', 'Sign in')}</h1>
        <p class="lf-muted">
          {say(
            'Usa le credenziali che ti ha dato la tua amministrazione.',
            'Use the credentials that your administration gave you.',
          )}
        </p>
        <LoginForm />
      </main>
    </div>
  );
};
