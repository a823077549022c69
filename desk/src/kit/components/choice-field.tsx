import type { ComponentChildren, JSX } from 'preact';
import { FieldFrame, FieldLabel, FieldNotes, useDescribed, type FieldBase } from './field.js';

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly disabled?: boolean | undefined;
}

export interface SelectProps extends FieldBase {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly options: readonly Option[];
  /** The entry for "nothing chosen"; without it the first option is the value. */
  readonly placeholder?: string | undefined;
}

export const Select = (props: SelectProps): JSX.Element => {
  const described = useDescribed(props);
  return (
    <FieldFrame field={props} id={described.id}>
      <select
        {...described}
        class="form-select lf-select"
        value={props.value}
        name={props.name}
        disabled={props.disabled === true || props.readOnly === true}
        onChange={(event) => props.onChange(event.currentTarget.value)}
      >
        {props.placeholder === undefined ? null : <option value="">{props.placeholder}</option>}
        {props.options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
};

export interface CheckboxProps {
  readonly label: ComponentChildren;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly id?: string | undefined;
  readonly help?: ComponentChildren;
  readonly error?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly required?: boolean | undefined;
  readonly indeterminate?: boolean | undefined;
  /** The label is for screen readers only. */
  readonly hideLabel?: boolean | undefined;
}

export const Checkbox = (props: CheckboxProps): JSX.Element => {
  const described = useDescribed({ ...props, label: '' });
  return (
    <div class={`lf-check${props.error === undefined ? '' : ' lf-field-wrong'}`}>
      <label class="lf-check-line" for={described.id}>
        <input
          {...described}
          type="checkbox"
          class="lf-check-box"
          checked={props.checked}
          disabled={props.disabled}
          ref={(element) => {
            if (element !== null) element.indeterminate = props.indeterminate === true;
          }}
          onChange={(event) => props.onChange(event.currentTarget.checked)}
        />
        <span class={props.hideLabel === true ? 'visually-hidden' : undefined}>
          {typeof props.label === 'string' ? <FieldLabel text={props.label} required={props.required} /> : props.label}
        </span>
      </label>
      <FieldNotes id={described.id} help={props.help} error={props.error} />
    </div>
  );
};

export interface ChoiceGroupProps extends FieldBase {
  readonly options: readonly Option[];
}

const Group = ({
  field,
  kind,
  isChosen,
  onToggle,
}: {
  readonly field: ChoiceGroupProps;
  readonly kind: 'radio' | 'checkbox';
  readonly isChosen: (value: string) => boolean;
  readonly onToggle: (value: string, chosen: boolean) => void;
}): JSX.Element => {
  const { id, ...described } = useDescribed(field);
  return (
    <fieldset
      id={id}
      tabIndex={-1}
      class={`lf-field lf-group${field.error === undefined ? '' : ' lf-field-wrong'}`}
      aria-describedby={described['aria-describedby']}
      {...(kind === 'radio' ? { role: 'radiogroup', 'aria-required': described['aria-required'] } : {})}
    >
      <legend class={field.hideLabel === true ? 'visually-hidden' : 'lf-label'}>
        <FieldLabel text={field.label} required={field.required} />
      </legend>
      {field.options.map((option) => (
        <label key={option.value} class="lf-check-line">
          <input
            type={kind}
            class={kind === 'radio' ? 'lf-radio' : 'lf-check-box'}
            name={id}
            value={option.value}
            checked={isChosen(option.value)}
            disabled={field.disabled === true || field.readOnly === true || option.disabled === true}
            aria-invalid={described['aria-invalid']}
            onChange={(event) => onToggle(option.value, event.currentTarget.checked)}
          />
          <span>{option.label}</span>
        </label>
      ))}
      <FieldNotes id={id} help={field.help} error={field.error} />
    </fieldset>
  );
};

/** One of a few, all visible. For more than six use {@link Select} or `Combobox`. */
export const RadioGroup = (
  props: ChoiceGroupProps & { readonly value: string; readonly onChange: (value: string) => void },
): JSX.Element => (
  <Group
    field={props}
    kind="radio"
    isChosen={(value) => value === props.value}
    onToggle={(value, chosen) => {
      if (chosen) props.onChange(value);
    }}
  />
);

/** Any number of a few. */
export const CheckboxGroup = (
  props: ChoiceGroupProps & {
    readonly value: readonly string[];
    readonly onChange: (value: readonly string[]) => void;
  },
): JSX.Element => (
  <Group
    field={props}
    kind="checkbox"
    isChosen={(value) => props.value.includes(value)}
    onToggle={(value, chosen) =>
      props.onChange(
        props.options
          .map((option) => option.value)
          .filter((one) => (one === value ? chosen : props.value.includes(one))),
      )
    }
  />
);
