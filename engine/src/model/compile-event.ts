import { unsupported, type Compile, type CompileContext } from './compile-context.js';
import { mappings, message, timer } from './compile-expression.js';
import { italianEvent } from './element-words.js';
import type { BoundaryEvent, CatchEvent, EndEvent, StartTrigger } from './graph.js';
import { child, flag, many, text, type ModdleElement } from './moddle.js';

const eventDefinition = (element: ModdleElement, context: CompileContext): ModdleElement | undefined | 'many' => {
  const definitions = [...many(element, 'eventDefinitions'), ...many(element, 'eventDefinitionRef')];
  if (definitions.length < 2) return definitions[0];
  unsupported(element, context, 'più definizioni di evento insieme', 'several event definitions');
  return 'many';
};

const unsupportedEvent = (element: ModdleElement, definition: ModdleElement | undefined, context: CompileContext) => {
  const what = definition === undefined ? 'none' : definition.$type.replace(/^bpmn:|EventDefinition$/g, '');
  return unsupported(
    element,
    context,
    italianEvent(definition?.$type, element.$type),
    `a ${what} event in this position (${element.$type})`,
  );
};

export const startEvent: Compile = (element, frame, context) => {
  const definition = eventDefinition(element, context);
  if (definition === 'many') return undefined;
  let trigger: StartTrigger = { kind: 'none' };
  if (definition?.$type === 'bpmn:MessageEventDefinition') {
    trigger = { kind: 'message', message: message(element, definition, false, context.problems) };
  } else if (definition?.$type === 'bpmn:TimerEventDefinition') {
    trigger = { kind: 'timer', timer: timer(element, definition, true, context.problems) };
  } else if (definition !== undefined) return unsupportedEvent(element, definition, context);
  return { ...frame, type: 'startEvent', trigger, outputs: mappings(element, 'outputParameters', context.problems) };
};

export const endEvent: Compile = (element, frame, context) => {
  const definition = eventDefinition(element, context);
  if (definition === 'many') return undefined;
  const inputs = mappings(element, 'inputParameters', context.problems);
  const end = (result: EndEvent['result']): EndEvent => ({ ...frame, type: 'endEvent', result, inputs });
  switch (definition?.$type) {
    case undefined:
      return end({ kind: 'none' });
    case 'bpmn:TerminateEventDefinition':
      return end({ kind: 'terminate' });
    case 'bpmn:MessageEventDefinition':
      return end({ kind: 'message', message: message(element, definition as ModdleElement, true, context.problems) });
    case 'bpmn:ErrorEventDefinition':
      return end({ kind: 'error', code: errorCode(element, definition as ModdleElement, context) ?? '' });
    default:
      return unsupportedEvent(element, definition, context);
  }
};

const errorCode = (element: ModdleElement, definition: ModdleElement, context: CompileContext): string | undefined => {
  const code = text(child(definition, 'errorRef'), 'errorCode');
  if (code === undefined) {
    context.problems.add('error-missing', element, 'Manca il codice dell’errore.', 'The error has no code.');
  }
  return code;
};

const catchTrigger = (
  element: ModdleElement,
  definition: ModdleElement | undefined,
  cycleAllowed: boolean,
  context: CompileContext,
): CatchEvent['trigger'] | undefined => {
  if (definition?.$type === 'bpmn:TimerEventDefinition') {
    return { kind: 'timer', timer: timer(element, definition, cycleAllowed, context.problems) };
  }
  if (definition?.$type === 'bpmn:MessageEventDefinition') {
    return { kind: 'message', message: message(element, definition, true, context.problems) };
  }
  return undefined;
};

export const intermediateCatchEvent: Compile = (element, frame, context) => {
  const definition = eventDefinition(element, context);
  if (definition === 'many') return undefined;
  const trigger = catchTrigger(element, definition, false, context);
  if (trigger === undefined) return unsupportedEvent(element, definition, context);
  const outputs = mappings(element, 'outputParameters', context.problems);
  return { ...frame, type: 'intermediateCatchEvent', trigger, outputs };
};

export const intermediateThrowEvent: Compile = (element, frame, context) => {
  const definition = eventDefinition(element, context);
  if (definition === 'many') return undefined;
  if (definition !== undefined && definition.$type !== 'bpmn:MessageEventDefinition') {
    return unsupportedEvent(element, definition, context);
  }
  return {
    ...frame,
    type: 'intermediateThrowEvent',
    message: definition === undefined ? undefined : message(element, definition, true, context.problems),
    inputs: mappings(element, 'inputParameters', context.problems),
  };
};

export const boundaryEvent: Compile = (element, frame, context) => {
  const definition = eventDefinition(element, context);
  const host = child(element, 'attachedToRef');
  if (definition === 'many') return undefined;
  if (host?.id === undefined) {
    context.problems.add(
      'boundary-invalid',
      element,
      'L’evento di bordo non è attaccato a un’attività.',
      'The boundary event is not attached to an activity.',
    );
    return undefined;
  }
  const interrupting = flag(element, 'cancelActivity', true);
  const boundary = (trigger: BoundaryEvent['trigger']): BoundaryEvent => ({
    ...frame,
    type: 'boundaryEvent',
    attachedTo: host.id as string,
    interrupting,
    trigger,
    outputs: mappings(element, 'outputParameters', context.problems),
  });
  if (definition?.$type === 'bpmn:ErrorEventDefinition') {
    if (!interrupting) {
      context.problems.add(
        'boundary-invalid',
        element,
        'Un errore interrompe sempre l’attività (BPMN 2.0.2, 10.5.4).',
        'An error boundary event always interrupts (BPMN 2.0.2, 10.5.4).',
      );
    }
    const reference = child(definition, 'errorRef');
    return boundary({
      kind: 'error',
      code: reference === undefined ? undefined : errorCode(element, definition, context),
    });
  }
  const trigger = catchTrigger(element, definition, !interrupting, context);
  return trigger === undefined ? unsupportedEvent(element, definition, context) : boundary(trigger);
};
