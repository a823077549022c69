import { activity } from './compile-activity.js';
import { unsupported, type Compile, type CompileContext, type NodeFrame } from './compile-context.js';
import {
  boundaryEvent,
  endEvent,
  intermediateCatchEvent,
  intermediateThrowEvent,
  startEvent,
} from './compile-event.js';
import { value } from './compile-expression.js';
import { scriptTask } from './compile-script-task.js';
import { automaticTask, receiveTask, userTask } from './compile-task.js';
import { child, extension, flag, text, type ModdleElement } from './moddle.js';

const defaultFlow = (element: ModdleElement, frame: NodeFrame, context: CompileContext): string | undefined => {
  const id = child(element, 'default')?.id;
  if (id !== undefined && !frame.outgoing.some((flow) => flow.id === id)) {
    context.problems.add(
      'default-invalid',
      element,
      `Il percorso predefinito «${id}» non esce da questo elemento.`,
      `The default flow "${id}" does not leave this element.`,
    );
  }
  return id;
};

const subProcess: Compile = (element, frame, context) => {
  if (flag(element, 'triggeredByEvent', false)) {
    return unsupported(element, context, 'i sottoprocessi avviati da un evento', 'event sub-processes');
  }
  return { ...activity(element, frame, context), type: 'subProcess' };
};

const callActivity: Compile = (element, frame, context) => {
  const called = extension(element, 'lf:CalledElement');
  const id = text(called, 'processId') ?? text(element, 'calledElement');
  if (id === undefined) {
    context.problems.add(
      'called-missing',
      element,
      'L’attività non dice quale iter chiamare.',
      'It is not said which route is used here.',
    );
    return undefined;
  }
  return {
    ...activity(element, frame, context),
    type: 'callActivity',
    processId: value(id, element, context.problems, 'processId'),
    propagateAllParentVariables: flag(called, 'propagateAllParentVariables', true),
    propagateAllChildVariables: flag(called, 'propagateAllChildVariables', true),
  };
};

/** The elements that this executor runs. One that is not in the table is refused at deployment, never ignored. */
export const compilers: Readonly<Record<string, Compile>> = {
  'bpmn:StartEvent': startEvent,
  'bpmn:EndEvent': endEvent,
  'bpmn:IntermediateCatchEvent': intermediateCatchEvent,
  'bpmn:IntermediateThrowEvent': intermediateThrowEvent,
  'bpmn:BoundaryEvent': boundaryEvent,
  'bpmn:ExclusiveGateway': (element, frame, context) => ({
    ...frame,
    type: 'exclusiveGateway',
    defaultFlow: defaultFlow(element, frame, context),
  }),
  'bpmn:ParallelGateway': (_element, frame) => ({ ...frame, type: 'parallelGateway' }),
  'bpmn:InclusiveGateway': (element, frame, context) => ({
    ...frame,
    type: 'inclusiveGateway',
    defaultFlow: defaultFlow(element, frame, context),
    reach: new Map(),
  }),
  'bpmn:Task': (element, frame, context) => ({ ...activity(element, frame, context), type: 'task' }),
  'bpmn:ManualTask': (element, frame, context) => ({ ...activity(element, frame, context), type: 'task' }),
  'bpmn:UserTask': userTask,
  'bpmn:ServiceTask': automaticTask,
  'bpmn:SendTask': automaticTask,
  'bpmn:ReceiveTask': receiveTask,
  'bpmn:ScriptTask': scriptTask,
  'bpmn:SubProcess': subProcess,
  'bpmn:CallActivity': callActivity,
};
