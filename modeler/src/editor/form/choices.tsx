/** @jsxImportSource @bpmn-io/properties-panel/preact */
import type { JSX } from '@bpmn-io/properties-panel/preact';
import { useEffect, useState } from '@bpmn-io/properties-panel/preact/hooks';
import type { ListItem } from '../contract.js';
import { Field, useShown, type FieldProps } from './field.js';
import { useForm } from './services.js';

export interface ChoiceGroup {
  readonly label: string;
  readonly choices: readonly ListItem[];
}

export interface SelectProps extends FieldProps {
  readonly value: string;
  readonly choices: readonly (ListItem | ChoiceGroup)[];
  /** What choosing nothing is called; without it something must be chosen once it was. */
  readonly none?: string | undefined;
  readonly onChange: (value: string) => void;
}

const isGroup = (entry: ListItem | ChoiceGroup): entry is ChoiceGroup => 'choices' in entry;

export const SelectField = (props: SelectProps): JSX.Element => {
  const { id, value, choices, none, help, required, onChange } = props;
  const { translate } = useForm();
  const shown = useShown<HTMLSelectElement>(id);
  const known = choices.flatMap((entry) => (isGroup(entry) ? entry.choices : [entry]));
  const lost = value !== '' && !known.some((choice) => choice.value === value);
  const option = (choice: ListItem): JSX.Element => (
    <option key={choice.value} value={choice.value}>
      {choice.label}
    </option>
  );
  return (
    <Field {...props}>
      <select
        id={id}
        ref={shown}
        class="lf-input"
        value={value}
        aria-required={required === true}
        aria-describedby={help === undefined ? undefined : `${id}-help`}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {none === undefined && value !== '' ? null : <option value="">{none ?? translate('choose')}</option>}
        {lost ? option({ value, label: value }) : null}
        {choices.map((entry) =>
          isGroup(entry) ? (
            <optgroup key={entry.label} label={entry.label}>
              {entry.choices.map(option)}
            </optgroup>
          ) : (
            option(entry)
          ),
        )}
      </select>
    </Field>
  );
};

export const CheckField = (
  props: Omit<FieldProps, 'bare'> & { readonly value: boolean; readonly onChange: (value: boolean) => void },
): JSX.Element => {
  const { id, label, help, value, onChange } = props;
  const shown = useShown<HTMLInputElement>(id);
  return (
    <div class="lf-field lf-field-check" data-entry-id={id}>
      <input
        id={id}
        ref={shown}
        type="checkbox"
        checked={value}
        aria-describedby={help === undefined ? undefined : `${id}-help`}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <label for={id}>{label}</label>
      {help === undefined ? null : (
        <p class="lf-field-help" id={`${id}-help`}>
          {help}
        </p>
      )}
    </div>
  );
};

/** Several of a list. */
export const ChecksField = (
  props: FieldProps & {
    readonly value: readonly string[];
    readonly choices: readonly ListItem[];
    readonly onChange: (value: readonly string[]) => void;
  },
): JSX.Element => {
  const { id, label, help, value, choices, onChange } = props;
  const all = [
    ...choices,
    ...value
      .filter((one) => !choices.some((choice) => choice.value === one))
      .map((one) => ({ value: one, label: one })),
  ];
  return (
    <fieldset class="lf-field" data-entry-id={id}>
      <legend>{label}</legend>
      {all.map((choice) => (
        <div class="lf-field-check" key={choice.value}>
          <input
            id={`${id}-${choice.value}`}
            type="checkbox"
            checked={value.includes(choice.value)}
            onChange={(event) =>
              onChange(
                all
                  .map((one) => one.value)
                  .filter((one) => (one === choice.value ? event.currentTarget.checked : value.includes(one))),
              )
            }
          />
          <label for={`${id}-${choice.value}`}>{choice.label}</label>
        </div>
      ))}
      {help === undefined ? null : <p class="lf-field-help">{help}</p>}
    </fieldset>
  );
};

/** A live list of the server; `undefined` until it is there. */
export const useList = (name: string): readonly ListItem[] | undefined => {
  const { host } = useForm();
  const [items, setItems] = useState<readonly ListItem[] | undefined>(undefined);
  useEffect(() => {
    let gone = false;
    setItems(undefined);
    host.list(name).then(
      (list) => {
        if (!gone) setItems(list);
      },
      (error: unknown) => {
        if (gone) return;
        reportError(error);
        setItems([]);
      },
    );
    return () => {
      gone = true;
    };
  }, [host, name]);
  return items;
};

export const ListField = (props: Omit<SelectProps, 'choices'> & { readonly list: string }): JSX.Element => {
  const items = useList(props.list);
  const { translate } = useForm();
  const help = items?.length === 0 ? translate('The list is empty or did not load') : props.help;
  return <SelectField {...props} help={help} choices={items ?? []} />;
};
