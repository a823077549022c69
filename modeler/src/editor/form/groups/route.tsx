/** @jsxImportSource @bpmn-io/properties-panel/preact */
import type { JSX } from '@bpmn-io/properties-panel/preact';
import type { DiagramElement } from '../../canvas/services.js';
import { propertiesOf } from '../../model/extension.js';
import { many, processOf, text, type ModdleElement } from '../../model/moddle.js';
import { keysOf, parseRules } from '../../model/rule.js';
import { SelectField, useList } from '../choices.js';
import { TextField } from '../field.js';
import { entry, group, type MakeGroup } from '../group.js';
import { RulesField } from '../rules-field.js';
import { useForm, type EntryProps } from '../services.js';

const processBehind = (element: DiagramElement): ModdleElement | undefined => processOf(element.businessObject);

const property = ({ element }: EntryProps, name: string): string => {
  const process = processBehind(element);
  return process === undefined ? '' : (propertiesOf(process).get(name) ?? '');
};

const useProperty = (props: EntryProps, name: string) => {
  const { edits } = useForm();
  const process = processBehind(props.element);
  return {
    value: property(props, name),
    write: (value: string): void => {
      if (process !== undefined) edits.property(props.element, process, name, value);
    },
  };
};

const RouteName = ({ id, element }: EntryProps): JSX.Element => {
  const { edits, translate } = useForm();
  const process = processBehind(element);
  return (
    <TextField
      id={id}
      label={translate('Name of the route')}
      required
      value={process?.name ?? ''}
      onCommit={(name) => {
        if (process !== undefined) edits.name(element, name, process);
      }}
    />
  );
};

const Description = (props: EntryProps): JSX.Element => {
  const { translate } = useForm();
  const { value, write } = useProperty(props, 'description');
  return (
    <TextField
      id={props.id}
      label={translate('What it is for')}
      help={translate('Who makes a request reads this')}
      long
      value={value}
      onCommit={write}
    />
  );
};

const Sector = (props: EntryProps): JSX.Element => {
  const { translate } = useForm();
  const { value, write } = useProperty(props, 'sector');
  const sectors = useList('organisation.sectors') ?? [];
  return (
    <SelectField
      id={props.id}
      label={translate('Sector')}
      value={value}
      choices={[{ value: '*', label: translate('All sectors') }, ...sectors]}
      onChange={write}
    />
  );
};

const Starters = (props: EntryProps): JSX.Element => {
  const { translate } = useForm();
  const { value, write } = useProperty(props, 'startableBy');
  const rules = parseRules(value);
  return rules === undefined ? (
    <TextField id={props.id} label={translate('Who may start it')} code value={value} onCommit={write} />
  ) : (
    <fieldset class="lf-field" data-entry-id={props.id}>
      <legend>{translate('Who may start it')}</legend>
      <RulesField
        id={props.id}
        element={props.element}
        withoutCase
        value={rules}
        onChange={(next) => write(keysOf(next).join(', '))}
      />
    </fieldset>
  );
};

const Notes = ({ id, element }: EntryProps): JSX.Element => {
  const { edits, translate } = useForm();
  const process = processBehind(element);
  return (
    <TextField
      id={id}
      label={translate('Notes for who reads the drawing')}
      long
      value={text(many(process, 'documentation')[0], 'text') ?? ''}
      onCommit={(value) => edits.documentation(element, value, process)}
    />
  );
};

/** The route as a whole: shown for the empty canvas and for its pool. */
export const routeGroup: MakeGroup = (element, { translate }) => {
  const { $type } = element.businessObject;
  const whole = $type === 'bpmn:Process' || $type === 'bpmn:Collaboration' || $type === 'bpmn:Participant';
  if (!whole || processBehind(element) === undefined) return undefined;
  return group('route', translate('The route'), [
    entry('route-name', RouteName),
    entry('description', Description),
    entry('sector', Sector),
    entry('starters', Starters),
    entry('route-notes', Notes),
  ]);
};

/** Who may start it stands with the beginning too: that is where one looks for it. */
export const startersGroup: MakeGroup = (element, { translate }) => {
  const { $type, $parent } = element.businessObject;
  return $type === 'bpmn:StartEvent' && $parent?.$type === 'bpmn:Process'
    ? group('starters', translate('Who may start it'), [entry('starters', Starters)])
    : undefined;
};
