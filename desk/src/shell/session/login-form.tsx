import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useAction } from '../../kit/api/use-api.js';
import { Alert } from '../../kit/components/alert.js';
import { Button } from '../../kit/components/button.js';
import { TextField } from '../../kit/components/text-field.js';
import { signIn } from './session.js';
import { say } from '../../kit/text/language.js';

/** Name and password; at the start of the day, and again when the session has ended. */
export const LoginForm = ({ username: known }: { readonly username?: string }): JSX.Element => {
  const [username, setUsername] = useState(known ?? '');
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState<Readonly<Record<string, string>>>({});
  const login = useAction(async (_key: string) => signIn(username.trim(), password));
  const submit = (event: Event): void => {
    event.preventDefault();
    const wrong = {
      ...(username.trim() === '' ? { username: say('Scrivi il tuo nome utente.', 'Type your user name.') } : {}),
      ...(password === '' ? { password: say('Scrivi la tua password.', 'Type your password.') } : {}),
    };
    setMissing(wrong);
    const first = Object.keys(wrong)[0];
    if (first !== undefined) document.getElementById(`accesso-${first}`)?.focus();
    else void login.run();
  };
  return (
    <form class="lf-form" onSubmit={submit} noValidate>
      {login.error === undefined ? null : <Alert kind="danger">{login.error.message}</Alert>}
      <TextField
        id="accesso-username"
        label={say('Nome utente', 'User name')}
        name="username"
        autocomplete="username"
        value={username}
        onChange={setUsername}
        error={missing['username']}
        autofocus={known === undefined}
      />
      <TextField
        id="accesso-password"
        label="Password"
        name="password"
        type="password"
        autocomplete="current-password"
        value={password}
        onChange={setPassword}
        error={missing['password']}
        autofocus={known !== undefined}
      />
      <Button type="submit" size="lg" busy={login.busy} class="lf-login-button">
        {say('Accedi', 'Sign in')}
      </Button>
    </form>
  );
};
