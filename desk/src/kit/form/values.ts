import { isoDate } from '../text/format.js';
import { now } from '../api/connection.js';
import type { FormField } from '../contract.js';
import { say } from '../text/language.js';
import { numberProblem, numberText, readNumber } from '../text/number.js';

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

const isNumeric = ({ kind }: FormField): boolean => kind === 'number' || kind === 'integer';

/** How many characters a text may have: what its field says, else what the server takes of its kind. */
export const longestText = ({ kind, maxLength }: FormField): number | undefined =>
  maxLength ?? (kind === 'longText' ? 20_000 : kind === 'text' || kind === 'email' ? 500 : undefined);

const problemWithNumber = (field: FormField, value: unknown): string | undefined => {
  const given = typeof value === 'number' ? value : readNumber(String(value), field);
  if (typeof given === 'string') return numberProblem(field, String(value), given);
  if (!Number.isFinite(given)) return numberProblem(field, String(value), 'noNumber');
  if (field.kind === 'integer' && !Number.isInteger(given))
    return say(`«${field.label}» deve essere un numero intero.`, `“${field.label}” must be a whole number.`);
  if (field.min !== undefined && given < field.min)
    return say(
      `«${field.label}» non può essere minore di ${numberText(field, field.min)}.`,
      `“${field.label}” cannot be less than ${numberText(field, field.min)}.`,
    );
  if (field.max !== undefined && given > field.max)
    return say(
      `«${field.label}» non può essere maggiore di ${numberText(field, field.max)}.`,
      `“${field.label}” cannot be more than ${numberText(field, field.max)}.`,
    );
  return undefined;
};

/** A limit that is still FEEL was not evaluated by the server, which checks it when the form is sent. */
export const dayLimit = (limit: string | undefined): string | undefined =>
  limit?.startsWith('=') === true ? undefined : limit;

/** The days that a field takes, as they stand beside it. */
export const dayLimitsText = ({ earliest, latest }: FormField): string | undefined => {
  const [from, to] = [dayLimit(earliest), dayLimit(latest)];
  const said = [
    from === undefined ? '' : say(`Non prima del ${writtenDay(from)}.`, `Not before ${writtenDay(from)}.`),
    to === undefined ? '' : say(`Non dopo il ${writtenDay(to)}.`, `Not after ${writtenDay(to)}.`),
    [earliest, latest].some((limit) => limit !== undefined && dayLimit(limit) === undefined)
      ? say(
          'I giorni ammessi dipendono anche da altri dati: si controllano all’invio.',
          'Which days are taken also depends on other data: it is checked when the form is sent.',
        )
      : '',
  ].filter((text) => text !== '');
  return said.length === 0 ? undefined : said.join(' ');
};

const writtenDay = (day: string): string => day.split('-').reverse().join('/');

const dayProblem = ({ label, ...field }: FormField, day: string): string | undefined => {
  const [earliest, latest] = [dayLimit(field.earliest), dayLimit(field.latest)];
  if (earliest !== undefined && day < earliest)
    return say(
      `«${label}» non può essere prima del ${writtenDay(earliest)}.`,
      `“${label}” cannot be before ${writtenDay(earliest)}.`,
    );
  if (latest !== undefined && day > latest)
    return say(
      `«${label}» non può essere dopo il ${writtenDay(latest)}.`,
      `“${label}” cannot be after ${writtenDay(latest)}.`,
    );
  return undefined;
};

const problemWith = (field: FormField, value: unknown): string | undefined => {
  if (isEmpty(value)) {
    if (field.required !== true) return undefined;
    if (field.kind === 'choice' || field.kind === 'choices')
      return say(`Scegli un valore per «${field.label}».`, `Choose a value for “${field.label}”.`);
    return say(`Compila «${field.label}».`, `Fill in “${field.label}”.`);
  }
  if (field.kind === 'boolean' && field.required === true && value !== true)
    return say(`Conferma «${field.label}».`, `Confirm “${field.label}”.`);
  if (isNumeric(field)) return problemWithNumber(field, value);
  if (typeof value === 'string') {
    if (field.kind === 'date') return dayProblem(field, value);
    if (field.kind === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) {
      return say(
        `«${field.label}» deve essere un indirizzo e-mail, come nome@comune.it.`,
        `“${field.label}” must be an e-mail address, like name@comune.it.`,
      );
    }
    const most = longestText(field);
    if (most !== undefined && value.length > most) {
      return say(
        `«${field.label}» ha ${value.length} caratteri: al massimo sono ${most}.`,
        `“${field.label}” has ${value.length} characters: ${most} at most.`,
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
    if (isNumeric(field)) submitted[field.key] = typeof value === 'string' ? readNumber(value, field) : value;
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
  const labels = new Map(fields.map((field) => [field.key, field.label]));
  const put = (place: unknown, message: unknown): void => {
    if (typeof place !== 'string' || typeof message !== 'string') return;
    const key = place.replace(/^\/?(values\/|values\.)?/, '').split(/[/.[]/)[0] ?? '';
    const label = labels.get(key);
    // What a schema refuses is told without its subject: "deve avere al massimo 250 caratteri".
    if (label !== undefined) errors[key] ??= /^\p{Ll}/u.test(message) ? `«${label}» ${message}.` : message;
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

/** Errors that still stand: of fields that show, with the value that was refused. */
export const standingErrors = (
  fields: readonly FormField[],
  errors: FieldErrors,
  refused: Values,
  values: Values,
): FieldErrors =>
  Object.fromEntries(
    fields.flatMap((field) => {
      const { [field.key]: error } = errors;
      const stands = sameValue(refused[field.key], values[field.key]) && isShown(field, fields, values);
      return error !== undefined && stands ? [[field.key, error]] : [];
    }),
  );

/** A value in words, for read-only places. */
export const valueText = (field: FormField, value: unknown, choices = field.choices): string => {
  if (isEmpty(value)) return '—';
  if (field.kind === 'boolean') return value === true ? say('Sì', 'Yes') : 'No';
  const label = (one: unknown): string =>
    choices?.find((choice) => choice.value === one)?.label ??
    (choices === undefined ? String(one) : say(`${one} (scelta non più offerta)`, `${one} (no longer offered)`));
  if (field.kind === 'choice') return label(value);
  if (Array.isArray(value)) return value.map(label).join(', ');
  if (isNumeric(field) && typeof value === 'number') return numberText(field, value);
  if (field.kind === 'date' && typeof value === 'string') return writtenDay(value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

/** Today's calendar day in Europe/Rome, for date fields. */
export const today = (): string => isoDate(now());
