import type { EditorProblem } from '../../editor/contract.js';

/** The field of an element's form in which a problem is mended, by the problem's code. */
const FIELDS: Readonly<Record<string, string>> = {
  'candidates-missing': 'who',
  'group-unknown': 'who',
  'nobody-holds': 'who',
  'nobody-starts': 'starters',
  'condition-missing': 'condition',
  'condition-misplaced': 'condition',
  'feel-invalid': 'condition',
  'feel-unbounded': 'condition',
  'default-invalid': 'ways',
  'flow-same-condition': 'ways',
  'form-invalid': 'form',
  'field-unknown': 'form',
  'list-unknown': 'form',
  'timer-invalid': 'timer',
  'message-missing': 'message',
  'correlation-missing': 'message',
  'error-missing': 'error',
  'error-unknown': 'error',
  'script-missing': 'script',
  'called-missing': 'call',
  'called-unpublished': 'call',
  'loop-invalid': 'loop',
  'mapping-invalid': 'outputs',
  'step-missing': 'becomes',
  'step-unknown': 'becomes',
  'config-invalid': 'config-',
  'value-unlisted': 'config-',
};

/** The same by what of the element the problem is about. */
const PARTS: Readonly<Record<string, string>> = {
  condition: 'condition',
  assignment: 'who',
  dueDate: 'due',
  timer: 'timer',
  correlationKey: 'message-key',
  processId: 'call',
  script: 'script',
  inputCollection: 'loop',
  outputElement: 'loop-result',
  completionCondition: 'loop-done',
};

/** One of several: `header.subject`. */
const SEVERAL: Readonly<Record<string, string>> = { header: 'config', input: 'input', output: 'output' };

const fieldOfPart = (part: string): string | undefined => {
  const [, several = '', key = ''] = /^(\w+)\.(.+)$/.exec(part) ?? [];
  const begin = SEVERAL[several];
  return begin === undefined ? PARTS[part] : `${begin}-${key}`;
};

/** `undefined` where nothing but the drawing itself can be changed. */
export const fieldOfProblem = ({ code, field, part }: EditorProblem): string | undefined =>
  field ?? (part === undefined ? undefined : fieldOfPart(part)) ?? FIELDS[code];
