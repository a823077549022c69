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
  if (input === undefined) return 'manca';
  if (input === null) return 'è arrivato null';
  if (Array.isArray(input)) return 'è arrivato un elenco';
  if (typeof input === 'object') return 'è arrivato un oggetto';
  if (typeof input === 'number' && Number.isNaN(input)) return 'non è un numero';
  return `è arrivato ${nameOf(typeof input)}`;
};

const bound = (origin: unknown, what: 'almeno' | 'al massimo', limit: unknown): string => {
  if (origin === 'string') return `${what} ${String(limit)} caratteri`;
  if (origin === 'array' || origin === 'set') return `${what} ${String(limit)} elementi`;
  return what === 'almeno' ? `non meno di ${String(limit)}` : `non più di ${String(limit)}`;
};

/** Sentences for what a zod schema refuses; given to `safeParse(value, { error: italian })`. Never repeats the value. */
export const italian = (issue: Issue): string => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? 'obbligatorio, ma manca'
        : `atteso ${nameOf(issue.expected)}, ${received(issue.input)}`;
    case 'too_small':
      return `atteso ${bound(issue.origin, 'almeno', issue.minimum)}`;
    case 'too_big':
      return `atteso ${bound(issue.origin, 'al massimo', issue.maximum)}`;
    case 'invalid_value':
      return `atteso uno fra ${issue.values.map((value) => JSON.stringify(value)).join(', ')}`;
    case 'invalid_format':
      return `atteso ${FORMATS[issue.format] ?? `il formato ${issue.format}`}`;
    case 'not_multiple_of':
      return `atteso un multiplo di ${String(issue.divisor)}`;
    case 'unrecognized_keys':
      return `${issue.keys.length === 1 ? 'campo sconosciuto' : 'campi sconosciuti'}: ${issue.keys.join(', ')}`;
    case 'invalid_union':
      return issue.input === undefined ? 'obbligatorio, ma manca' : 'non ha nessuna delle forme previste';
    default:
      return 'valore non ammesso';
  }
};

/** `/values/recipients/0`, the JSON pointer (RFC 6901) of an issue; empty for the whole. */
export const pointer = (path: readonly PropertyKey[]): string =>
  path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
