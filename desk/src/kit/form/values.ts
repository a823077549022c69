import { isoDate } from '../text/format.js';
import { now } from '../api/connection.js';
import type { FormField } from '../contract.js';
import { say } from '../text/language.js';

export type Values = Readonly<Record<string, unknown>>;
export type FieldErrors = Readonly<Record<string, string>>;

const sameValue = (left: unknown, right: unknown): boolean =>
  left === right || JSON.stringify(left) === JSON.stringify(right);

/** A field shows when the field that it depends on shows and has the value. */
export const isShown = (field: FormField, fields: readonly FormField[], values: Values): boolean => {
  const seen = new Set<string>();
  let rule = field.showWhen;
  while (rule !== undefined) {
    const { field: key, is } = rule;
    if (seen.has(key)) return false;
    seen.add(key);
    if (!sameValue(values[key] ?? null, is) && !(is === false && values[key] === undefined)) return false;
    rule = fields.find((one) => one.key === key)?.showWhen;
  }
  return true;
};

const literal = (value: unknown): unknown =>
  // A default that is still FEEL was not evaluated by the server: the field begins empty.
  typeof value === 'string' && value.startsWith('=') ? undefined : value;

/** What a form begins with: given values first, then defaults. */
export const initialValues = (fields: readonly FormField[], given: Values = {}): Values => {
  const values: Record<string, unknown> = {};
  for (const field of fields) {
    const value = given[field.key] ?? literal(field.default);
    if (value !== undefined && value !== null) values[field.key] = value;
    else if (field.kind === 'boolean') values[field.key] = false;
  }
  return values;
};

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

const number = (value: unknown): number =>
  typeof value === 'number' ? value : Number(String(value).replace(',', '.'));

const problemWith = (field: FormField, value: unknown): string | undefined => {
  if (isEmpty(value)) {
    if (field.required !== true) return undefined;
    if (field.kind === 'choice' || field.kind === 'choices')
      return say(`Scegli un valore per «${field.label}».`, `Choose a value for “${field.label}”.`);
    return say(`Compila «${field.label}».`, `Fill in “${field.label}”.`);
  }
  if (field.kind === 'boolean' && field.required === true && value !== true)
    return say(`Conferma «${field.label}».`, `Confirm “${field.label}”.`);
  if (field.kind === 'number' || field.kind === 'integer') {
    const given = number(value);
    if (!Number.isFinite(given))
      return say(`«${field.label}» deve essere un numero.`, `“${field.label}” must be a number.`);
    if (field.kind === 'integer' && !Number.isInteger(given))
      return say(`«${field.label}» deve essere un numero intero.`, `“${field.label}” must be a whole number.`);
    if (field.min !== undefined && given < field.min)
      return say(
        `«${field.label}» non può essere minore di ${field.min}.`,
        `“${field.label}” cannot be less than ${field.min}.`,
      );
    if (field.max !== undefined && given > field.max)
      return say(
        `«${field.label}» non può essere maggiore di ${field.max}.`,
        `“${field.label}” cannot be more than ${field.max}.`,
      );
  }
  if (typeof value === 'string') {
    if (field.kind === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) {
      return say(
        `«${field.label}» deve essere un indirizzo e-mail, come nome@comune.it.`,
        `“${field.label}” must be an e-mail address, like name@comune.it.`,
      );
    }
    if (field.maxLength !== undefined && value.length > field.maxLength) {
      return say(
        `«${field.label}» ha ${value.length} caratteri: al massimo sono ${field.maxLength}.`,
        `“${field.label}” has ${value.length} characters: ${field.maxLength} at most.`,
      );
    }
  }
  return undefined;
};

/** What is wrong, by field key, in the words of the screen. The server checks again. */
export const validateValues = (fields: readonly FormField[], values: Values): FieldErrors => {
  const errors: Record<string, string> = {};
  for (const field of fields) {
    if (field.readOnly === true || !isShown(field, fields, values)) continue;
    const problem = problemWith(field, values[field.key]);
    if (problem !== undefined) errors[field.key] = problem;
  }
  return errors;
};

/** What is submitted: shown fields only, numbers as numbers, empty ones left out. */
export const submittedValues = (fields: readonly FormField[], values: Values): Values => {
  const submitted: Record<string, unknown> = {};
  for (const field of fields) {
    const value = values[field.key];
    if (!isShown(field, fields, values) || isEmpty(value)) continue;
    if (field.kind === 'number' || field.kind === 'integer') submitted[field.key] = number(value);
    else submitted[field.key] = typeof value === 'string' && field.kind !== 'longText' ? value.trim() : value;
  }
  return submitted;
};

/** Errors that the server found, by field key; empty when they do not concern fields of this form. */
export const serverFieldErrors = (
  fields: readonly FormField[],
  error: { readonly message: string; readonly where: string | undefined; readonly details: Values },
): FieldErrors => {
  const errors: Record<string, string> = {};
  const keys = new Set(fields.map((field) => field.key));
  const put = (place: unknown, message: unknown): void => {
    if (typeof place !== 'string' || typeof message !== 'string') return;
    const key = place.replace(/^\/?(values\/|values\.)?/, '').split(/[/.[]/)[0] ?? '';
    if (keys.has(key)) errors[key] ??= message;
  };
  const listed = error.details['fields'];
  if (Array.isArray(listed)) {
    for (const one of listed as readonly Values[])
      put(one['key'] ?? one['where'] ?? one['field'], one['message'] ?? one['detail']);
  } else if (typeof listed === 'object' && listed !== null) {
    for (const [key, message] of Object.entries(listed)) put(key, message);
  }
  put(error.where, error.message);
  return errors;
};

/** A value in words, for read-only places. */
export const valueText = (field: FormField, value: unknown, choices = field.choices): string => {
  if (isEmpty(value)) return '—';
  if (field.kind === 'boolean') return value === true ? say('Sì', 'Yes') : 'No';
  const label = (one: unknown): string => choices?.find((choice) => choice.value === one)?.label ?? String(one);
  if (field.kind === 'choice') return label(value);
  if (Array.isArray(value)) return value.map(label).join(', ');
  if (field.kind === 'date' && typeof value === 'string') return value.split('-').reverse().join('/');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

/** Today's calendar day in Europe/Rome, for date fields. */
export const today = (): string => isoDate(now());
