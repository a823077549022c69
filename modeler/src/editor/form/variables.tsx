/** @jsxImportSource @bpmn-io/properties-panel/preact */
import { FeelEntry, FeelLanguageContext } from '@bpmn-io/properties-panel';
import type { JSX } from '@bpmn-io/properties-panel/preact';
import type { ListItem } from '../contract.js';
import { PATH } from '../model/feel-text.js';
import type { Variable } from '../model/schema-variables.js';
import type { DiagramElement } from '../canvas/services.js';
import { SelectField, type SelectProps } from './choices.js';
import type { FieldProps } from './field.js';
import { feelFunctions } from './feel-functions.js';
import { TextField } from './field.js';
import { useForm } from './services.js';

/** Variables and their parts as choices: "Libro firma › Secondo firmatario (Richiesta)". */
export const variableChoices = (
  variables: readonly Variable[],
  fits: (variable: Variable) => boolean = () => true,
): readonly ListItem[] => {
  const list = (all: readonly Variable[], above: string, from: string | undefined): readonly ListItem[] =>
    all.flatMap((variable) => {
      const origin = variable.from ?? from;
      const label = above === '' ? variable.label : `${above} › ${variable.label}`;
      const own = { value: variable.path, label: origin === undefined ? label : `${label} (${origin})` };
      return [...(fits(variable) ? [own] : []), ...list(variable.parts ?? [], label, origin)];
    });
  return list(variables, '', undefined);
};

export interface VariableProps extends Omit<SelectProps, 'choices'> {
  readonly variables: readonly Variable[];
  readonly fits?: (variable: Variable) => boolean;
}

export const VariableField = (props: VariableProps): JSX.Element => {
  const { mode, translate } = useForm();
  const { fits = () => true, value } = props;
  // What stands there already is shown by its words, whatever it is.
  const choices = variableChoices(
    props.variables,
    (variable) => variable.path === value || (variable.expert !== true && fits(variable)),
  );
  return mode.expert ? (
    <TextField
      {...props}
      code
      placeholder={choices[0]?.value}
      onCommit={props.onChange}
      refuse={(value) => (value === '' || PATH.test(value) ? undefined : translate('This is not a name of a variable'))}
    />
  ) : (
    <SelectField {...props} choices={choices} />
  );
};

interface FeelVariable {
  readonly name: string;
  readonly info: string;
  readonly entries: readonly FeelVariable[];
}

const feelVariables = (variables: readonly Variable[]): readonly FeelVariable[] =>
  variables.map(({ path, label, parts }) => ({
    name: path.slice(path.lastIndexOf('.') + 1),
    info: label,
    entries: feelVariables(parts ?? []),
  }));

const LANGUAGE = { builtins: feelFunctions };

export interface FeelProps extends FieldProps {
  readonly element: DiagramElement;
  readonly value: string;
  readonly variables: readonly Variable[];
  readonly onCommit: (value: string) => void;
}

/** An expression, for who writes FEEL. */
export const FeelField = (props: FeelProps): JSX.Element => {
  const { id, label, help, element, value, variables, onCommit } = props;
  const { translate } = useForm();
  return (
    <FeelLanguageContext.Provider value={LANGUAGE}>
      <FeelEntry
        id={id}
        element={element}
        label={label}
        description={help}
        feel="required"
        getValue={() => value}
        setValue={(text: string | undefined) => onCommit(text ?? '')}
        debounce={debounced}
        variables={feelVariables(variables)}
        translate={translate}
      />
    </FeelLanguageContext.Provider>
  );
};

/** As the panel wants it: a function that runs once its calls rest, and that can be run at once. */
const debounced = <A extends unknown[]>(run: (...values: A) => void): ((...values: A) => void) & { flush(): void } => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last: A | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    const values = last;
    last = undefined;
    if (values !== undefined) run(...values);
  };
  const later = (...values: A): void => {
    last = values;
    clearTimeout(timer);
    timer = setTimeout(flush, 350);
  };
  return Object.assign(later, { flush, cancel: () => clearTimeout(timer) });
};
