import type { RetryPolicy, StepManifest } from '../plugin/steps.js';
import type { StepCatalog } from './catalog.js';
import { expression, mappings, message, timer, value } from './compile-expression.js';
import { compileFeel, constant, isFeelProblem } from './feel.js';
import { readForm } from './form.js';
import type {
  ActivityBase,
  BoundaryEvent,
  CatchEvent,
  EndEvent,
  Flow,
  MultiInstanceDefinition,
  Node,
  ScriptTask,
  StartTrigger,
  StepUse,
} from './graph.js';
import { child, extension, flag, many, text, type ModdleElement } from './moddle.js';
import type { Problems } from './problems.js';
import { readConfig } from './step-config.js';

/** What all nodes share, made before the type decides. */
export interface NodeFrame {
  readonly id: string;
  readonly name: string;
  readonly container: string;
  readonly incoming: readonly string[];
  readonly outgoing: readonly Flow[];
}

export interface CompileContext {
  readonly catalog: StepCatalog;
  readonly problems: Problems;
}

const PLAIN_RETRY: RetryPolicy = { attempts: 3, delayMs: 1000, maxDelayMs: 60_000 };

type Compile = (element: ModdleElement, frame: NodeFrame, context: CompileContext) => Node | undefined;

const eventDefinition = (element: ModdleElement, context: CompileContext): ModdleElement | undefined | 'many' => {
  const definitions = [...many(element, 'eventDefinitions'), ...many(element, 'eventDefinitionRef')];
  if (definitions.length < 2) return definitions[0];
  unsupported(element, context, 'più definizioni di evento insieme', 'several event definitions');
  return 'many';
};

export const unsupported = (element: ModdleElement, context: CompileContext, it: string, en: string): undefined => {
  context.problems.add(
    'unsupported-element',
    element,
    `Il motore non esegue ancora ${it}.`,
    `This executor does not run ${en} yet.`,
  );
  return undefined;
};

const unsupportedEvent = (element: ModdleElement, definition: ModdleElement | undefined, context: CompileContext) => {
  const what = definition === undefined ? 'none' : definition.$type.replace(/^bpmn:|EventDefinition$/g, '');
  return unsupported(
    element,
    context,
    `un evento di tipo ${what} in questa posizione (${element.$type})`,
    `a ${what} event in this position (${element.$type})`,
  );
};

const startEvent: Compile = (element, frame, context) => {
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

const endEvent: Compile = (element, frame, context) => {
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
    context.problems.add('error-missing', element, "Manca il codice dell'errore.", 'The error has no code.');
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

const intermediateCatchEvent: Compile = (element, frame, context) => {
  const definition = eventDefinition(element, context);
  if (definition === 'many') return undefined;
  const trigger = catchTrigger(element, definition, false, context);
  if (trigger === undefined) return unsupportedEvent(element, definition, context);
  const outputs = mappings(element, 'outputParameters', context.problems);
  return { ...frame, type: 'intermediateCatchEvent', trigger, outputs };
};

const intermediateThrowEvent: Compile = (element, frame, context) => {
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

const boundaryEvent: Compile = (element, frame, context) => {
  const definition = eventDefinition(element, context);
  const host = child(element, 'attachedToRef');
  if (definition === 'many') return undefined;
  if (host?.id === undefined) {
    context.problems.add(
      'boundary-invalid',
      element,
      "L'evento di bordo non è attaccato a un'attività.",
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
        "Un errore interrompe sempre l'attività (BPMN 2.0.2, 10.5.6).",
        'An error boundary event always interrupts (BPMN 2.0.2, 10.5.6).',
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

const defaultFlow = (element: ModdleElement, frame: NodeFrame, context: CompileContext): string | undefined => {
  const id = child(element, 'default')?.id;
  if (id !== undefined && !frame.outgoing.some((flow) => flow.id === id)) {
    context.problems.add(
      'default-invalid',
      element,
      `Il percorso predefinito "${id}" non esce da questo elemento.`,
      `The default flow "${id}" does not leave this element.`,
    );
  }
  return id;
};

const activity = (element: ModdleElement, frame: NodeFrame, context: CompileContext): ActivityBase => {
  const multi = multiInstance(element, context);
  if (child(element, 'ioSpecification') !== undefined || many(element, 'dataInputAssociations').length > 0) {
    unsupported(element, context, 'le associazioni di dati', 'data associations');
  }
  if (flag(element, 'isForCompensation', false)) unsupported(element, context, 'la compensazione', 'compensation');
  return {
    ...frame,
    inputs: mappings(element, 'inputParameters', context.problems),
    outputs: mappings(element, 'outputParameters', context.problems),
    boundary: [],
    ...(multi === undefined ? {} : { multi }),
  };
};

const multiInstance = (element: ModdleElement, context: CompileContext): MultiInstanceDefinition | undefined => {
  const loop = child(element, 'loopCharacteristics');
  if (loop === undefined) return undefined;
  if (loop.$type !== 'bpmn:MultiInstanceLoopCharacteristics') {
    return unsupported(element, context, 'i cicli standard', 'standard loops');
  }
  const extended = extension(loop, 'lf:LoopCharacteristics');
  const collection = text(extended, 'inputCollection');
  if (collection === undefined) {
    context.problems.add(
      'loop-invalid',
      element,
      "L'istanza multipla vuole un elenco: indicare su che cosa si ripete.",
      'Multi-instance wants an input collection.',
    );
    return undefined;
  }
  const output = text(extended, 'outputElement');
  const condition = text(child(loop, 'completionCondition'), 'body');
  return {
    sequential: flag(loop, 'isSequential', false),
    collection: expression(collection, element, context.problems),
    element: text(extended, 'inputElement'),
    outputCollection: text(extended, 'outputCollection'),
    outputElement: output === undefined ? undefined : expression(output, element, context.problems),
    completion: condition === undefined ? undefined : expression(condition, element, context.problems),
  };
};

const stepUse = (
  element: ModdleElement,
  context: CompileContext,
): { use: StepUse; manifest: StepManifest } | undefined => {
  const type = text(extension(element, 'lf:TaskDefinition'), 'type');
  if (type === undefined) return undefined;
  const manifest = context.catalog.step(type);
  if (manifest === undefined) {
    context.problems.add(
      'step-unknown',
      element,
      `Il passo "${type}" non è offerto da nessun plugin caricato.`,
      `No loaded plugin offers the step "${type}".`,
    );
    return undefined;
  }
  if (manifest.appliesTo !== element.$type) {
    context.problems.add(
      'step-misplaced',
      element,
      `Il passo "${manifest.label.it}" va su ${manifest.appliesTo}, non su ${element.$type}.`,
      `Step "${type}" belongs on ${manifest.appliesTo}, not on ${element.$type}.`,
    );
    return undefined;
  }
  return { use: { type, config: readConfig(element, manifest, context.problems) }, manifest };
};

const automaticTask: Compile = (element, frame, context) => {
  const definition = extension(element, 'lf:TaskDefinition');
  if (text(definition, 'type') === undefined) {
    context.problems.add(
      'step-missing',
      element,
      "L'attività non dice quale passo eseguire: sceglierne uno.",
      'The task names no step type.',
    );
    return undefined;
  }
  const step = stepUse(element, context);
  if (step === undefined) return undefined;
  const retries = Number(text(definition, 'retries') ?? Number.NaN);
  const retry = step.manifest.retry ?? PLAIN_RETRY;
  return {
    ...activity(element, frame, context),
    type: element.$type === 'bpmn:SendTask' ? 'sendTask' : 'serviceTask',
    step: step.use,
    inline: step.manifest.inline === true,
    retry: Number.isInteger(retries) && retries > 0 ? { ...retry, attempts: retries } : retry,
  };
};

const userTask: Compile = (element, frame, context) => {
  const assignment = extension(element, 'lf:AssignmentDefinition');
  const groups = text(assignment, 'candidateGroups');
  const person = text(assignment, 'assignee');
  if (groups === undefined && person === undefined) {
    context.problems.add(
      'candidates-missing',
      element,
      "Non è detto a chi spetta l'attività: indicare un ruolo in un ufficio, una posizione del libro firma o il richiedente.",
      'The user task has no rule who may do it.',
    );
  }
  const due = text(extension(element, 'lf:TaskSchedule'), 'dueDate');
  const rule =
    groups !== undefined
      ? groups.trimStart().startsWith('=')
        ? expression(groups, element, context.problems)
        : constant(groups.split(',').map((group) => group.trim()))
      : expression(person === undefined ? 'null' : personRule(person), element, context.problems);
  return {
    ...activity(element, frame, context),
    type: 'userTask',
    step: stepUse(element, context)?.use,
    candidates: rule,
    dueDate: due === undefined ? undefined : value(due, element, context.problems),
    form: readForm(element, context.problems),
  };
};

/** An assignee is a rule like any other: `person:<id>`. */
const personRule = (assignee: string): string =>
  assignee.trimStart().startsWith('=')
    ? `["person:" + ${assignee.trimStart().slice(1)}]`
    : `["person:${assignee.replaceAll('"', '')}"]`;

const receiveTask: Compile = (element, frame, context) => ({
  ...activity(element, frame, context),
  type: 'receiveTask',
  message: message(element, element, true, context.problems),
});

const scriptTask: Compile = (element, frame, context) => {
  const base = activity(element, frame, context);
  const feel = extension(element, 'lf:Script');
  const source = text(feel, 'expression');
  const script = (code: ScriptTask['script'], resultVariable: string | undefined): ScriptTask => ({
    ...base,
    type: 'scriptTask',
    script: code,
    resultVariable,
  });
  if (source !== undefined) {
    const compiled = compileFeel(source);
    const resultVariable = text(feel, 'resultVariable');
    if (!isFeelProblem(compiled)) return script({ language: 'feel', expression: compiled }, resultVariable);
    if (compiled.code === 'feel-unbounded') return script({ language: 'feel-job', source }, resultVariable);
    context.problems.add(compiled.code, element, compiled.it, compiled.en);
    return undefined;
  }
  const body = text(element, 'script');
  const format = text(element, 'scriptFormat') ?? '';
  if (body !== undefined && /^(application\/|text\/)?(javascript|ecmascript)$/i.test(format)) {
    return script({ language: 'javascript', source: body }, undefined);
  }
  context.problems.add(
    'script-missing',
    element,
    'Manca lo script: un\'espressione FEEL, oppure JavaScript con scriptFormat="javascript".',
    'The script is missing: a FEEL expression, or JavaScript with scriptFormat="javascript".',
  );
  return undefined;
};

const subProcess: Compile = (element, frame, context) => {
  if (flag(element, 'triggeredByEvent', false)) {
    return unsupported(element, context, 'i sotto-processi a evento', 'event sub-processes');
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
      "L'attività non dice quale iter chiamare.",
      'The call activity names no process.',
    );
    return undefined;
  }
  return {
    ...activity(element, frame, context),
    type: 'callActivity',
    processId: value(id, element, context.problems),
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
