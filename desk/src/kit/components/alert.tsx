import type { ComponentChildren, JSX } from 'preact';
import { ApiError, errorText } from '../api/errors.js';
import { Button } from './button.js';
import { Icon } from './icon.js';
import { say } from '../text/language.js';

export type AlertKind = 'info' | 'success' | 'warning' | 'danger';

export interface AlertProps {
  readonly kind?: AlertKind | undefined;
  readonly title?: string | undefined;
  readonly children?: ComponentChildren;
  /** Read out at once when it appears. Default: for `danger`. */
  readonly live?: boolean | undefined;
}

const icons: Readonly<Record<AlertKind, string>> = {
  info: 'it-info-circle',
  success: 'it-check-circle',
  warning: 'it-warning-circle',
  danger: 'it-error',
};

export const Alert = ({ kind = 'info', title, children, live = kind === 'danger' }: AlertProps): JSX.Element => (
  <div class={`lf-alert lf-alert-${kind}`} role={live ? 'alert' : undefined}>
    <Icon name={icons[kind]} size="md" />
    <div class="lf-alert-body">
      {title === undefined ? null : <p class="lf-alert-title">{title}</p>}
      {typeof children === 'string' ? <p>{children}</p> : children}
    </div>
  </div>
);

/** The stable code of a refusal, for whoever is called for help; nothing where there is none. */
export const ProblemCode = ({ code }: { readonly code: string }): JSX.Element | null =>
  code === '' ? null : (
    <p class="lf-code">
      {say('Codice', 'Code')}: {code}
    </p>
  );

/** What an {@link ApiError} says, with its code for whoever is called for help, and a way to try again. */
export const ErrorAlert = ({
  error,
  title,
  onRetry,
}: {
  readonly error: unknown;
  readonly title?: string | undefined;
  readonly onRetry?: (() => void) | undefined;
}): JSX.Element => (
  <Alert kind="danger" title={title}>
    <p>{errorText(error)}</p>
    {error instanceof ApiError && !error.isNetwork ? <ProblemCode code={error.code} /> : null}
    {onRetry === undefined ? null : (
      <Button variant="outline-danger" size="xs" icon="it-refresh" onClick={onRetry}>
        {say('Riprova', 'Try again')}
      </Button>
    )}
  </Alert>
);
