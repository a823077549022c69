import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';
import { Icon } from './icon.js';
import { say } from '../text/language.js';

/** What all fields share. */
export interface FieldBase {
  readonly label: string;
  /** Made up when missing. A message for the field is at `<id>-error`, its help at `<id>-help`. */
  readonly id?: string | undefined;
  readonly help?: ComponentChildren;
  readonly error?: string | undefined;
  readonly required?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly readOnly?: boolean | undefined;
  /** For screen readers only: where the place of the field says what it is. */
  readonly hideLabel?: boolean | undefined;
  readonly name?: string | undefined;
}

export interface Described {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': 'true' | undefined;
  readonly 'aria-required': 'true' | undefined;
}

/** Ids and ARIA of a control that stands in a {@link FieldFrame}. */
export const useDescribed = (field: FieldBase): Described => {
  const made = useId();
  const id = field.id ?? made;
  const parts = [field.help === undefined ? '' : `${id}-help`, field.error === undefined ? '' : `${id}-error`];
  const described = parts.filter((part) => part !== '').join(' ');
  return {
    id,
    'aria-describedby': described === '' ? undefined : described,
    'aria-invalid': field.error === undefined ? undefined : 'true',
    'aria-required': field.required === true ? 'true' : undefined,
  };
};

export const FieldLabel = ({
  text,
  required,
}: {
  readonly text: string;
  readonly required: boolean | undefined;
}): JSX.Element => (
  <>
    {text}
    {required === true ? (
      <span class="lf-required" aria-hidden="true" title={say('Obbligatorio', 'Required')}>
        {' *'}
      </span>
    ) : null}
  </>
);

export const FieldNotes = ({
  id,
  help,
  error,
}: {
  readonly id: string;
  readonly help: ComponentChildren;
  readonly error: string | undefined;
}): JSX.Element => (
  <>
    {help === undefined ? null : (
      <div id={`${id}-help`} class="lf-field-help">
        {help}
      </div>
    )}
    {error === undefined ? null : (
      <p id={`${id}-error`} class="lf-field-error">
        <Icon name="it-warning-circle" size="xs" />
        <span>{error}</span>
      </p>
    )}
  </>
);

/** Label above, control, help and error below. Use it for controls of your own, with {@link useDescribed}. */
export const FieldFrame = ({
  field,
  id,
  children,
  class: extra,
}: {
  readonly field: FieldBase;
  readonly id: string;
  readonly children: ComponentChildren;
  readonly class?: string;
}): JSX.Element => (
  <div class={`lf-field${field.error === undefined ? '' : ' lf-field-wrong'}${extra === undefined ? '' : ` ${extra}`}`}>
    <label for={id} class={field.hideLabel === true ? 'visually-hidden' : 'lf-label'}>
      <FieldLabel text={field.label} required={field.required} />
    </label>
    {children}
    <FieldNotes id={id} help={field.help} error={field.error} />
  </div>
);
