/** @jsxImportSource @bpmn-io/properties-panel/preact */
import type { JSX } from '@bpmn-io/properties-panel/preact';
import type { DiagramElement } from '../../canvas/services.js';
import { child } from '../../model/moddle.js';
import { CheckField } from '../choices.js';
import { ConditionField } from '../condition-field.js';
import { TextField } from '../field.js';
import { entry, group, type MakeGroup } from '../group.js';
import { useForm, type EntryProps } from '../services.js';

const CHOOSING = ['bpmn:ExclusiveGateway', 'bpmn:InclusiveGateway'];

const waysOf = (element: DiagramElement): readonly DiagramElement[] =>
  element.outgoing.filter(({ type }) => type === 'bpmn:SequenceFlow');

/** A way that leaves a choice: what it is called, and when it is taken. */
const Way = (props: { readonly id: string; readonly flow: DiagramElement; readonly named: boolean }): JSX.Element => {
  const { id, flow, named } = props;
  const { edits, translate } = useForm();
  const source = flow.source;
  const otherwise = source !== undefined && child(source.businessObject, 'default') === flow.businessObject;
  return (
    <>
      {named ? (
        <TextField
          id={`${id}-name`}
          label={translate('Name of the way')}
          value={flow.businessObject.name ?? ''}
          onCommit={(name) => edits.name(flow, name)}
        />
      ) : null}
      <CheckField
        id={`${id}-default`}
        label={translate('Taken when no other is')}
        value={otherwise}
        onChange={(on) => {
          if (source !== undefined) edits.defaultFlow(source, on ? flow : undefined);
        }}
      />
      {otherwise ? null : <ConditionField id={id} flow={flow} />}
    </>
  );
};

const Ways = ({ element }: EntryProps): JSX.Element => {
  const { translate } = useForm();
  return (
    <>
      {waysOf(element).map((flow) => {
        const to = flow.target?.businessObject.name;
        return (
          <fieldset class="lf-way" key={flow.id} data-way={flow.id}>
            <legend>
              {to === undefined || to === '' ? translate('Way') : translate('To “{target}”', { target: to })}
            </legend>
            <Way id={`lf-way-${flow.id}`} flow={flow} named />
          </fieldset>
        );
      })}
    </>
  );
};

/** The ways out of a choice, all in one place. */
export const waysGroup: MakeGroup = (element, { translate }) =>
  CHOOSING.includes(element.businessObject.$type) && waysOf(element).length > 1
    ? group('ways', translate('The ways out'), [entry('ways', Ways)])
    : undefined;

const Condition = ({ id, element }: EntryProps): JSX.Element => <Way id={id} flow={element} named={false} />;

/** When a way is taken; only ways out of a choice or of a step ask. */
export const conditionGroup: MakeGroup = (element, { translate }) => {
  const source = element.source?.businessObject;
  if (element.businessObject.$type !== 'bpmn:SequenceFlow' || source === undefined) return undefined;
  const asks = CHOOSING.includes(source.$type)
    ? waysOf(element.source as DiagramElement).length > 1
    : source.$instanceOf('bpmn:Activity') && child(element.businessObject, 'conditionExpression') !== undefined;
  return asks ? group('condition', translate('When it is taken'), [entry('condition', Condition)]) : undefined;
};
