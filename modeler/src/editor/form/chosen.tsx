/** @jsxImportSource @bpmn-io/properties-panel/preact */
import type { JSX } from '@bpmn-io/properties-panel/preact';
import type { DiagramElement } from '../canvas/services.js';
import type { Chosen } from '../model/rule.js';
import { SelectField, useList } from './choices.js';
import type { FieldProps } from './field.js';
import { useForm } from './services.js';
import { variableChoices } from './variables.js';

const FIXED = 'fixed:';
const VARIABLE = 'variable:';

const printed = (chosen: Chosen | undefined): string => {
  if (chosen === undefined) return '';
  return 'fixed' in chosen ? `${FIXED}${chosen.fixed}` : `${VARIABLE}${chosen.variable}`;
};

/** One of a live list, or what the case says when it comes here. */
export const ChosenField = (
  props: FieldProps & {
    readonly element: DiagramElement;
    readonly list: string;
    readonly value: Chosen | undefined;
    /** What `*` is called, where any will do. */
    readonly any?: string;
    /** Nothing is known of a case before it starts. */
    readonly withoutCase?: boolean;
    readonly onChange: (value: Chosen) => void;
  },
): JSX.Element => {
  const { element, list, value, any, withoutCase = false, onChange } = props;
  const services = useForm();
  const { mode, translate } = services;
  const items = useList(list) ?? [];
  const variables = withoutCase ? [] : services.variables(element);
  const fromCase = variableChoices(variables, (variable) => variable.list === list).map(({ value: path, label }) => ({
    value: `${VARIABLE}${path}`,
    label,
  }));
  const fixed = items.map((item) => ({ value: `${FIXED}${item.value}`, label: item.label }));
  const known = [...fromCase, ...fixed].some((choice) => choice.value === printed(value));
  const own =
    known || value === undefined || !('variable' in value)
      ? []
      : [
          {
            value: printed(value),
            label: mode.expert ? value.variable : translate('something that the case does not have here'),
          },
        ];
  return (
    <SelectField
      {...props}
      value={printed(value)}
      choices={[
        ...(any === undefined ? [] : [{ value: `${FIXED}*`, label: any }]),
        ...(fromCase.length + own.length === 0
          ? []
          : [{ label: translate('As the case says'), choices: [...own, ...fromCase] }]),
        ...(fixed.length === 0 ? [] : [{ label: translate('Always this one'), choices: fixed }]),
      ]}
      onChange={(text) =>
        onChange(
          text.startsWith(VARIABLE)
            ? { variable: text.slice(VARIABLE.length) }
            : { fixed: text.startsWith(FIXED) ? text.slice(FIXED.length) : text },
        )
      }
    />
  );
};
