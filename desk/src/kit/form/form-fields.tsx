import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useApi } from '../api/use-api.js';
import { Alert } from '../components/alert.js';
import { CheckboxGroup, Checkbox, RadioGroup, Select } from '../components/choice-field.js';
import { Combobox } from '../components/combobox.js';
import { DateField, TextArea, TextField } from '../components/text-field.js';
import type { FormField } from '../contract.js';
import { NumberInput } from './number-input.js';
import { fieldKind } from './registry.js';
import { dayLimit, dayLimitsText, isShown, longestText, type FieldErrors, type Values } from './values.js';
import { say } from '../text/language.js';

interface OneProps {
  readonly field: FormField;
  readonly id: string;
  readonly value: unknown;
  readonly error: string | undefined;
  readonly values: Values;
  readonly caseId: string | undefined;
  readonly person: string | undefined;
  readonly onChange: (value: unknown, how?: 'preset') => void;
}

const text = (value: unknown): string => (value === undefined || value === null ? '' : String(value));
const list = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

const base = ({ field, id, error }: OneProps) => ({
  id,
  error,
  label: field.label,
  help: field.help,
  required: field.required,
  readOnly: field.readOnly,
});

type Choices = NonNullable<FormField['choices']>;

/** Told where a value that the case holds is no longer offered: nothing is chosen, and it has to be chosen again. */
const goneNote = ({ field, value }: OneProps, choices: Choices): string | undefined => {
  if (field.readOnly === true) return undefined;
  const gone = (Array.isArray(value) ? list(value) : [text(value)]).some(
    (one) => one !== '' && !choices.some((choice) => choice.value === one),
  );
  return gone
    ? say(
        'La scelta fatta prima non è più offerta: scegline un’altra.',
        'What was chosen before is no longer offered: choose again.',
      )
    : undefined;
};

const ChoiceField = (given: OneProps & { readonly choices: Choices }): JSX.Element => {
  const { field, value, onChange, choices } = given;
  const props = { ...given, error: given.error ?? goneNote(given, choices) };
  if (field.kind === 'choices') {
    return <CheckboxGroup {...base(props)} options={choices} value={list(value)} onChange={onChange} />;
  }
  if (choices.length <= 4 && field.choicesFrom === undefined) {
    return <RadioGroup {...base(props)} options={choices} value={text(value)} onChange={onChange} />;
  }
  if (choices.length <= 12) {
    return (
      <Select
        {...base(props)}
        options={choices}
        placeholder={say('Scegli…', 'Choose…')}
        value={text(value)}
        onChange={(next) => onChange(next === '' ? undefined : next)}
      />
    );
  }
  return (
    <Combobox
      {...base(props)}
      options={choices}
      placeholder={say('Scrivi per cercare', 'Type to search')}
      value={choices.find((choice) => choice.value === value)}
      onChange={(option) => onChange(option?.value)}
    />
  );
};

/** Choices of a live list: `GET /lists/<name>`, as the person who is played would get them. */
const ListField = (props: OneProps & { readonly name: string }): JSX.Element => {
  const { data, error, loading } = useApi<Choices | { readonly items: Choices }>(
    `/lists/${encodeURIComponent(props.name)}${props.person === undefined ? '' : `?as=${encodeURIComponent(props.person)}`}`,
  );
  const choices = data === undefined ? [] : 'items' in data ? data.items : data;
  if (loading && data === undefined)
    return <TextField {...base(props)} value={say('Caricamento…', 'Loading…')} readOnly onChange={() => undefined} />;
  return <ChoiceField {...props} choices={choices} error={props.error ?? error?.message} />;
};

const BuiltIn = (props: OneProps): JSX.Element => {
  const { field, value, onChange } = props;
  if (field.kind === 'choice' || field.kind === 'choices') {
    return field.choicesFrom === undefined ? (
      <ChoiceField {...props} choices={field.choices ?? []} />
    ) : (
      <ListField {...props} name={field.choicesFrom} />
    );
  }
  switch (field.kind) {
    case 'text':
    case 'email':
      return (
        <TextField
          {...base(props)}
          type={field.kind}
          value={text(value)}
          maxLength={longestText(field)}
          autocomplete={field.kind === 'email' ? 'email' : 'off'}
          onChange={onChange}
        />
      );
    case 'longText':
      return <TextArea {...base(props)} value={text(value)} maxLength={longestText(field)} onChange={onChange} />;
    case 'number':
    case 'integer':
      return <NumberInput {...base(props)} field={field} value={value} onChange={onChange} />;
    case 'date':
      return (
        <DateField
          {...base(props)}
          help={
            [field.help, field.readOnly === true ? undefined : dayLimitsText(field)].filter(Boolean).join(' ') ||
            undefined
          }
          value={text(value)}
          min={dayLimit(field.earliest)}
          max={dayLimit(field.latest)}
          onChange={onChange}
        />
      );
    case 'boolean':
      return (
        <div class="lf-field">
          <Checkbox
            id={props.id}
            label={field.label}
            help={field.help}
            error={props.error}
            required={field.required}
            disabled={field.readOnly}
            checked={value === true}
            onChange={onChange}
          />
        </div>
      );
    default:
      return (
        <Alert kind="warning">
          {say(
            `Il campo «${field.label}» (${field.kind}) non può essere mostrato: manca il componente che lo disegna. Avvisa chi amministra il sistema.`,
            `The field “${field.label}” (${field.kind}) cannot be shown: the part that draws it is missing. Tell whoever runs the system.`,
          )}
        </Alert>
      );
  }
};

const One = (props: OneProps): JSX.Element => {
  const Kind = fieldKind(props.field.kind);
  if (Kind === undefined) return <BuiltIn {...props} />;
  const { error, caseId, person, ...rest } = props;
  return (
    <Kind
      {...rest}
      {...(error === undefined ? {} : { error })}
      {...(caseId === undefined ? {} : { caseId })}
      {...(person === undefined ? {} : { person })}
    />
  );
};

export interface FormFieldsProps {
  readonly fields: readonly FormField[];
  readonly values: Values;
  readonly errors?: FieldErrors | undefined;
  /** Called with a function, so that two fields that change at once do not lose one another. `preset`: not by the person. */
  readonly onChange: (change: (values: Values) => Values, how?: 'preset') => void;
  /** Ids of the controls are `<prefix>-<key>`. */
  readonly idPrefix?: string | undefined;
  /** Of the task, for kinds of fields that look at the case's own things. */
  readonly caseId?: string | undefined;
  /** Id of the person whose part is played in a trial; lists are theirs then. Asking for it takes the analysts' permission. */
  readonly person?: string | undefined;
}

/** Draws the fields of a form: the built-in kinds, live lists, and the kinds that plugins brought. */
export const FormFields = ({
  fields,
  values,
  errors = {},
  onChange,
  idPrefix = 'campo',
  caseId,
  person,
}: FormFieldsProps): JSX.Element => (
  <div class="lf-form">
    {fields
      .filter((field) => isShown(field, fields, values))
      .map((field) => (
        <One
          key={field.key}
          field={field}
          id={`${idPrefix}-${field.key}`}
          value={values[field.key]}
          error={errors[field.key]}
          values={values}
          caseId={caseId}
          person={person}
          onChange={(value, how) => onChange((before) => ({ ...before, [field.key]: value }), how)}
        />
      ))}
  </div>
);

export interface ErrorSummaryProps {
  readonly fields: readonly Pick<FormField, 'key' | 'label'>[];
  readonly errors: FieldErrors;
  readonly idPrefix?: string | undefined;
  /** A new number for each attempt: the summary takes the focus. */
  readonly attempt: number;
}

const focusOn = (id: string): void => {
  const element = document.getElementById(id);
  element?.scrollIntoView({ block: 'center' });
  element?.focus();
};

/** What is wrong in a form, with links to the fields; takes the focus after a refused attempt. */
export const ErrorSummary = ({
  fields,
  errors,
  idPrefix = 'campo',
  attempt,
}: ErrorSummaryProps): JSX.Element | null => {
  const wrong = fields.filter((field) => errors[field.key] !== undefined);
  const box = useRef<HTMLDivElement>(null);
  const told = useRef(0);
  const any = wrong.length > 0;
  // What the server refuses comes after the attempt, not with it.
  useEffect(() => {
    if (!any || told.current === attempt) return;
    told.current = attempt;
    box.current?.focus();
  }, [attempt, any]);
  if (wrong.length === 0) return null;
  return (
    <div ref={box} tabIndex={-1} class="lf-error-summary">
      <Alert
        kind="danger"
        title={
          wrong.length === 1
            ? say('C’è un campo da correggere', 'One field needs correcting')
            : say(`Ci sono ${wrong.length} campi da correggere`, `${wrong.length} fields need correcting`)
        }
      >
        <ul>
          {wrong.map((field) => (
            <li key={field.key}>
              <a
                href={`#${idPrefix}-${field.key}`}
                onClick={(event) => {
                  event.preventDefault();
                  focusOn(`${idPrefix}-${field.key}`);
                }}
              >
                {errors[field.key]}
              </a>
            </li>
          ))}
        </ul>
      </Alert>
    </div>
  );
};
