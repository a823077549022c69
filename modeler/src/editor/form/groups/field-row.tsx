/** @jsxImportSource @bpmn-io/properties-panel/preact */
import type { JSX } from '@bpmn-io/properties-panel/preact';
import { keyFor, type Choice, type Field } from '../../model/form.js';
import { CheckField, SelectField } from '../choices.js';
import { TextField } from '../field.js';
import { Rows } from '../rows.js';
import { useForm } from '../services.js';

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const OWN_CHOICES = '';

/** Leaves out what is empty or false, so that the drawing says only what somebody chose. */
const tidy = (field: Field): Field =>
  Object.fromEntries(
    Object.entries(field).filter(
      ([name, value]) => name === 'label' || (value !== undefined && value !== '' && value !== false),
    ),
  ) as unknown as Field;

/** What plugins bring is called as their steps take it ("bundle", "recipients"); everything else as its label says. */
const nameFor = ({ kind, label }: Field, taken: readonly string[]): string => {
  const [, own] = kind.split('.');
  return own !== undefined && !taken.includes(own) ? own : keyFor(label, taken);
};

interface RowProps {
  readonly id: string;
  readonly field: Field;
  readonly others: readonly Field[];
  readonly set: (field: Field) => void;
}

const choiceOf = (label: string): Choice => ({ value: keyFor(label, []), label });

const FieldChoices = ({ id, field, set }: RowProps): JSX.Element => {
  const services = useForm();
  const { catalogue, translate } = services;
  return (
    <>
      <SelectField
        id={`${id}-from`}
        label={translate('Choices')}
        value={field.choicesFrom ?? OWN_CHOICES}
        none={translate('written here')}
        choices={catalogue.lists.map((list) => ({ value: list.name, label: services.say(list.label) }))}
        onChange={(list) => {
          // Choices of one's own beside a list, even none, would be what the server checks against.
          const { choices, ...rest } = field;
          set(tidy({ ...rest, choicesFrom: list, ...(list === '' && choices !== undefined ? { choices } : {}) }));
        }}
      />
      {field.choicesFrom === undefined ? (
        <Rows
          id={`${id}-choices`}
          rows={field.choices ?? []}
          called={translate('Choice')}
          add={translate('Add a choice')}
          make={(): Choice => choiceOf(`${translate('Choice')} ${(field.choices ?? []).length + 1}`)}
          ordered
          onChange={(choices) => set({ ...field, choices })}
        >
          {(choice, write, at) => (
            <TextField
              id={`${id}-choice-${at}`}
              label={translate('Choice')}
              bare
              value={choice.label}
              onCommit={(label) =>
                write({ label, value: choice.value === keyFor(choice.label, []) ? keyFor(label, []) : choice.value })
              }
            />
          )}
        </Rows>
      ) : null}
    </>
  );
};

/** One field of a form: what it is called, what goes into it; the name of its variable only for who asks for it. */
export const FieldRow = ({ id, field, others, set }: RowProps): JSX.Element => {
  const services = useForm();
  const { catalogue, mode, translate } = services;
  const chooses = field.kind === 'choice' || field.kind === 'choices';
  const taken = others.map(({ key }) => key);
  // The variable follows label and kind until somebody names it.
  const follows = field.label === '' || field.key === nameFor(field, taken);
  const change = (next: Field): void => set(tidy(follows ? { ...next, key: nameFor(next, taken) } : next));
  return (
    <>
      <TextField
        id={`${id}-label`}
        label={translate('Label')}
        required
        value={field.label}
        onCommit={(label) => change({ ...field, label })}
      />
      <SelectField
        id={`${id}-kind`}
        label={translate('Kind')}
        value={field.kind}
        choices={catalogue.fieldKinds.map(({ kind, label }) => ({ value: kind, label: services.say(label) }))}
        onChange={(kind) => {
          const { choices, choicesFrom, earliest, latest, unit, ...plain } = field;
          const keeps = kind === 'choice' || kind === 'choices';
          change({
            ...plain,
            kind,
            ...(keeps ? { choices, choicesFrom } : {}),
            ...(kind === 'date' ? { earliest, latest } : {}),
            ...(kind === 'number' ? { unit } : {}),
          } as Field);
        }}
      />
      {field.kind === 'number' ? (
        <CheckField
          id={`${id}-euro`}
          label={translate('An amount in euros')}
          value={field.unit === 'euro'}
          onChange={(euro) => set(tidy({ ...field, unit: euro ? 'euro' : undefined } as Field))}
        />
      ) : null}
      {chooses ? <FieldChoices {...{ id, field, others, set }} /> : null}
      <CheckField
        id={`${id}-required`}
        label={translate('Must be filled in')}
        value={field.required === true}
        onChange={(required) => set(tidy({ ...field, required }))}
      />
      <TextField
        id={`${id}-help`}
        label={translate('Help for who fills it in')}
        value={field.help ?? ''}
        onCommit={(help) => set(tidy({ ...field, help }))}
      />
      {mode.expert ? (
        <>
          <TextField
            id={`${id}-key`}
            label={translate('Variable')}
            code
            value={field.key}
            refuse={(key) => {
              if (!NAME.test(key)) return translate('Begin with a letter; letters, digits and “_” only');
              return taken.includes(key) ? translate('Another field has this name') : undefined;
            }}
            onCommit={(key) => set({ ...field, key })}
          />
          <TextField
            id={`${id}-default`}
            label={translate('Value to begin with')}
            code
            value={
              typeof field.default === 'string'
                ? field.default
                : field.default === undefined
                  ? ''
                  : JSON.stringify(field.default)
            }
            onCommit={(value) => set(tidy({ ...field, default: value }))}
          />
          {field.kind === 'date'
            ? (
                [
                  ['earliest', translate('First day that is taken')],
                  ['latest', translate('Last day that is taken')],
                ] as const
              ).map(([end, label]) => (
                <TextField
                  key={end}
                  id={`${id}-${end}`}
                  label={label}
                  help={translate('A day such as 2026-03-31, or an expression such as =today()')}
                  code
                  value={field[end] ?? ''}
                  onCommit={(value) => set(tidy({ ...field, [end]: value }))}
                />
              ))
            : null}
          <CheckField
            id={`${id}-read`}
            label={translate('Only to read')}
            value={field.readOnly === true}
            onChange={(readOnly) => set(tidy({ ...field, readOnly }))}
          />
        </>
      ) : null}
    </>
  );
};
