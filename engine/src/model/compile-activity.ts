import { unsupported, type CompileContext, type NodeFrame } from './compile-context.js';
import { expression, mappings } from './compile-expression.js';
import type { ActivityBase, MultiInstanceDefinition } from './graph.js';
import { child, extension, flag, many, text, type ModdleElement } from './moddle.js';

/** What every activity has, whatever it does: mappings and loops. */
export const activity = (element: ModdleElement, frame: NodeFrame, context: CompileContext): ActivityBase => {
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
      'L’istanza multipla vuole un elenco: indica su che cosa si ripete.',
      'What repeats itself wants a list: say over what.',
    );
    return undefined;
  }
  const output = text(extended, 'outputElement');
  const condition = text(child(loop, 'completionCondition'), 'body');
  return {
    sequential: flag(loop, 'isSequential', false),
    collection: expression(collection, element, context.problems, 'inputCollection'),
    element: text(extended, 'inputElement'),
    outputCollection: text(extended, 'outputCollection'),
    outputElement: output === undefined ? undefined : expression(output, element, context.problems, 'outputElement'),
    completion:
      condition === undefined ? undefined : expression(condition, element, context.problems, 'completionCondition'),
  };
};
