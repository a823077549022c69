import { schemaErrors } from '../model/index.js';
import type { Field, FieldKind } from '../plugin/forms.js';
import type { Json, Localized } from '../plugin/json.js';
import type { Handlers } from './handlers.js';

type BuiltIn = Exclude<FieldKind, `${string}.${string}` & {}>;
type Check = (field: Field, value: Json) => Localized | undefined;

const TEXT_LIMIT = 500;
const LONG_TEXT_LIMIT = 20_000;
/** One address, as HTML's `input type=email` understands it. */
const EMAIL =
  /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)+$/;

/** What is wrong with a field, by its label. */
const wrong = ({ label }: Field, it: string, en: string): Localized => ({
  it: `Il campo «${label}» ${it}`,
  en: `The field “${label}” ${en}`,
});

const text =
  (limit: number): Check =>
  (field, value) => {
    if (typeof value !== 'string') return wrong(field, 'vuole un testo.', 'takes a text.');
    if (value.includes('\u0000'))
      return wrong(field, 'contiene un carattere non ammesso.', 'holds a character that is not allowed.');
    const most = field.maxLength ?? limit;
    return value.length > most
      ? wrong(
          field,
          `può avere al massimo ${most} caratteri; ne ha ${value.length}.`,
          `can have ${most} characters at most; it has ${value.length}.`,
        )
      : undefined;
  };

/** `24.400,5`; whole numbers of four digits, most of them years, without a point; euros with their cents. */
const written = (limit: number, locale: 'it-IT' | 'en-GB', { unit }: Field): string =>
  new Intl.NumberFormat(locale, {
    maximumFractionDigits: 20,
    minimumFractionDigits: unit === 'euro' ? 2 : 0,
    useGrouping: Number.isInteger(limit) && unit === undefined ? 'min2' : 'always',
  }).format(limit);

/** Whether an amount ends at cents; 0.1 + 0.2 still does. */
const hasCents = (value: number): boolean =>
  Math.abs(value * 100 - Math.round(value * 100)) < 1e-6 * Math.max(1, Math.abs(value));

const number =
  (whole: boolean): Check =>
  (field, value) => {
    if (typeof value !== 'number' || !Number.isFinite(value))
      return wrong(field, 'vuole un numero.', 'takes a number.');
    if (whole && !Number.isSafeInteger(value)) return wrong(field, 'vuole un numero intero.', 'takes a whole number.');
    if (field.unit === 'euro' && !hasCents(value))
      return wrong(field, 'ha più di due decimali.', 'has more than two decimals.');
    const [it, en] = (['it-IT', 'en-GB'] as const).map(
      (locale) => (limit: number) => written(limit, locale, field),
    ) as [(limit: number) => string, (limit: number) => string];
    if (field.min !== undefined && value < field.min)
      return wrong(field, `deve essere almeno ${it(field.min)}.`, `must be ${en(field.min)} at least.`);
    if (field.max !== undefined && value > field.max)
      return wrong(field, `può essere al massimo ${it(field.max)}.`, `can be ${en(field.max)} at most.`);
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
const date: Check = (field, value) => {
  const { earliest, latest } = field;
  if (!isDate(value))
    return wrong(
      field,
      'vuole una data nella forma anno-mese-giorno (2026-03-31).',
      'takes a date in the form year-month-day (2026-03-31).',
    );
  const day = String(value);
  if (earliest !== undefined && day < earliest)
    return wrong(
      field,
      `non può essere prima del ${dayText(earliest)}: qui c’è ${dayText(day)}.`,
      `cannot be before ${dayText(earliest)}: here it is ${dayText(day)}.`,
    );
  if (latest !== undefined && day > latest)
    return wrong(
      field,
      `non può essere dopo il ${dayText(latest)}: qui c’è ${dayText(day)}.`,
      `cannot be after ${dayText(latest)}: here it is ${dayText(day)}.`,
    );
  return undefined;
};

const offered = (field: Field, value: Json): boolean =>
  typeof value === 'string' && (field.choices === undefined || field.choices.some((choice) => choice.value === value));

/** The words of what is offered, not the value that was sent: that one may stand in no list that people see. */
const chooseOne = (field: Field): Localized => {
  const labels = (field.choices ?? []).map((choice) => choice.label).join(', ');
  return wrong(
    field,
    `non offre la scelta che è stata fatta. Scegli tra: ${labels}.`,
    `does not offer what was chosen. Choose one of: ${labels}.`,
  );
};

const checks: { readonly [kind in BuiltIn]: Check } = {
  text: text(TEXT_LIMIT),
  longText: text(LONG_TEXT_LIMIT),
  number: number(false),
  integer: number(true),
  date,
  boolean: (field, value) =>
    typeof value === 'boolean' ? undefined : wrong(field, 'vuole sì o no.', 'takes yes or no.'),
  choice: (field, value) => (offered(field, value) ? undefined : chooseOne(field)),
  choices: (field, value) => {
    if (!Array.isArray(value)) return wrong(field, 'vuole un elenco di scelte.', 'takes a list of choices.');
    if (value.some((chosen) => !offered(field, chosen as Json))) return chooseOne(field);
    return new Set(value).size === value.length
      ? undefined
      : wrong(field, 'ha due volte la stessa scelta.', 'has the same choice twice.');
  },
  email: (field, value) =>
    text(TEXT_LIMIT)(field, value) ??
    (EMAIL.test(String(value))
      ? undefined
      : {
          it: `«${String(value)}» non è un indirizzo di posta valido.`,
          en: `“${String(value)}” is no valid e-mail address.`,
        }),
};

export const isBuiltIn = (kind: string): kind is BuiltIn => Object.hasOwn(checks, kind);

/** What is wrong with a value that was given, in one sentence; nothing when it is right. */
export const checkValue = (field: Field, value: Json, handlers: Handlers): Localized | undefined => {
  if (isBuiltIn(field.kind)) return checks[field.kind](field, value);
  const kind = handlers.field(field.kind);
  if (kind === undefined)
    return {
      it: `Il tipo di campo «${field.kind}» non è disponibile.`,
      en: `The kind of field “${field.kind}” is not available.`,
    };
  const [first] = schemaErrors(kind.schema, value);
  return first === undefined
    ? undefined
    : wrong(field, `non va bene: ${first.message}`, `is not right: ${first.message}`);
};

/** Nothing was filled in. */
export const isEmpty = (value: Json): boolean =>
  value === null || (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0);
