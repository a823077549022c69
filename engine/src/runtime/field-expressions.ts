import { compileFeel, isFeel, isFeelProblem, type Instant } from '../model/feel.js';
import type { Field, Form } from '../plugin/forms.js';
import type { Json, JsonObject } from '../plugin/json.js';

/** Days are meant on the calendar of the administration. */
const TIME_ZONE = 'Europe/Rome';

/** What expressions of a form see. */
export interface Seen {
  readonly variables: JsonObject;
  /** What time it is in the case, UTC milliseconds. */
  readonly now: number;
}

const evaluated = (text: string, { variables, now }: Seen): Json => {
  const expression = compileFeel(text, true);
  if (isFeelProblem(expression)) return null;
  const scope = { get: (name: string) => variables[name], all: () => ({ ...variables }) };
  const at: Instant = { now, timeZone: TIME_ZONE };
  return expression.evaluate(scope, at);
};

const isExpression = (value: Json | undefined): value is string => typeof value === 'string' && isFeel(value);

/** Whether something of the field is only known when it is evaluated. */
export const hasExpression = ({ default: value, earliest, latest }: Field): boolean =>
  [value, earliest, latest].some(isExpression);

/** A day of what an expression gave; a date with a time counts as its day. */
const dayOf = (value: Json): string | undefined =>
  typeof value === 'string' ? /^\d{4}-\d{2}-\d{2}/.exec(value)?.[0] : undefined;

/** The field with the first and last day that it takes now; a limit that cannot be computed limits nothing. */
export const withLimits = (field: Field, seen: Seen): Field => {
  if (!isExpression(field.earliest) && !isExpression(field.latest)) return field;
  const { earliest, latest, ...rest } = field;
  const limit = (text: string | undefined): string | undefined =>
    isExpression(text) ? dayOf(evaluated(text, seen)) : text;
  const [from, to] = [limit(earliest), limit(latest)];
  return { ...rest, ...(from === undefined ? {} : { earliest: from }), ...(to === undefined ? {} : { latest: to }) };
};

const unknown = (end: 'earliest' | 'latest', text: string | undefined, seen: Seen): Partial<Field> =>
  isExpression(text) && dayOf(evaluated(text, seen)) === undefined ? { [end]: text } : {};

/**
 * The field as it is opened: its default and its limits are values. A limit that cannot be computed yet stays an
 * expression: it may see what is filled in beside, and is asked again when the form is submitted.
 */
export const opened = (field: Field, seen: Seen): Field => {
  const { earliest, latest } = field;
  const limited = {
    ...withLimits(field, seen),
    ...unknown('earliest', earliest, seen),
    ...unknown('latest', latest, seen),
  };
  if (!isExpression(limited.default)) return limited;
  const { default: text, ...rest } = limited;
  const value = evaluated(text as string, seen);
  return value === null ? rest : { ...rest, default: value };
};

/** A form that starts a case, as it is opened: there is nothing yet that its expressions could see but the time. */
export const openedStart = (form: Form | undefined, now: number): Form | undefined =>
  form?.fields.some(hasExpression) === true
    ? { ...form, fields: form.fields.map((field) => opened(field, { variables: {}, now })) }
    : form;
