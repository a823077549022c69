/** @jsxImportSource @bpmn-io/properties-panel/preact */
import type { JSX } from '@bpmn-io/properties-panel/preact';
import { many, processOf, text } from '../../model/moddle.js';
import { entry, group, type MakeGroup } from '../group.js';
import { TextField } from '../field.js';
import { useForm, type EntryProps } from '../services.js';

const ID = /^[A-Za-z_][\w.-]*$/;

const Name = ({ id, element }: EntryProps): JSX.Element => {
  const { edits, translate } = useForm();
  const { businessObject } = element;
  const note = businessObject.$type === 'bpmn:TextAnnotation';
  return (
    <TextField
      id={id}
      label={note ? translate('Text') : translate('Name')}
      long={note}
      value={(note ? text(businessObject, 'text') : businessObject.name) ?? ''}
      onCommit={(value) => edits.name(element, value)}
    />
  );
};

const Id = ({ id, element }: EntryProps): JSX.Element => {
  const { edits, registry, translate } = useForm();
  return (
    <TextField
      id={id}
      label={translate('Identifier')}
      code
      value={element.businessObject.id ?? ''}
      refuse={(value) => {
        if (!ID.test(value)) return translate('Begin with a letter; letters, digits, “-”, “.” and “_” only');
        const taken = registry.get(value);
        return taken === undefined || taken === element ? undefined : translate('Another element has this identifier');
      }}
      onCommit={(value) => edits.set(element, { id: value })}
    />
  );
};

const Documentation = ({ id, element }: EntryProps): JSX.Element => {
  const { edits, translate } = useForm();
  const [documentation] = many(element.businessObject, 'documentation');
  return (
    <TextField
      id={id}
      label={translate('Notes for who reads the drawing')}
      long
      value={text(documentation, 'text') ?? ''}
      onCommit={(value) => edits.documentation(element, value)}
    />
  );
};

/** What everything drawn has. The route's own name is with the route. */
export const generalGroup: MakeGroup = (element, { mode, translate }) => {
  const { businessObject } = element;
  const isRoute = businessObject.$type === 'bpmn:Process' || businessObject.$type === 'bpmn:Collaboration';
  if (isRoute) return undefined;
  return group('general', translate('What it is'), [
    ...(businessObject.$type === 'bpmn:Association' ? [] : [entry('name', Name)]),
    ...(mode.expert ? [entry('id', Id)] : []),
  ]);
};

/** Last, and closed: what nothing executes. */
export const notesGroup: MakeGroup = (element, { translate }) => {
  const { businessObject } = element;
  const executed = businessObject.$instanceOf('bpmn:FlowElement') && processOf(businessObject) !== undefined;
  return executed ? group('notes', translate('Notes'), [entry('notes', Documentation)], false) : undefined;
};
