import type { Catalogue, JsonSchema, Language } from '../contract.js';
import { extension, headersOf, inputsOf, outputsOf, stepTypeOf, type Mapping } from './extension.js';
import { feelBody, PATH } from './feel-text.js';
import { parseForm, type Field, type Form, type Outcome } from './form.js';
import { child, text, type ModdleElement } from './moddle.js';
import { variableOf, type Variable } from './schema-variables.js';

export interface Words {
  readonly language: Language;
  readonly outcome: string;
  readonly reason: string;
}

export type VariableSources = Pick<Catalogue, 'steps' | 'fieldKinds'>;

/** The form of a start event or task. */
export const formOf = (element: ModdleElement): Form | undefined => {
  const body = text(extension(element, 'UserTaskForm'), 'body');
  return body === undefined ? undefined : parseForm(body);
};

const SCALARS: Readonly<Record<string, Variable['type']>> = {
  text: 'text',
  longText: 'text',
  email: 'text',
  number: 'number',
  integer: 'number',
  date: 'date',
  boolean: 'flag',
  choice: 'choice',
  choices: 'list',
};

const fieldVariable = (field: Field, sources: VariableSources, words: Words): Variable => {
  const type = SCALARS[field.kind];
  const kind = sources.fieldKinds.find((candidate) => candidate.kind === field.kind);
  if (type === undefined) {
    return { ...variableOf(field.key, kind?.variable ?? {}, words.language, field.label), fieldKind: field.kind };
  }
  return {
    path: field.key,
    label: field.label,
    type,
    fieldKind: field.kind,
    ...(field.choices === undefined ? {} : { choices: field.choices }),
    ...(field.choicesFrom === undefined ? {} : { list: field.choicesFrom }),
  };
};

/** What an element gives to what follows it, before its output mappings choose among it. */
const results = (element: ModdleElement, sources: VariableSources, words: Words): readonly Variable[] => {
  const form = formOf(element);
  const step = sources.steps.find((candidate) => candidate.type === stepTypeOf(element));
  const found = new Map<string, Variable>();
  const add = (variable: Variable): unknown => found.set(variable.path, variable);
  for (const field of form?.fields ?? []) if (field.readOnly !== true) add(fieldVariable(field, sources, words));
  for (const [name, schema] of Object.entries((step?.output?.['properties'] ?? {}) as Record<string, JsonSchema>)) {
    add(variableOf(name, schema, words.language, name === 'outcome' ? words.outcome : undefined));
  }
  if (element.$type === 'bpmn:UserTask') {
    // A button says what is about to be done ("Firma"), the output what has been done ("Firmato").
    const done = new Map(found.get('outcome')?.choices?.map((choice) => [choice.value, choice]));
    const choices = outcomesOf(element, sources, words.language).map((choice) => done.get(choice.value) ?? choice);
    if (choices.length > 0) add({ path: 'outcome', label: words.outcome, type: 'choice', choices });
    if (found.has('outcome')) add({ path: 'reason', label: words.reason, type: 'text' });
  }
  const result = text(extension(element, 'Script'), 'resultVariable');
  if (result !== undefined) add({ path: result, label: result, type: 'unknown' });
  const collection = text(loopOf(element), 'outputCollection');
  if (collection !== undefined) add({ path: collection, label: collection, type: 'list' });
  return [...found.values()];
};

/** How a user task can end: as its step says, or its form. */
export const outcomesOf = (
  element: ModdleElement,
  sources: Pick<Catalogue, 'steps'>,
  language: Language,
): readonly Outcome[] => {
  const step = sources.steps.find((candidate) => candidate.type === stepTypeOf(element));
  const headers = headersOf(element);
  const own = step?.outcomes
    ?.filter(({ allowedBy }) => allowedBy === undefined || headers.get(allowedBy) !== 'false')
    .map(({ value, label, rejects }) => ({
      value,
      label: (language === 'en' ? label.en : undefined) ?? label.it,
      ...(rejects === undefined ? {} : { rejects }),
    }));
  return own ?? formOf(element)?.outcomes ?? [];
};

const loopOf = (element: ModdleElement): ModdleElement | undefined => {
  const loop = child(element, 'loopCharacteristics');
  return loop === undefined ? undefined : extension(loop, 'LoopCharacteristics');
};

const named = (element: ModdleElement, variables: readonly Variable[]): readonly Variable[] => {
  const from = element.name ?? '';
  return from === '' ? variables : variables.map((variable) => ({ ...variable, from }));
};

/** A mapped variable is like what it is taken from, where that is known. */
const mapped = ({ source, target }: Mapping, known: ReadonlyMap<string, Variable>): Variable => {
  const body = feelBody(source);
  const like = PATH.test(body) ? known.get(body) : undefined;
  return like === undefined
    ? { path: target, label: target, type: 'unknown' }
    : { ...renamed(like, target), label: like.label };
};

const renamed = (variable: Variable, path: string): Variable => ({
  ...variable,
  path,
  ...(variable.parts === undefined
    ? {}
    : {
        parts: variable.parts.map((part) =>
          renamed(part, `${path}.${part.path.slice(part.path.lastIndexOf('.') + 1)}`),
        ),
      }),
});

/**
 * The variables that the case has after an element: the results, or only what output mappings name. `known` are the
 * variables before it, for mappings that take one over.
 */
export const producedBy = (
  element: ModdleElement,
  sources: VariableSources,
  words: Words,
  known: ReadonlyMap<string, Variable> = new Map(),
): readonly Variable[] => {
  const all = results(element, sources, words);
  const outputs = outputsOf(element);
  if (outputs.length === 0) return named(element, all);
  const around = new Map([...known, ...all.map((variable) => [variable.path, variable] as const)]);
  // A start event's mapping adds to its form; everywhere else it chooses.
  const kept = element.$type === 'bpmn:StartEvent' ? all : [];
  return named(element, [
    ...kept,
    ...outputs.filter(({ target }) => target !== '').map((output) => mapped(output, around)),
  ]);
};

/** Variables that exist inside an activity only: its inputs, and the entry of a repetition. */
export const innerOf = (element: ModdleElement, known: ReadonlyMap<string, Variable>): readonly Variable[] => {
  const entry = text(loopOf(element), 'inputElement');
  return [
    ...inputsOf(element).map((input) => mapped(input, known)),
    ...(entry === undefined ? [] : [{ path: entry, label: entry, type: 'unknown' } as const]),
  ];
};
