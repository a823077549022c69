/**
 * The `lf:` namespace: what a diagram says beyond BPMN 2.0.2. Names and shapes follow the Zeebe extension elements, so
 * that the modeler's property panel and element templates write them as they are.
 */
const attribute = (name: string) => ({ name, type: 'String', isAttr: true });
const element = (name: string, properties: readonly object[]) => ({ name, superClass: ['Element'], properties });

export const LF_NAMESPACE = 'https://libro-firma.it/ns/bpmn/1.0';

export const lfDescriptor = {
  name: 'Libro Firma',
  prefix: 'lf',
  uri: LF_NAMESPACE,
  xml: { tagAlias: 'lowerCase' },
  associations: [],
  types: [
    element('TaskDefinition', [attribute('type'), attribute('retries')]),
    element('TaskHeaders', [{ name: 'values', type: 'Header', isMany: true }]),
    element('Header', [attribute('id'), attribute('key'), attribute('value')]),
    element('IoMapping', [
      { name: 'inputParameters', type: 'Input', isMany: true },
      { name: 'outputParameters', type: 'Output', isMany: true },
    ]),
    element('Input', [attribute('source'), attribute('target')]),
    element('Output', [attribute('source'), attribute('target')]),
    element('Properties', [{ name: 'properties', type: 'Property', isMany: true }]),
    element('Property', [attribute('name'), attribute('value')]),
    element('AssignmentDefinition', [attribute('assignee'), attribute('candidateGroups'), attribute('candidateUsers')]),
    element('TaskSchedule', [attribute('dueDate'), attribute('followUpDate')]),
    element('UserTaskForm', [attribute('id'), { name: 'body', type: 'String', isBody: true }]),
    element('UserTask', []),
    element('Script', [attribute('expression'), attribute('resultVariable')]),
    element('CalledElement', [
      attribute('processId'),
      { name: 'propagateAllChildVariables', type: 'Boolean', isAttr: true },
      { name: 'propagateAllParentVariables', type: 'Boolean', isAttr: true },
    ]),
    element('LoopCharacteristics', [
      attribute('inputCollection'),
      attribute('inputElement'),
      attribute('outputCollection'),
      attribute('outputElement'),
    ]),
    element('Subscription', [attribute('correlationKey')]),
  ],
} as const;
