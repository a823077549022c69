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

/** `undefined` where nothing but the drawing itself can be changed. */
export const fieldOfProblem = (code: string): string | undefined => FIELDS[code];
