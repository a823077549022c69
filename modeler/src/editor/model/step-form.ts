import type { JsonSchema, Language, Localized, StepDescription } from '../contract.js';

/** How one property of a step's configuration is filled in. */
export interface StepField {
  readonly key: string;
  readonly label: string;
  readonly help: string | undefined;
  readonly required: boolean;
  readonly control: Control;
  /** May it, or must it, be a FEEL expression? */
  readonly feel: 'no' | 'optional' | 'required';
  readonly showWhen: { readonly field: string; readonly is: unknown } | undefined;
  /** What is taken where nothing is said; shown, never written. */
  readonly otherwise: unknown;
  /** The folded section that it stands in. */
  readonly section?: string;
}

export type Control =
  | { readonly kind: 'text'; readonly long: boolean; readonly maxLength: number | undefined; readonly pattern?: string }
  | {
      readonly kind: 'number';
      readonly integer: boolean;
      readonly min: number | undefined;
      readonly max: number | undefined;
    }
  | { readonly kind: 'flag' }
  | { readonly kind: 'choice'; readonly choices: readonly { readonly value: string; readonly label: string }[] }
  | { readonly kind: 'choices'; readonly choices: readonly { readonly value: string; readonly label: string }[] }
  /** From a live list of the server. */
  | { readonly kind: 'list'; readonly list: string; readonly several: boolean }
  /** Who may do it: group keys. */
  | { readonly kind: 'groups' }
  | { readonly kind: 'texts'; readonly maxItems: number | undefined }
  /** Small objects, one row each. */
  | { readonly kind: 'rows'; readonly columns: readonly StepField[]; readonly maxItems: number | undefined }
  /** Anything else: JSON, for who asks for it. */
  | { readonly kind: 'json' };

type Schema = {
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly 'x-feel'?: 'optional' | 'required';
  readonly 'x-list'?: string;
  readonly 'x-labels'?: Readonly<Record<string, Localized>>;
  readonly 'x-showWhen'?: { readonly field: string; readonly is: unknown };
  readonly 'x-section'?: Localized;
  readonly 'x-en'?: { readonly title?: string; readonly description?: string };
};

/** The form of a step, one entry for each property of its configuration, in the schema's order. */
export const stepFields = (step: Pick<StepDescription, 'config'>, language: Language): readonly StepField[] =>
  fieldsOf(step.config as Schema & JsonSchema, language);

const fieldsOf = (schema: Schema, language: Language): readonly StepField[] =>
  Object.entries(schema.properties ?? {}).map(([key, property]) =>
    fieldOf(key, property, schema.required?.includes(key) ?? false, language),
  );

const fieldOf = (key: string, schema: Schema, required: boolean, language: Language): StepField => {
  const english = language === 'en' ? schema['x-en'] : undefined;
  const section = schema['x-section'];
  return {
    key,
    label: english?.title ?? schema.title ?? key,
    help: english?.description ?? (language === 'en' && schema['x-en'] !== undefined ? undefined : schema.description),
    required: required && schema.default === undefined,
    control: controlOf(schema, language),
    feel: schema['x-feel'] ?? 'no',
    showWhen: schema['x-showWhen'],
    otherwise: schema.default,
    ...(section === undefined ? {} : { section: (language === 'en' ? section.en : undefined) ?? section.it }),
  };
};

const LONG = 300;

const controlOf = (schema: Schema, language: Language): Control => {
  const types = [schema.type ?? []].flat().filter((type) => type !== 'null');
  const list = schema['x-list'];
  if (schema.enum !== undefined) return { kind: 'choice', choices: choicesOf(schema.enum, schema, language) };
  if (types.includes('array')) return arrayControl(schema, language);
  if (list !== undefined) return { kind: 'list', list, several: false };
  if (types.includes('boolean')) return { kind: 'flag' };
  if (types.includes('integer') || types.includes('number')) {
    return { kind: 'number', integer: types.includes('integer'), min: schema.minimum, max: schema.maximum };
  }
  if (types.includes('object')) return { kind: 'json' };
  const long = (schema.maxLength ?? 0) > LONG;
  return {
    kind: 'text',
    long,
    maxLength: schema.maxLength,
    ...(schema.pattern === undefined ? {} : { pattern: schema.pattern }),
  };
};

const arrayControl = (schema: Schema, language: Language): Control => {
  const items = schema.items ?? {};
  const list = items['x-list'] ?? schema['x-list'];
  if (items.format === 'group-key') return { kind: 'groups' };
  if (items.enum !== undefined) {
    return {
      kind: 'choices',
      choices: choicesOf(items.enum, { ...schema, ...items, ...labelsOf(schema, items) }, language),
    };
  }
  if (list !== undefined) return { kind: 'list', list, several: true };
  if (items.type === 'string') return { kind: 'texts', maxItems: schema.maxItems };
  const columns = fieldsOf(items, language);
  const flat = columns.every(({ control }) => ['text', 'number', 'flag', 'choice', 'list'].includes(control.kind));
  return columns.length > 0 && flat ? { kind: 'rows', columns, maxItems: schema.maxItems } : { kind: 'json' };
};

const labelsOf = (schema: Schema, items: Schema): Pick<Schema, 'x-labels'> => {
  const labels = items['x-labels'] ?? schema['x-labels'];
  return labels === undefined ? {} : { 'x-labels': labels };
};

const choicesOf = (values: readonly unknown[], schema: Schema, language: Language) =>
  values.map((value) => {
    const label = schema['x-labels']?.[String(value)];
    return { value: String(value), label: (language === 'en' ? label?.en : undefined) ?? label?.it ?? String(value) };
  });

/**
 * A value of the form as the header holds it: texts as they are, everything else as JSON. Nothing for nothing; an empty list
 * is something where its absence means the usual things.
 */
export const headerOf = (value: unknown): string | undefined => {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string') return value;
  return JSON.stringify(value);
};

/** The value of a header, by how the field is filled in. An expression stays text. */
export const valueOf = (header: string | undefined, field: StepField): unknown => {
  if (header === undefined) return undefined;
  if (field.control.kind === 'text' || field.control.kind === 'choice') return header;
  if (field.control.kind === 'list' && !field.control.several) return header;
  if (field.feel !== 'no' && header.trimStart().startsWith('=')) return header;
  try {
    return JSON.parse(header) as unknown;
  } catch {
    return header;
  }
};
