import type { SupportedElement } from '@libro-firma/engine';

const words = (type: string): string =>
  type
    .replace(/^bpmn:|EventDefinition$/g, '')
    .replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter}`)
    .toLowerCase();

const formsOf = ({ eventDefinitions, nonInterrupting, loops }: SupportedElement): string => {
  const events = (eventDefinitions ?? []).map((type) =>
    type === null ? 'none' : words(type) + (nonInterrupting?.includes(type) === true ? ' (interrupting or not)' : ''),
  );
  return [...events, ...(loops === undefined ? [] : [`multi-instance: ${loops.join(', ')}`])].join(', ');
};

/** What the executor runs, as the README has it: a row for each element, as many as share their forms in one. */
export const supportedTable = (elements: readonly SupportedElement[]): string => {
  const byForms = new Map<string, string[]>();
  for (const element of elements) {
    const forms = formsOf(element);
    byForms.set(forms, [...(byForms.get(forms) ?? []), words(element.type)]);
  }
  const rows = [...byForms].map(([forms, names]) => `| ${names.join(', ')} | ${forms} |`);
  return ['| element | in these forms |', '|---|---|', ...rows].join('\n');
};
