import {
  Combobox,
  say,
  Select,
  TextField,
  useEffect,
  type ComboboxOption,
  type ComponentChildren,
  type FieldProps,
  type JSX,
} from '@libro-firma/desk/kit';
import { idOf, nameOf } from './values.js';

/** As many entries as a drop-down list shows without searching. */
const SHORT = 12;

/** One of a list by its name; where there is only one it is chosen at once. */
export const NamedChoice = ({
  field,
  value,
  onChange,
  error,
  id,
  options,
  problem,
  help,
}: Omit<FieldProps, 'values'> & {
  /** `undefined` while they are read. */
  readonly options: readonly ComboboxOption[] | undefined;
  /** Why they could not be read. */
  readonly problem: string | undefined;
  readonly help?: ComponentChildren;
}): JSX.Element => {
  const chosen = idOf(value);
  const only = options?.length === 1 ? options[0]?.value : undefined;
  useEffect(() => {
    if (chosen === undefined && only !== undefined && field.readOnly !== true) onChange(only, 'preset');
  }, [chosen, only, field.readOnly]);
  const base = {
    id,
    label: field.label,
    required: field.required,
    readOnly: field.readOnly,
    help: help ?? field.help,
    error: error ?? problem,
  };
  if (options === undefined || field.readOnly === true) {
    const shown = nameOf(value) ?? options?.find((option) => option.value === chosen)?.label;
    return (
      <TextField
        {...base}
        readOnly
        value={shown ?? (options === undefined && problem === undefined ? say('Caricamento…', 'Loading…') : '')}
        onChange={() => undefined}
      />
    );
  }
  if (options.length <= SHORT) {
    return (
      <Select
        {...base}
        value={chosen ?? ''}
        options={options.map((option) => ({ value: option.value, label: option.label }))}
        placeholder={say('Scegli…', 'Choose…')}
        onChange={(next) => onChange(next === '' ? undefined : next)}
      />
    );
  }
  return (
    <Combobox
      {...base}
      value={options.find((option) => option.value === chosen)}
      options={options}
      placeholder={say('Scrivi per cercare', 'Type to search')}
      onChange={(option) => onChange(option?.value)}
    />
  );
};
