import type { Field, FieldContext, Form } from '../plugin/forms.js';
import { LibroFirmaError } from '../plugin/errors.js';
import type { Tx } from '../plugin/database.js';
import type { Json, JsonObject, Localized } from '../plugin/json.js';
import { withLimits } from './field-expressions.js';
import { checkValue, isEmpty } from './field-kinds.js';
import type { Handlers } from './handlers.js';

export interface Submitted {
  readonly outcome?: string | undefined;
  readonly reason?: string | undefined;
  readonly values?: JsonObject | undefined;
}

export interface FormCheck {
  readonly handlers: Handlers;
  readonly context: Omit<FieldContext, 'field'>;
  /** Of the case; a form that starts one has none yet. */
  readonly variables?: JsonObject;
  /** What time it is in the case, UTC milliseconds. */
  readonly now: number;
  /** Opened when a live list or a field kind of a plugin has to look at the database. */
  transaction(): Promise<Tx>;
}

/** Whether the form's outcomes say that this one goes back. */
export const isRejecting = (form: Form | undefined, outcome: string | undefined): boolean =>
  form?.outcomes?.some((candidate) => candidate.value === outcome && candidate.rejects === true) ?? false;

/**
 * Checks what was submitted against its form, then lets each field's kind take its value over. Without a form at all
 * nothing is known about the values, and they are taken as they are: whoever lets people in sees that there is one.
 *
 * @returns the variables
 * @throws LibroFirmaError `engine.outcome-missing`, `engine.outcome-unknown`, `engine.reason-missing`,
 *   `engine.form-invalid` with one localized message a field in `details.fields`
 */
export const checkForm = async (
  form: Form | undefined,
  submitted: Submitted,
  check: FormCheck,
): Promise<JsonObject> => {
  const values = submitted.values ?? {};
  if (form === undefined) return values;
  checkOutcome(form, submitted);
  const wrong: Record<string, Localized> = {};
  const shown: [Field, Json][] = [];
  const rejecting = isRejecting(form, submitted.outcome);
  const seen = { variables: { ...check.variables, ...values }, now: check.now };
  const fields = form.fields.map((field) => withLimits(field, seen));
  for (const key of Object.keys(values)) {
    if (!fields.some((field) => field.key === key))
      wrong[key] = { it: 'Questo campo non fa parte del modulo.', en: 'This field is not part of the form.' };
  }
  for (const field of fields) {
    if (field.readOnly === true || !isShown(field, values)) continue;
    const value = values[field.key];
    if (value === undefined || isEmpty(value)) {
      if (field.required === true && !rejecting)
        wrong[field.key] = {
          it: `Il campo «${field.label}» è obbligatorio.`,
          en: `The field “${field.label}” is required.`,
        };

      continue;
    }
    const problem = checkValue(field, value, check.handlers) ?? (await checkList(field, value, check));
    if (problem === undefined) shown.push([field, value]);
    else wrong[field.key] = problem;
  }
  if (Object.keys(wrong).length > 0) throw formInvalid(wrong);
  return takeOver(shown, check);
};

/**
 * A task without a form offers no outcome: one that is sent all the same could decide at the next gateway.
 *
 * @throws LibroFirmaError `engine.outcome-unknown`
 */
export const refuseOutcome = (outcome: string | undefined): void => {
  if (outcome === undefined) return;
  throw new LibroFirmaError('invalid', 'engine.outcome-unknown', {
    it: `L’esito «${outcome}» non è previsto: questa attività si completa senza esito.`,
    en: `The outcome "${outcome}" is not offered: this task is completed without one.`,
  });
};

const checkOutcome = (form: Form, { outcome, reason }: Submitted): void => {
  const outcomes = form.outcomes ?? [];
  if (outcomes.length === 0) return;
  const offered = outcomes.map(({ label }) => label).join(', ');
  if (outcome === undefined) {
    throw new LibroFirmaError('invalid', 'engine.outcome-missing', {
      it: `Scegli un esito: ${offered}.`,
      en: `An outcome has to be chosen: ${outcomes.map(({ value }) => value).join(', ')}.`,
    });
  }
  const chosen = outcomes.find(({ value }) => value === outcome);
  if (chosen === undefined) {
    throw new LibroFirmaError('invalid', 'engine.outcome-unknown', {
      it: `L’esito «${outcome}» non è previsto. Scegli tra: ${offered}.`,
      en: `The outcome "${outcome}" is not offered. Choose one of: ${outcomes.map(({ value }) => value).join(', ')}.`,
    });
  }
  if (chosen.rejects === true && (reason === undefined || reason.trim() === '')) {
    throw new LibroFirmaError('invalid', 'engine.reason-missing', {
      it: `Per «${chosen.label}» occorre scrivere la motivazione.`,
      en: `A reason is needed for "${chosen.value}".`,
    });
  }
};

const isShown = (field: Field, values: JsonObject): boolean =>
  field.showWhen === undefined ||
  JSON.stringify(values[field.showWhen.field] ?? null) === JSON.stringify(field.showWhen.is);

const checkList = async (field: Field, value: Json, check: FormCheck): Promise<Localized | undefined> => {
  if (field.choicesFrom === undefined) return undefined;
  const list = check.handlers.list(field.choicesFrom);
  if (list === undefined)
    return {
      it: `L’elenco «${field.choicesFrom}» non è disponibile.`,
      en: `The list “${field.choicesFrom}” is not available.`,
    };
  const items = new Set((await list.read(await check.transaction(), check.context.actor)).map((item) => item.value));
  const unknown = [value].flat().find((chosen) => typeof chosen !== 'string' || !items.has(chosen));
  return unknown === undefined
    ? undefined
    : {
        it: `Il campo «${field.label}» non offre la voce che è stata scelta: scegline un’altra dall’elenco.`,
        en: `The field “${field.label}” does not offer what was chosen: choose another one from the list.`,
      };
};

const takeOver = async (shown: readonly (readonly [Field, Json])[], check: FormCheck): Promise<JsonObject> => {
  const variables: Record<string, Json> = {};
  for (const [field, value] of shown) {
    const kind = check.handlers.field(field.kind);
    variables[field.key] =
      kind?.accept === undefined
        ? value
        : await kind.accept(await check.transaction(), value, { ...check.context, field });
  }
  return variables;
};

const formInvalid = (fields: Readonly<Record<string, Localized>>): LibroFirmaError => {
  const all = Object.values(fields);
  const [first] = all;
  const texts = (language: 'it' | 'en'): string => all.map((one) => one[language] ?? one.it).join(' ');
  return new LibroFirmaError(
    'invalid',
    'engine.form-invalid',
    all.length === 1 && first !== undefined
      ? first
      : { it: `Controlla i campi indicati: ${texts('it')}`, en: `Look at these fields: ${texts('en')}` },
    { details: { fields: fields as Readonly<Record<string, { it: string; en: string }>> } },
  );
};
