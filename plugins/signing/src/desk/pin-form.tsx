import {
  Alert,
  Badge,
  ErrorAlert,
  formatDate,
  RadioGroup,
  TextField,
  useEffect,
  useState,
  type ApiError,
  type JSX,
  type Loaded,
} from '@libro-firma/desk/kit';
import type { Credential } from './answers.js';
import { LockedKey } from './locked-key.js';

export interface PinEntry {
  readonly credential: Credential | undefined;
  readonly pin: string;
  readonly missing: boolean;
  readonly set: (pin: string) => void;
  readonly choose: (id: string) => void;
  /** The PIN and its certificate, or `undefined` after saying what is missing. */
  readonly take: () => { readonly credentialId: string; readonly pin: string } | undefined;
  readonly clear: () => void;
  readonly credentials: readonly Credential[] | undefined;
  readonly error: ApiError | undefined;
}

/** The PIN lives in the page only as long as its field. */
export const usePin = ({ data, error }: Loaded<{ readonly items: readonly Credential[] }>): PinEntry => {
  const [pin, setPin] = useState('');
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const [missing, setMissing] = useState(false);
  const credentials = data?.items;
  const credential =
    credentials?.find(({ id }) => id === chosen) ?? credentials?.find(({ locked }) => !locked) ?? credentials?.[0];
  return {
    credential,
    credentials,
    error,
    pin,
    missing,
    set: (value) => {
      setPin(value);
      setMissing(false);
    },
    choose: setChosen,
    take: () => {
      if (credential === undefined || credential.locked) return undefined;
      if (pin !== '') return { credentialId: credential.id, pin };
      setMissing(true);
      document.getElementById('pin')?.focus();
      return undefined;
    },
    clear: () => setPin(''),
  };
};

/** Nobody chose where they are: the focus is on nothing, on a dialog, or on its title. */
const isIdle = (element: Element | null): boolean => element === null || element.matches('body, dialog, h1, h2');

export interface PinFormProps {
  readonly entry: PinEntry;
  readonly problem?: string;
  /** The PIN is all that is asked for: its field takes the focus as soon as it stands. */
  readonly first?: boolean;
}

/** Certificate (when there are several) and PIN. */
export const PinForm = ({ entry, problem, first = false }: PinFormProps): JSX.Element => {
  const { credential, credentials, error } = entry;
  const asked = first && credential?.locked === false;
  useEffect(() => {
    if (asked && isIdle(document.activeElement)) document.getElementById('pin')?.focus();
  }, [asked]);
  if (error !== undefined) return <ErrorAlert error={error} title="I certificati di firma non si leggono" />;
  if (credentials === undefined) return <p class="lf-muted">Ricerca del certificato di firma…</p>;
  if (credential === undefined) {
    return (
      <Alert kind="warning" title="Nessun certificato di firma">
        Non risulta un certificato di firma intestato a te. Rivolgiti a chi amministra il sistema.
      </Alert>
    );
  }
  return (
    <div class="lf-pin">
      {credentials.length > 1 ? (
        <RadioGroup
          label="Certificato"
          value={credential.id}
          onChange={entry.choose}
          options={credentials.map(({ id, label, locked }) => ({ value: id, label, disabled: locked }))}
        />
      ) : (
        <p class="lf-pin-certificate">
          {credential.label} <span class="lf-muted">(fino al {formatDate(credential.certificate.validTo)})</span>{' '}
          {credential.demo ? <Badge kind="trial">PROVA - SENZA VALORE LEGALE</Badge> : null}
        </p>
      )}
      {credential.locked ? (
        <LockedKey />
      ) : (
        <TextField
          id="pin"
          label="PIN"
          type="password"
          inputMode="numeric"
          autocomplete="off"
          required
          autofocus={first}
          maxLength={64}
          value={entry.pin}
          onChange={entry.set}
          help={credential.hint}
          error={entry.missing ? 'Scrivi il PIN del tuo certificato di firma.' : problem}
        />
      )}
    </div>
  );
};
