import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { FieldBase } from '../components/field.js';
import { TextField } from '../components/text-field.js';
import type { FormField } from '../contract.js';
import { numberText, readNumber } from '../text/number.js';
import { validateValues } from './values.js';

export interface NumberInputProps extends FieldBase {
  readonly field: FormField;
  /** A number; or, as long as nobody can tell which, the text that was typed. */
  readonly value: unknown;
  readonly onChange: (value: number | string | undefined) => void;
}

const meant = (field: FormField, typed: string): number | string | undefined => {
  if (typed.trim() === '') return undefined;
  const read = readNumber(typed, field);
  return typeof read === 'number' ? read : typed;
};

const written = (field: FormField, value: unknown): string => {
  if (typeof value === 'number') return numberText(field, value);
  return typeof value === 'string' ? value : '';
};

/**
 * Leaves what is typed alone while it is being typed; afterwards the number shows as it was understood, or what is wrong
 * with it.
 */
export const NumberInput = ({ field, value, onChange, error, ...base }: NumberInputProps): JSX.Element => {
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const [left, setLeft] = useState(false);
  // That it is empty is told when the form is sent: whoever goes past it may come back.
  const { [field.key]: wrong } = left ? validateValues([{ ...field, required: false }], { [field.key]: value }) : {};
  return (
    <TextField
      {...base}
      error={error ?? wrong}
      inputMode={field.kind === 'integer' ? 'numeric' : 'decimal'}
      autocomplete="off"
      value={typed !== undefined && meant(field, typed) === value ? typed : written(field, value)}
      onChange={(text) => {
        setTyped(text);
        setLeft(false);
        onChange(meant(field, text));
      }}
      onBlur={() => {
        setTyped(undefined);
        setLeft(true);
      }}
    />
  );
};
