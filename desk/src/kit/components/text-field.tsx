import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { FieldFrame, useDescribed, type FieldBase } from './field.js';
import { Icon } from './icon.js';
import { CharactersLeft, lengthProblem } from './text-length.js';
import { say } from '../text/language.js';

export interface TextFieldProps extends FieldBase {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly type?: 'text' | 'email' | 'password' | 'number' | 'tel' | 'url' | undefined;
  /** Longer texts are told, not cut: whoever sends them is refused. */
  readonly maxLength?: number | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly step?: number | 'any' | undefined;
  readonly placeholder?: string | undefined;
  readonly autocomplete?: string | undefined;
  readonly inputMode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel' | undefined;
  readonly autofocus?: boolean | undefined;
}

/** A field whose text is too long says so, unless something else is wrong with it; nobody can shorten what is only read. */
const measured = <Props extends FieldBase & { readonly value: string; readonly maxLength?: number | undefined }>(
  props: Props,
): Props => ({
  ...props,
  error: props.error ?? (props.readOnly === true ? undefined : lengthProblem(props.value.length, props.maxLength)),
});

export const TextField = (given: TextFieldProps): JSX.Element => {
  const props = measured(given);
  const described = useDescribed(props);
  const [visible, setVisible] = useState(false);
  const input = (
    <input
      {...described}
      class="form-control"
      type={props.type === 'password' && visible ? 'text' : (props.type ?? 'text')}
      value={props.value}
      name={props.name}
      disabled={props.disabled}
      readOnly={props.readOnly}
      min={props.min}
      max={props.max}
      step={props.step}
      placeholder={props.placeholder}
      autocomplete={props.autocomplete}
      inputMode={props.inputMode}
      autofocus={props.autofocus}
      onInput={(event) => props.onChange(event.currentTarget.value)}
      onBlur={props.onBlur}
    />
  );
  return (
    <FieldFrame field={props} id={described.id}>
      {props.type === 'password' ? (
        <div class="lf-with-button">
          {input}
          <button
            type="button"
            class="lf-icon-button"
            aria-pressed={visible}
            aria-controls={described.id}
            onClick={() => setVisible(!visible)}
          >
            <Icon
              name={visible ? 'it-password-invisible' : 'it-password-visible'}
              label={say(`Mostra ${props.label.toLowerCase()}`, `Show ${props.label.toLowerCase()}`)}
            />
          </button>
        </div>
      ) : (
        input
      )}
      <CharactersLeft length={props.value.length} most={props.maxLength} />
    </FieldFrame>
  );
};

export interface TextAreaProps extends FieldBase {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly rows?: number | undefined;
  /** Longer texts are told, not cut: whoever sends them is refused. */
  readonly maxLength?: number | undefined;
  readonly placeholder?: string | undefined;
  readonly autofocus?: boolean | undefined;
}

export const TextArea = (given: TextAreaProps): JSX.Element => {
  const props = measured(given);
  const described = useDescribed(props);
  return (
    <FieldFrame field={props} id={described.id}>
      <textarea
        {...described}
        class="form-control"
        rows={props.rows ?? 4}
        value={props.value}
        name={props.name}
        disabled={props.disabled}
        readOnly={props.readOnly}
        placeholder={props.placeholder}
        autofocus={props.autofocus}
        onInput={(event) => props.onChange(event.currentTarget.value)}
      />
      <CharactersLeft length={props.value.length} most={props.maxLength} />
    </FieldFrame>
  );
};

export interface SearchFieldProps extends FieldBase {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string | undefined;
}

/** Filters while typing; a cross empties it. */
export const SearchField = (props: SearchFieldProps): JSX.Element => {
  const described = useDescribed(props);
  return (
    <FieldFrame field={props} id={described.id} class="lf-search">
      <div class="lf-with-icon">
        <Icon name="it-search" />
        <input
          {...described}
          class="form-control"
          type="search"
          value={props.value}
          placeholder={props.placeholder}
          disabled={props.disabled}
          autocomplete="off"
          onInput={(event) => props.onChange(event.currentTarget.value)}
        />
      </div>
    </FieldFrame>
  );
};

export interface DateFieldProps extends FieldBase {
  /** `2026-11-24`, or empty. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly min?: string | undefined;
  readonly max?: string | undefined;
}

export const DateField = (props: DateFieldProps): JSX.Element => {
  const described = useDescribed(props);
  return (
    <FieldFrame field={props} id={described.id} class="lf-field-short">
      <input
        {...described}
        class="form-control"
        type="date"
        value={props.value}
        name={props.name}
        min={props.min}
        max={props.max}
        disabled={props.disabled}
        readOnly={props.readOnly}
        onInput={(event) => props.onChange(event.currentTarget.value)}
      />
    </FieldFrame>
  );
};
