/** @jsxImportSource @bpmn-io/properties-panel/preact */
import type { JSX } from '@bpmn-io/properties-panel/preact';
import { useEffect, useState } from '@bpmn-io/properties-panel/preact/hooks';
import type { ListItem } from '../../contract.js';
import { extension } from '../../model/extension.js';
import { child, flag, text } from '../../model/moddle.js';
import { CheckField, SelectField } from '../choices.js';
import { TextField } from '../field.js';
import { SourceField } from '../formula-field.js';
import { entry, group, type MakeGroup } from '../group.js';
import { useForm, type EntryProps } from '../services.js';
import { FeelField } from '../variables.js';

const calledOf = ({ element }: EntryProps) => extension(element.businessObject, 'CalledElement');

const Called = ({ id, element }: EntryProps): JSX.Element => {
  const { edits, host, translate } = useForm();
  const [routes, setRoutes] = useState<readonly ListItem[]>([]);
  useEffect(() => {
    let gone = false;
    host.routes().then(
      (found) => {
        if (!gone) setRoutes(found.map((route) => ({ value: route.id, label: route.name })));
      },
      (error: unknown) => reportError(error),
    );
    return () => {
      gone = true;
    };
  }, [host]);
  const called = calledOf({ id, element });
  const write = (processId: string | undefined, parent: boolean, back: boolean): void =>
    edits.attributes(element, 'CalledElement', {
      processId,
      propagateAllParentVariables: parent,
      propagateAllChildVariables: back,
    });
  const processId = text(called, 'processId') ?? '';
  const parent = called === undefined || flag(called, 'propagateAllParentVariables', true);
  const back = called === undefined || flag(called, 'propagateAllChildVariables', true);
  return (
    <>
      <SelectField
        id={id}
        label={translate('Which route')}
        required
        value={processId}
        choices={routes}
        onChange={(next) => {
          const name = routes.find((route) => route.value === next)?.label;
          edits.batch(() => {
            write(next, parent, back);
            if (name !== undefined && (element.businessObject.name ?? '') === '') edits.name(element, name);
          });
        }}
      />
      <CheckField
        id={`${id}-down`}
        label={translate('It sees everything of this case')}
        value={parent}
        onChange={(on) => write(processId, on, back)}
      />
      <CheckField
        id={`${id}-up`}
        label={translate('Everything that it finds comes back')}
        value={back}
        onChange={(on) => write(processId, parent, on)}
      />
    </>
  );
};

/** Which route a call activity runs. */
export const callGroup: MakeGroup = (element, { translate }) =>
  element.businessObject.$type === 'bpmn:CallActivity'
    ? group('call', translate('The route that it uses'), [entry('call', Called)])
    : undefined;

const Script = ({ id, element }: EntryProps): JSX.Element => {
  const services = useForm();
  const { edits, translate } = services;
  const script = extension(element.businessObject, 'Script');
  const expression = text(script, 'expression') ?? '';
  const resultVariable = text(script, 'resultVariable') ?? '';
  const write = (next: Readonly<Record<string, string>>): void =>
    edits.attributes(element, 'Script', { expression, resultVariable, ...next });
  return (
    <>
      <FeelField
        id={id}
        element={element}
        label={translate('What is calculated')}
        value={expression === '' ? '=' : expression}
        variables={services.variablesInside(element)}
        onCommit={(value) => write({ expression: value })}
      />
      <TextField
        id={`${id}-result`}
        label={translate('Name of the result')}
        required
        code
        value={resultVariable}
        onCommit={(value) => write({ resultVariable: value })}
      />
    </>
  );
};

export const scriptGroup: MakeGroup = (element, { translate }) =>
  element.businessObject.$type === 'bpmn:ScriptTask'
    ? group('script', translate('Calculation'), [entry('script', Script)])
    : undefined;

const Loop = ({ id, element }: EntryProps): JSX.Element => {
  const services = useForm();
  const { edits, mode, translate } = services;
  const loop = child(element.businessObject, 'loopCharacteristics');
  if (loop === undefined) return <></>;
  const settings = extension(loop, 'LoopCharacteristics');
  const get = (name: string): string => text(settings, name) ?? '';
  const write = (next: Readonly<Record<string, string>>): void =>
    edits.attributes(
      element,
      'LoopCharacteristics',
      {
        inputCollection: get('inputCollection'),
        inputElement: get('inputElement'),
        outputCollection: get('outputCollection'),
        outputElement: get('outputElement'),
        ...next,
      },
      loop,
    );
  const variables = services.variables(element);
  const done = text(child(loop, 'completionCondition'), 'body') ?? '';
  // What is there is shown, to who would not write it too.
  const collects = get('outputElement') !== '' || done !== '';
  return (
    <>
      <SourceField
        {...{ id, element, variables }}
        label={translate('Once for each entry of')}
        required
        value={get('inputCollection')}
        fits={(variable) => variable.type === 'list'}
        onCommit={(inputCollection = '') => write({ inputCollection })}
      />
      <TextField
        id={`${id}-entry`}
        label={translate('What one entry is called')}
        code
        value={get('inputElement')}
        onCommit={(value) => write({ inputElement: value })}
      />
      <CheckField
        id={`${id}-order`}
        label={translate('One after the other')}
        value={flag(loop, 'isSequential', false)}
        onChange={(on) => edits.set(element, { isSequential: on }, loop)}
      />
      {mode.expert || collects ? (
        <>
          <TextField
            id={`${id}-output`}
            label={translate('Results are collected in')}
            code
            value={get('outputCollection')}
            onCommit={(value) => write({ outputCollection: value })}
          />
          <FeelField
            id={`${id}-result`}
            element={element}
            label={translate('What is collected')}
            value={get('outputElement')}
            variables={services.variablesInside(element)}
            onCommit={(value) => write({ outputElement: value })}
          />
          <FeelField
            id={`${id}-done`}
            element={element}
            label={translate('Enough when')}
            value={done}
            variables={services.variablesInside(element)}
            onCommit={(value) => edits.expression(element, loop, 'completionCondition', value)}
          />
        </>
      ) : null}
    </>
  );
};

/** A step that is done once for each entry of a list. */
export const loopGroup: MakeGroup = (element, { translate }) =>
  element.businessObject.$instanceOf('bpmn:Activity') &&
  child(element.businessObject, 'loopCharacteristics')?.$type === 'bpmn:MultiInstanceLoopCharacteristics'
    ? group('loop', translate('Repetition'), [entry('loop', Loop)])
    : undefined;
