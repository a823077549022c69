/** @jsxImportSource @bpmn-io/properties-panel/preact */
import type { JSX } from '@bpmn-io/properties-panel/preact';
import type { DiagramElement } from '../../canvas/services.js';
import { extension } from '../../model/extension.js';
import { child, eventDefinition, text } from '../../model/moddle.js';
import { parseTimer, printTimer, type TimerKind, type TimerText } from '../../model/term.js';
import { CheckField, SelectField } from '../choices.js';
import { TextField } from '../field.js';
import { FormulaField, useFormula } from '../formula-field.js';
import { entry, group, type MakeGroup } from '../group.js';
import { useForm, type EntryProps, type FormServices } from '../services.js';
import { TermField } from '../term-field.js';
import { FeelField } from '../variables.js';

const TIMERS: readonly TimerKind[] = ['timeDuration', 'timeDate', 'timeCycle'];

const timerOf = (element: DiagramElement): TimerText | undefined => {
  const definition = eventDefinition(element.businessObject);
  for (const kind of TIMERS) {
    const body = text(child(definition, kind), 'body');
    if (body !== undefined) return { kind, text: body };
  }
  return undefined;
};

const Timer = ({ id, element }: EntryProps): JSX.Element => {
  const services = useForm();
  const { edits, translate } = services;
  const definition = eventDefinition(element.businessObject);
  const timer = timerOf(element);
  const term = timer === undefined ? undefined : parseTimer(timer);
  const { $type } = element.businessObject;
  const again = $type === 'bpmn:StartEvent' || element.businessObject.get('cancelActivity') === false;
  const label = translate('When');
  const only = timer !== undefined && term === undefined;
  const formula = useFormula(only);
  if (definition === undefined) return <></>;
  if (timer !== undefined && formula.shown) {
    return (
      <FormulaField
        {...{ id, element, label, formula, only }}
        value={timer.text}
        variables={services.variables(element)}
        onCommit={(body) => edits.timer(element, definition, body === undefined ? undefined : { ...timer, text: body })}
      />
    );
  }
  return (
    <TermField
      {...{ id, element, label }}
      kinds={['after', 'afterVariable', 'date', 'fixed', ...(again ? (['every'] as const) : [])]}
      value={term}
      onChange={(next) => edits.timer(element, definition, next === undefined ? undefined : printTimer(next))}
    />
  );
};

const Message = ({ id, element }: EntryProps): JSX.Element => {
  const services = useForm();
  const { edits, translate } = services;
  const { businessObject } = element;
  const holder = businessObject.$type === 'bpmn:ReceiveTask' ? businessObject : eventDefinition(businessObject);
  const message = child(holder, 'messageRef');
  const waits = !['bpmn:EndEvent', 'bpmn:IntermediateThrowEvent', 'bpmn:StartEvent'].includes(businessObject.$type);
  if (holder === undefined) return <></>;
  return (
    <>
      <TextField
        id={id}
        label={translate('Name of the message')}
        required
        value={text(message, 'name') ?? ''}
        onCommit={(name) => edits.reference(element, holder, 'messageRef', name === '' ? undefined : { name })}
      />
      {waits && message !== undefined ? (
        <FeelField
          id={`${id}-key`}
          element={element}
          label={translate('Which case it is for')}
          help={translate('The message bears the same value')}
          value={text(extension(message, 'Subscription'), 'correlationKey') ?? '=case.id'}
          variables={services.variables(element)}
          onCommit={(correlationKey) => edits.attributes(element, 'Subscription', { correlationKey }, message)}
        />
      ) : null}
    </>
  );
};

interface KnownError {
  readonly code: string;
  readonly label: string;
}

/** Errors that the step of an activity, or any step of the catalogue, can end with. */
const errorsFor = (element: DiagramElement, services: FormServices): readonly KnownError[] => {
  const host = element.host;
  const own = host === undefined ? undefined : services.steps.of(host)?.errors;
  const all = own ?? services.catalogue.steps.flatMap(({ errors }) => errors ?? []);
  return all.map(({ code, label }) => ({ code, label: services.say(label) }));
};

const ErrorCode = ({ id, element }: EntryProps): JSX.Element => {
  const services = useForm();
  const { edits, mode, translate } = services;
  const definition = eventDefinition(element.businessObject);
  const code = text(child(definition, 'errorRef'), 'errorCode') ?? '';
  const known = errorsFor(element, services);
  const catches = element.businessObject.$type === 'bpmn:BoundaryEvent';
  if (definition === undefined) return <></>;
  const write = (next: string): void => {
    const name = known.find((one) => one.code === next)?.label ?? next;
    edits.batch(() => {
      const made = edits.reference(element, definition, 'errorRef', next === '' ? undefined : { errorCode: next });
      if (made !== undefined && (made.name ?? '') === '') edits.set(element, { name }, made);
    });
  };
  return mode.expert || (!catches && known.length === 0) ? (
    <TextField id={id} label={translate('Error')} code value={code} onCommit={write} />
  ) : (
    <SelectField
      id={id}
      label={translate('Error')}
      value={code}
      none={catches ? translate('any error') : undefined}
      required={!catches}
      choices={known.map((one) => ({ value: one.code, label: one.label }))}
      onChange={write}
    />
  );
};

const Interrupts = ({ id, element }: EntryProps): JSX.Element => {
  const { edits, translate } = useForm();
  const { businessObject } = element;
  const property = businessObject.$type === 'bpmn:BoundaryEvent' ? 'cancelActivity' : 'isInterrupting';
  return (
    <CheckField
      id={id}
      label={translate('The step goes on meanwhile')}
      value={businessObject.get(property) === false}
      onChange={(on) => edits.set(element, { [property]: !on })}
    />
  );
};

/** What an event waits for, or says. */
export const eventGroup: MakeGroup = (element, { shapes, translate }) => {
  const { businessObject } = element;
  const definition = eventDefinition(businessObject)?.$type;
  const label = translate('What happens');
  if (businessObject.$type === 'bpmn:ReceiveTask') return group('event', label, [entry('message', Message)]);
  const boundary = businessObject.$type === 'bpmn:BoundaryEvent';
  const both =
    boundary &&
    definition !== undefined &&
    shapes.boundary.some((one) => one.event === definition && one.nonInterrupting === true);
  const entries = {
    'bpmn:TimerEventDefinition': [entry('timer', Timer)],
    'bpmn:MessageEventDefinition': [entry('message', Message)],
    'bpmn:ErrorEventDefinition': [entry('error', ErrorCode)],
  }[definition ?? ''];
  return group('event', label, [...(entries ?? []), ...(both ? [entry('interrupts', Interrupts)] : [])]);
};
