/** @jsxImportSource @bpmn-io/properties-panel/preact */
import type { JSX } from '@bpmn-io/properties-panel/preact';
import type { DiagramElement } from '../canvas/services.js';
import { keysOf, parseRules } from '../model/rule.js';
import type { StepField } from '../model/step-form.js';
import { CheckField, ChecksField, ListField, SelectField, useList } from './choices.js';
import { TextField, type FieldProps } from './field.js';
import { Rows } from './rows.js';
import { RulesField } from './rules-field.js';
import { useForm } from './services.js';

interface ControlProps {
  readonly id: string;
  readonly element: DiagramElement;
  readonly field: StepField;
  readonly value: unknown;
  readonly bare?: boolean;
  readonly onChange: (value: unknown) => void;
}

const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);
const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

const ListChecks = (
  props: FieldProps & { list: string; value: readonly string[]; onChange: (value: readonly string[]) => void },
): JSX.Element => <ChecksField {...props} choices={useList(props.list) ?? []} />;

/** Checks a text against the pattern of its schema; a pattern that is none refuses nothing. */
const fits = (pattern: string | undefined, value: string): boolean => {
  if (pattern === undefined || value === '') return true;
  try {
    return new RegExp(pattern, 'u').test(value);
  } catch {
    return true;
  }
};

/** One value of a step's settings, filled in as its schema says. */
export const ValueControl = ({ id, element, field, value, bare = false, onChange }: ControlProps): JSX.Element => {
  const { mode, translate } = useForm();
  const { control } = field;
  const common = { id, label: field.label, help: field.help, required: field.required, bare };
  switch (control.kind) {
    case 'text':
      return (
        <TextField
          {...common}
          long={control.long}
          maxLength={control.maxLength}
          value={typeof value === 'string' ? value : ''}
          placeholder={typeof field.otherwise === 'string' ? field.otherwise : undefined}
          refuse={(text) => (fits(control.pattern, text) ? undefined : translate('This is not written as it must be'))}
          onCommit={(text) => onChange(text === '' ? undefined : text)}
        />
      );
    case 'number':
      return (
        <TextField
          {...common}
          type="number"
          min={control.min}
          max={control.max}
          value={typeof value === 'number' ? String(value) : ''}
          placeholder={field.otherwise === undefined ? undefined : String(field.otherwise)}
          refuse={(text) =>
            text === '' || (Number.isFinite(Number(text)) && (!control.integer || Number.isInteger(Number(text))))
              ? undefined
              : translate('A number')
          }
          onCommit={(text) => onChange(text === '' ? undefined : Number(text))}
        />
      );
    case 'flag':
      return (
        <CheckField
          {...common}
          value={typeof value === 'boolean' ? value : field.otherwise === true}
          onChange={(on) => onChange(on === (field.otherwise === true) ? undefined : on)}
        />
      );
    case 'choice':
      return (
        <SelectField
          {...common}
          value={typeof value === 'string' ? value : ''}
          choices={control.choices}
          none={field.required ? undefined : translate('not said')}
          onChange={(text) => onChange(text === '' ? undefined : text)}
        />
      );
    case 'choices':
      return <ChecksField {...common} value={texts(value)} choices={control.choices} onChange={onChange} />;
    case 'list':
      return control.several ? (
        <ListChecks {...common} list={control.list} value={texts(value)} onChange={onChange} />
      ) : (
        <ListField
          {...common}
          list={control.list}
          value={typeof value === 'string' ? value : ''}
          none={field.required ? undefined : translate('not said')}
          onChange={(text) => onChange(text === '' ? undefined : text)}
        />
      );
    case 'groups':
      return (
        <fieldset class="lf-field" data-entry-id={id}>
          <legend>{field.label}</legend>
          <RulesField
            id={id}
            element={element}
            withoutCase
            value={parseRules(texts(value).join(',')) ?? []}
            onChange={(rules) => onChange(keysOf(rules))}
          />
        </fieldset>
      );
    case 'texts':
      return (
        <fieldset class="lf-field" data-entry-id={id}>
          <legend>{field.label}</legend>
          <Rows
            id={id}
            rows={texts(value)}
            called={field.label}
            add={translate('Add')}
            make={() => ''}
            max={control.maxItems}
            onChange={onChange}
          >
            {(text, set, at) => <TextField id={`${id}-${at}`} label={field.label} bare value={text} onCommit={set} />}
          </Rows>
        </fieldset>
      );
    case 'rows':
      return (
        <fieldset class="lf-field" data-entry-id={id}>
          <legend>{field.label}</legend>
          <Rows
            id={id}
            rows={Array.isArray(value) ? (value as readonly unknown[]) : []}
            called={field.label}
            add={translate('Add')}
            make={(): unknown => ({})}
            ordered
            max={control.maxItems}
            onChange={onChange}
          >
            {(row, set, at) =>
              control.columns.map((column) => (
                <ValueControl
                  key={column.key}
                  id={`${id}-${at}-${column.key}`}
                  element={element}
                  field={column}
                  value={record(row)[column.key]}
                  onChange={(cell) => set({ ...record(row), [column.key]: cell })}
                />
              ))
            }
          </Rows>
        </fieldset>
      );
    case 'json':
      return <JsonField {...{ ...common, value, onChange }} readOnly={!mode.expert} />;
  }
};

const JsonField = (
  props: FieldProps & { readonly value: unknown; readonly readOnly: boolean; readonly onChange: (v: unknown) => void },
): JSX.Element => {
  const { translate } = useForm();
  const text = props.value === undefined ? '' : JSON.stringify(props.value, undefined, 1);
  if (props.readOnly) {
    return (
      <div class="lf-field" data-entry-id={props.id}>
        <p class="lf-field-label">{props.label}</p>
        <code class="lf-field-code">{text}</code>
        <p class="lf-field-help">{translate('Written as an expression: switch on “All of BPMN” to change it')}</p>
      </div>
    );
  }
  const parse = (typed: string): unknown => (typed.trim() === '' ? undefined : JSON.parse(typed));
  return (
    <TextField
      {...props}
      long
      code
      value={text}
      refuse={(typed) => {
        try {
          parse(typed);
          return undefined;
        } catch {
          return translate('This is not JSON');
        }
      }}
      onCommit={(typed) => props.onChange(parse(typed))}
    />
  );
};
