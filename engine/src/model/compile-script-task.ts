import { activity } from './compile-activity.js';
import type { Compile } from './compile-context.js';
import { compileFeel, isFeelProblem } from './feel.js';
import type { ScriptTask } from './graph.js';
import { extension, text } from './moddle.js';

export const scriptTask: Compile = (element, frame, context) => {
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
    const compiled = compileFeel(source, context.problems.accepted);
    const resultVariable = text(feel, 'resultVariable');
    if (!isFeelProblem(compiled)) return script({ language: 'feel', expression: compiled }, resultVariable);
    if (compiled.code === 'feel-unbounded') return script({ language: 'feel-job', source }, resultVariable);
    context.problems.add(compiled.code, element, compiled.it, compiled.en, 'script');
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
    'Manca lo script: un’espressione FEEL, oppure JavaScript con scriptFormat="javascript".',
    'The script is missing: a FEEL expression, or JavaScript with scriptFormat="javascript".',
  );
  return undefined;
};
