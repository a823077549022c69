import { Combobox, say, useState, type ComboboxOption, type FieldProps, type JSX } from '@libro-firma/desk/kit';
import { findPeople } from './person-search.js';
import { idOf, nameOf } from './values.js';

/** Somebody in service, searched by name. */
export const PersonField = ({ field, value, onChange, error, id }: FieldProps): JSX.Element => {
  const given = idOf(value);
  const [chosen, setChosen] = useState<ComboboxOption | undefined>(
    given === undefined ? undefined : { value: given, label: nameOf(value) ?? given },
  );
  return (
    <Combobox
      id={id}
      label={field.label}
      required={field.required}
      readOnly={field.readOnly}
      help={field.help}
      error={error}
      value={chosen}
      options={findPeople}
      placeholder={say('Scrivi nome o cognome', 'Type a first or last name')}
      onChange={(option) => {
        setChosen(option);
        onChange(option?.value);
      }}
    />
  );
};
