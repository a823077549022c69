import type { z } from 'zod';

type Issue = z.core.$ZodRawIssue;

const TYPES: Readonly<Record<string, string>> = {
  string: 'un testo',
  number: 'un numero',
  int: 'un numero intero',
  boolean: 'vero o falso (true o false)',
  array: 'un elenco',
  object: 'un oggetto',
  record: 'un oggetto',
  date: 'una data',
  null: 'niente (null)',
};

const FORMATS: Readonly<Record<string, string>> = {
  email: 'un indirizzo di posta elettronica',
  url: 'un indirizzo web completo',
  datetime: 'data e ora ISO 8601',
  date: 'una data come 2026-01-31',
  uuid: 'un UUID',
  regex: 'un testo della forma prevista',
};

const nameOf = (type: unknown): string => TYPES[String(type)] ?? String(type);

const received = (input: unknown): string => {
  if (input === null) return ', non può essere vuoto (null)';
  if (Array.isArray(input)) return ', non un elenco';
  if (typeof input === 'object') return ', non un oggetto';
  // Words of the environment that should have been a number.
  if (typeof input === 'number' && Number.isNaN(input)) return '';
  return `, non ${nameOf(typeof input)}`;
};

const counted = (limit: unknown, one: string, more: string): string =>
  Number(limit) === 1 ? `un ${one}` : `${String(limit)} ${more}`;

const bound = (origin: unknown, what: 'almeno' | 'al massimo', limit: unknown): string => {
  if (origin === 'string') return `deve avere ${what} ${counted(limit, 'carattere', 'caratteri')}`;
  if (origin === 'array' || origin === 'set') return `deve avere ${what} ${counted(limit, 'elemento', 'elementi')}`;
  return what === 'almeno'
    ? `non può essere minore di ${String(limit)}`
    : `non può essere maggiore di ${String(limit)}`;
};

const MISSING = 'manca ed è obbligatorio';

/** Sentences for what a zod schema refuses; given to `safeParse(value, { error: italian })`. Never repeats the value. */
export const italian = (issue: Issue): string => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? MISSING : `deve essere ${nameOf(issue.expected)}${received(issue.input)}`;
    case 'too_small':
      return bound(issue.origin, 'almeno', issue.minimum);
    case 'too_big':
      return `${bound(issue.origin, 'al massimo', issue.maximum)}${
        typeof issue.input === 'string' ? `: ne ha ${issue.input.length}` : ''
      }`;
    case 'invalid_value':
      return `deve essere uno di questi valori: ${issue.values.map((value) => JSON.stringify(value)).join(', ')}`;
    case 'invalid_format':
      return `deve essere ${FORMATS[issue.format] ?? `un testo nel formato ${issue.format}`}`;
    case 'not_multiple_of':
      return `deve essere un multiplo di ${String(issue.divisor)}`;
    case 'unrecognized_keys':
      return issue.keys.length === 1
        ? `contiene un campo che non esiste: ${issue.keys.join()}`
        : `contiene campi che non esistono: ${issue.keys.join(', ')}`;
    case 'invalid_union':
      return issue.input === undefined ? MISSING : 'non è scritto in nessuno dei modi previsti';
    default:
      return 'ha un valore che non è ammesso';
  }
};

/** `/values/recipients/0`, the JSON pointer (RFC 6901) of an issue; empty for the whole. */
export const pointer = (path: readonly PropertyKey[]): string =>
  path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
