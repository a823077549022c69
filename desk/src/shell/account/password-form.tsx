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

const shortest = 12;

const fields = [
  { key: 'current', label: 'Password attuale', kind: 'text' },
  { key: 'password', label: 'Nuova password', kind: 'text' },
  { key: 'repeated', label: 'Ripeti la nuova password', kind: 'text' },
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
      ...(current === '' ? { current: 'Scrivi la password che usi oggi.' } : {}),
      ...(password.length < shortest ? { password: `La nuova password deve avere almeno ${shortest} caratteri.` } : {}),
      ...(repeated === password ? {} : { repeated: 'Le due password non coincidono.' }),
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
          label="Password attuale"
          autocomplete="current-password"
          value={current}
          onChange={setCurrent}
          error={shown['current']}
        />
        <TextField
          id="campo-password"
          type="password"
          label="Nuova password"
          autocomplete="new-password"
          help={`Almeno ${shortest} caratteri: una frase che ricordi solo tu va bene.`}
          value={password}
          onChange={setPassword}
          error={shown['password']}
        />
        <TextField
          id="campo-repeated"
          type="password"
          label="Ripeti la nuova password"
          autocomplete="new-password"
          value={repeated}
          onChange={setRepeated}
          error={shown['repeated']}
        />
      </Card>
      <div class="lf-form-foot">
        {cancel === undefined ? null : (
          <Button href={cancel} variant="outline-primary">
            Annulla
          </Button>
        )}
        <Button type="submit" busy={change.busy}>
          Cambia password
        </Button>
      </div>
    </form>
  );
};
