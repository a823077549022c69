/** @jsxImportSource @bpmn-io/properties-panel/preact */
import type { JSX } from '@bpmn-io/properties-panel/preact';
import type { DiagramElement } from '../canvas/services.js';
import { parseCondition, printCondition, type Comparison, type ConditionRow } from '../model/condition.js';
import { child, text } from '../model/moddle.js';
import { flatten, type Variable } from '../model/schema-variables.js';
import { ListField, SelectField } from './choices.js';
import { TextField } from './field.js';
import { FormulaButton, FormulaField, useFormula } from './formula-field.js';
import { Rows } from './rows.js';
import { useForm } from './services.js';
import { VariableField } from './variables.js';

const WORDS: Readonly<Record<Comparison | 'empty' | 'filled', string>> = {
  '=': 'is',
  '!=': 'is not',
  '<': 'is less than',
  '<=': 'is at most',
  '>': 'is more than',
  '>=': 'is at least',
  empty: 'is empty',
  filled: 'is filled in',
};

const DATE_WORDS: Readonly<Partial<Record<Comparison, string>>> = {
  '<': 'is before',
  '<=': 'is not after',
  '>': 'is after',
  '>=': 'is not before',
};

type Operator = keyof typeof WORDS;

const operatorsOf = (variable: Variable | undefined): readonly Operator[] => {
  switch (variable?.type) {
    case 'flag':
      return ['='];
    case 'number':
    case 'date':
      return ['=', '!=', '<', '<=', '>', '>=', 'empty', 'filled'];
    case 'list':
    case 'object':
      return ['empty', 'filled'];
    default:
      return ['=', '!=', 'empty', 'filled'];
  }
};

const firstValue = (variable: Variable): ConditionRow => {
  const { path } = variable;
  switch (variable.type) {
    case 'flag':
      return { kind: 'value', path, is: '=', value: true };
    case 'number':
      return { kind: 'value', path, is: '=', value: 0 };
    case 'date':
      return { kind: 'date', path, is: '=', date: new Date().toISOString().slice(0, 10) };
    case 'list':
    case 'object':
      return { kind: 'presence', path, is: 'filled' };
    default:
      return { kind: 'value', path, is: '=', value: variable.choices?.[0]?.value ?? '' };
  }
};

const withOperator = (row: ConditionRow, operator: Operator, variable: Variable | undefined): ConditionRow => {
  if (operator === 'empty' || operator === 'filled') return { kind: 'presence', path: row.path, is: operator };
  const base = row.kind === 'presence' && variable !== undefined ? firstValue(variable) : row;
  return base.kind === 'presence'
    ? { kind: 'value', path: row.path, is: operator, value: '' }
    : { ...base, is: operator };
};

interface RowProps {
  readonly id: string;
  readonly row: ConditionRow;
  readonly variable: Variable | undefined;
  readonly set: (row: ConditionRow) => void;
}

const ValueField = ({ id, row, variable, set }: RowProps): JSX.Element | null => {
  const { translate } = useForm();
  const label = translate('Value');
  if (row.kind === 'presence') return null;
  if (row.kind === 'date') {
    return (
      <TextField
        {...{ id, label }}
        bare
        type="date"
        value={row.date}
        onCommit={(date) => set(/^\d{4}-\d{2}-\d{2}$/.test(date) ? { ...row, date } : row)}
      />
    );
  }
  const { value } = row;
  if (variable?.type === 'flag' || typeof value === 'boolean') {
    return (
      <SelectField
        {...{ id, label }}
        bare
        value={String(value)}
        choices={[
          { value: 'true', label: translate('yes') },
          { value: 'false', label: translate('no') },
        ]}
        onChange={(next) => set({ ...row, value: next === 'true' })}
      />
    );
  }
  if (variable?.type === 'number') {
    return (
      <TextField
        {...{ id, label }}
        bare
        type="number"
        value={String(value)}
        refuse={(typed) => (typed !== '' && Number.isFinite(Number(typed)) ? undefined : translate('A number'))}
        onCommit={(typed) => set({ ...row, value: Number(typed) })}
      />
    );
  }
  const change = (next: string): void => set({ ...row, value: next });
  if (variable?.choices !== undefined) {
    return <SelectField {...{ id, label }} bare value={String(value)} choices={variable.choices} onChange={change} />;
  }
  if (variable?.list !== undefined) {
    return <ListField {...{ id, label }} bare value={String(value)} list={variable.list} onChange={change} />;
  }
  return <TextField {...{ id, label }} bare value={String(value)} onCommit={change} />;
};

/** When a way is taken: rows of field, comparison and value; what rows cannot say stays an expression. */
export const ConditionField = ({ id, flow }: { readonly id: string; readonly flow: DiagramElement }): JSX.Element => {
  const services = useForm();
  const { edits, translate } = services;
  const body = text(child(flow.businessObject, 'conditionExpression'), 'body') ?? '';
  const variables = services.variables(flow);
  const all = flatten(variables);
  const condition = parseCondition(body);
  const write = (next: string | undefined): void => edits.condition(flow, next);
  const only = condition === undefined;
  const formula = useFormula(only);
  if (only || formula.shown) {
    const label = translate('Taken when');
    return <FormulaField {...{ id, element: flow, label, value: body, variables, formula, only }} onCommit={write} />;
  }
  const of = (path: string): Variable | undefined => all.find((variable) => variable.path === path);
  const [usual] = [of('outcome'), variables[0]].filter((variable) => variable !== undefined);
  return (
    <div class="lf-condition" data-entry-id={id}>
      {condition.rows.length > 1 ? (
        <SelectField
          id={`${id}-join`}
          label={translate('Taken when')}
          value={condition.join}
          choices={[
            { value: 'and', label: translate('all of this is so') },
            { value: 'or', label: translate('one of this is so') },
          ]}
          onChange={(join) => write(printCondition({ ...condition, join: join as 'and' | 'or' }))}
        />
      ) : null}
      <Rows
        id={id}
        rows={condition.rows}
        called={translate('Condition')}
        add={condition.rows.length === 0 ? translate('Say when this way is taken') : translate('Add a condition')}
        make={(): ConditionRow =>
          usual === undefined ? { kind: 'value', path: 'outcome', is: '=', value: '' } : firstValue(usual)
        }
        onChange={(rows) => write(printCondition({ ...condition, rows }))}
      >
        {(row, set, at) => {
          const variable = of(row.path);
          const words = row.kind === 'date' ? { ...WORDS, ...DATE_WORDS } : WORDS;
          return (
            <>
              <VariableField
                id={`${id}-${at}-path`}
                label={translate('Field')}
                bare
                value={row.path}
                variables={variables}
                onChange={(path) => {
                  const next = of(path);
                  set(next === undefined ? { ...row, path } : firstValue(next));
                }}
              />
              <SelectField
                id={`${id}-${at}-is`}
                label={translate('Comparison')}
                bare
                value={row.is}
                choices={operatorsOf(variable).map((operator) => ({
                  value: operator,
                  label: translate(words[operator]),
                }))}
                onChange={(operator) => set(withOperator(row, operator as Operator, variable))}
              />
              <ValueField id={`${id}-${at}-value`} {...{ row, variable, set }} />
            </>
          );
        }}
      </Rows>
      <FormulaButton {...{ id, formula }} />
    </div>
  );
};
