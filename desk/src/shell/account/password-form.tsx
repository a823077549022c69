import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { api } from '../../kit/api/client.js';
import { useAction } from '../../kit/api/use-api.js';
import { useSession } from '../../kit/api/session.js';
import { ErrorAlert } from '../../kit/components/alert.js';
import { Button } from '../../kit/components/button.js';
import { Card } from '../../kit/components/layout.js';
import { TextField } from '../../kit/components/text-field.js';
import { ErrorSummary } from '../../kit/form/form-fields.js';
import { serverFieldErrors, type FieldErrors } from '../../kit/form/values.js';
import { say } from '../../kit/text/language.js';

const shortest = 12;

const fields = [
  { key: 'current', label: say('Password attuale', 'Present password'), kind: 'text' },
  { key: 'password', label: say('Nuova password', 'New password'), kind: 'text' },
  { key: 'repeated', label: say('Ripeti la nuova password', 'Repeat the new password'), kind: 'text' },
];

export interface PasswordFormProps {
  readonly onDone: () => Promise<void> | void;
  /** Where "Annulla" leads; without it there is no way round. */
  readonly cancel?: string | undefined;
}

/** The present password, and twice the new one. */
export const PasswordForm = ({ onDone, cancel }: PasswordFormProps): JSX.Element => {
  const { username } = useSession();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [repeated, setRepeated] = useState('');
  const [errors, setErrors] = useState<FieldErrors>({});
  const [attempt, setAttempt] = useState(0);
  const change = useAction(async (_key: string) => {
    await api.post('/session/password', { current, password });
    await onDone();
  });
  const fromServer = change.error === undefined ? {} : serverFieldErrors(fields, change.error);
  const shown = { ...fromServer, ...errors };
  const submit = (event: Event): void => {
    event.preventDefault();
    const wrong: FieldErrors = {
      ...(current === ''
        ? { current: say('Scrivi la password che usi oggi.', 'Type the password that you use today.') }
        : {}),
      ...(password.length < shortest
        ? {
            password: say(
              `La nuova password deve avere almeno ${shortest} caratteri.`,
              `The new password must have at least ${shortest} characters.`,
            ),
          }
        : {}),
      ...(repeated === password
        ? {}
        : { repeated: say('Le due password non coincidono.', 'The two passwords differ.') }),
    };
    setErrors(wrong);
    setAttempt(attempt + 1);
    if (Object.keys(wrong).length === 0) void change.run();
  };
  return (
    <form noValidate onSubmit={submit}>
      <ErrorSummary fields={fields} errors={shown} attempt={attempt} />
      {change.error !== undefined && Object.keys(fromServer).length === 0 ? <ErrorAlert error={change.error} /> : null}
      <Card>
        <input type="text" name="username" autocomplete="username" value={username} readOnly hidden />
        <TextField
          id="campo-current"
          type="password"
          label={say('Password attuale', 'Present password')}
          autocomplete="current-password"
          value={current}
          onChange={setCurrent}
          error={shown['current']}
        />
        <TextField
          id="campo-password"
          type="password"
          label={say('Nuova password', 'New password')}
          autocomplete="new-password"
          help={say(
            `Almeno ${shortest} caratteri: una frase che ricordi solo tu va bene.`,
            `At least ${shortest} characters: a phrase that only you remember will do.`,
          )}
          value={password}
          onChange={setPassword}
          error={shown['password']}
        />
        <TextField
          id="campo-repeated"
          type="password"
          label={say('Ripeti la nuova password', 'Repeat the new password')}
          autocomplete="new-password"
          value={repeated}
          onChange={setRepeated}
          error={shown['repeated']}
        />
      </Card>
      <div class="lf-form-foot">
        {cancel === undefined ? null : (
          <Button href={cancel} variant="outline-primary">
            {say('Annulla', 'Cancel')}
          </Button>
        )}
        <Button type="submit" busy={change.busy}>
          {say('Cambia password', 'Change password')}
        </Button>
      </div>
    </form>
  );
};
