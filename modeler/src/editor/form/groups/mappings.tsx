/** @jsxImportSource @bpmn-io/properties-panel/preact */
import type { JSX } from '@bpmn-io/properties-panel/preact';
import { inputsOf, outputsOf, type Mapping } from '../../model/extension.js';
import { NAME } from '../../model/feel-text.js';
import type { Variable } from '../../model/schema-variables.js';
import { TextField } from '../field.js';
import { entry, group, type MakeGroup } from '../group.js';
import { Rows } from '../rows.js';
import { useForm, type EntryProps } from '../services.js';
import { FeelField } from '../variables.js';

const MappingRows = (
  props: EntryProps & {
    /** Begins the name under which each of them is led to. */
    readonly part: 'input' | 'output';
    readonly rows: readonly Mapping[];
    readonly called: string;
    readonly add: string;
    readonly variables: readonly Variable[];
    readonly onChange: (rows: readonly Mapping[]) => void;
  },
): JSX.Element => {
  const { id, element, part, rows, called, add, variables, onChange } = props;
  const { translate } = useForm();
  return (
    <div data-entry-id={id}>
      <p class="lf-field-label">{called}</p>
      <Rows
        {...{ id, rows, called, add, onChange }}
        make={(): Mapping => ({ source: '=null', target: `variable${rows.length + 1}` })}
      >
        {(row, set, at) => (
          <>
            <TextField
              id={`${id}-${at}-target`}
              label={translate('Variable')}
              code
              value={row.target}
              refuse={(name) => (NAME.test(name) ? undefined : translate('This is not a name of a variable'))}
              onCommit={(target) => set({ ...row, target })}
            />
            <div data-entry-id={`lf-${part}-${row.target}`}>
              <FeelField
                id={`${id}-${at}-source`}
                element={element}
                label={translate('Value')}
                value={row.source}
                variables={variables}
                onCommit={(source) => set({ ...row, source })}
              />
            </div>
          </>
        )}
      </Rows>
    </div>
  );
};

const Inputs = ({ id, element }: EntryProps): JSX.Element => {
  const services = useForm();
  const { edits, translate } = services;
  return (
    <MappingRows
      {...{ id, element }}
      part="input"
      called={translate('Going in')}
      add={translate('Add an input')}
      rows={inputsOf(element.businessObject)}
      variables={services.variables(element)}
      onChange={(rows) => edits.mappings(element, rows, outputsOf(element.businessObject))}
    />
  );
};

const Outputs = ({ id, element }: EntryProps): JSX.Element => {
  const services = useForm();
  const { edits, translate } = services;
  return (
    <MappingRows
      {...{ id, element }}
      part="output"
      called={translate('Coming out')}
      add={translate('Add an output')}
      rows={outputsOf(element.businessObject)}
      variables={services.variablesInside(element)}
      onChange={(rows) => edits.mappings(element, inputsOf(element.businessObject), rows)}
    />
  );
};

const WRONG = /^(input|output)\./;

/** What an element is given and gives, for who writes FEEL, and where something in it is to be mended. */
export const mappingsGroup: MakeGroup = (element, services) => {
  const { mode, translate } = services;
  const { businessObject } = element;
  const wrong = services
    .problemsOf(element)
    .some(({ code, part = '' }) => code === 'mapping-invalid' || WRONG.test(part));
  const maps = businessObject.$instanceOf('bpmn:Activity') || businessObject.$instanceOf('bpmn:CatchEvent');
  if (!maps || !(mode.expert || wrong)) return undefined;
  return group(
    'mappings',
    translate('Data in and out'),
    [...(businessObject.$instanceOf('bpmn:Activity') ? [entry('inputs', Inputs)] : []), entry('outputs', Outputs)],
    false,
  );
};
