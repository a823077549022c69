import { schemaErrors } from '../model/index.js';
import type { Field, FieldKind } from '../plugin/forms.js';
import type { Json } from '../plugin/json.js';
import type { Handlers } from './handlers.js';

type BuiltIn = Exclude<FieldKind, `${string}.${string}` & {}>;
type Check = (field: Field, value: Json) => string | undefined;

const TEXT_LIMIT = 500;
const LONG_TEXT_LIMIT = 20_000;
/** One address, as HTML's `input type=email` understands it. */
const EMAIL =
  /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)+$/;

const text =
  (limit: number): Check =>
  (field, value) => {
    if (typeof value !== 'string') return `Il campo "${field.label}" vuole un testo.`;
    if (value.includes('\u0000')) return `Il campo "${field.label}" contiene un carattere non ammesso.`;
    const most = field.maxLength ?? limit;
    return value.length > most
      ? `Il campo "${field.label}" può avere al massimo ${most} caratteri; ne ha ${value.length}.`
      : undefined;
  };

/** `24.400,5`; whole numbers of four digits, most of them years, without a point. */
const written = (limit: number): string =>
  new Intl.NumberFormat('it-IT', {
    maximumFractionDigits: 20,
    useGrouping: Number.isInteger(limit) ? 'min2' : 'always',
  }).format(limit);

const number =
  (whole: boolean): Check =>
  (field, value) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) return `Il campo "${field.label}" vuole un numero.`;
    if (whole && !Number.isSafeInteger(value)) return `Il campo "${field.label}" vuole un numero intero.`;
    if (field.min !== undefined && value < field.min)
      return `Il campo "${field.label}" deve essere almeno ${written(field.min)}.`;
    if (field.max !== undefined && value > field.max)
      return `Il campo "${field.label}" può essere al massimo ${written(field.max)}.`;
    return undefined;
  };

/** `2026-02-31` is no date, though `Date.parse` takes it. */
const isDate = (value: Json): boolean => {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const at = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(value);
};

/** As people write a day: 31/03/2026. */
const dayText = (day: string): string => day.split('-').reverse().join('/');

/** Limits that are expressions have been evaluated. */
const date: Check = ({ label, earliest, latest }, value) => {
  if (!isDate(value)) return `Il campo "${label}" vuole una data nella forma anno-mese-giorno (2026-03-31).`;
  const day = String(value);
  if (earliest !== undefined && day < earliest) {
    return `Il campo "${label}" non può essere prima del ${dayText(earliest)}: qui c'è ${dayText(day)}.`;
  }
  if (latest !== undefined && day > latest) {
    return `Il campo "${label}" non può essere dopo il ${dayText(latest)}: qui c'è ${dayText(day)}.`;
  }
  return undefined;
};

const offered = (field: Field, value: Json): boolean =>
  typeof value === 'string' && (field.choices === undefined || field.choices.some((choice) => choice.value === value));

/** The words of what is offered, not the value that was sent: that one may stand in no list that people see. */
const chooseOne = ({ label, choices = [] }: Field): string =>
  `Il campo "${label}" non offre la scelta che è stata fatta. Scegliere tra: ${choices.map((choice) => choice.label).join(', ')}.`;

const checks: { readonly [kind in BuiltIn]: Check } = {
  text: text(TEXT_LIMIT),
  longText: text(LONG_TEXT_LIMIT),
  number: number(false),
  integer: number(true),
  date,
  boolean: (field, value) => (typeof value === 'boolean' ? undefined : `Il campo "${field.label}" vuole sì o no.`),
  choice: (field, value) => (offered(field, value) ? undefined : chooseOne(field)),
  choices: (field, value) => {
    if (!Array.isArray(value)) return `Il campo "${field.label}" vuole un elenco di scelte.`;
    const wrong = value.find((chosen) => !offered(field, chosen as Json));
    if (wrong !== undefined) return chooseOne(field);
    return new Set(value).size === value.length ? undefined : `In "${field.label}" una scelta compare due volte.`;
  },
  email: (field, value) =>
    text(TEXT_LIMIT)(field, value) ??
    (EMAIL.test(String(value)) ? undefined : `"${String(value)}" non è un indirizzo di posta valido.`),
};

export const isBuiltIn = (kind: string): kind is BuiltIn => Object.hasOwn(checks, kind);

/** What is wrong with a value that was given, in one Italian sentence; nothing when it is right. */
export const checkValue = (field: Field, value: Json, handlers: Handlers): string | undefined => {
  if (isBuiltIn(field.kind)) return checks[field.kind](field, value);
  const kind = handlers.field(field.kind);
  if (kind === undefined) return `Il tipo di campo "${field.kind}" non è disponibile.`;
  const [first] = schemaErrors(kind.schema, value);
  return first === undefined ? undefined : `Il campo "${field.label}" non va bene: ${first.message}`;
};

/** Nothing was filled in. */
export const isEmpty = (value: Json): boolean =>
  value === null || (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0);
