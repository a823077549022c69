import type { JsonSchema, Language, Localized } from '../contract.js';
import type { Choice } from './form.js';

/** A variable of a case, or a part of one, as forms offer it. */
export interface Variable {
  /** `registration.label`. */
  readonly path: string;
  readonly label: string;
  readonly type: 'text' | 'number' | 'flag' | 'date' | 'choice' | 'object' | 'list' | 'unknown';
  readonly choices?: readonly Choice[];
  /** A live list that gives its values. */
  readonly list?: string;
  /** The kind of form field that it comes from. */
  readonly fieldKind?: string;
  /** The name of the element that gives it. */
  readonly from?: string;
  readonly parts?: readonly Variable[];
  /** Means nothing to who does not write formulas: an id, a digest. */
  readonly expert?: true;
}

type Schema = {
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly 'x-labels'?: Readonly<Record<string, Localized>>;
  readonly 'x-list'?: string;
  readonly 'x-en'?: { readonly title?: string };
  readonly 'x-expert'?: boolean;
};

const DEPTH = 3;

/** The variable that a schema describes, with its parts. */
export const variableOf = (path: string, schema: JsonSchema, language: Language, label?: string): Variable =>
  build(path, schema as Schema, language, label, 0);

const build = (
  path: string,
  schema: Schema,
  language: Language,
  label: string | undefined,
  depth: number,
): Variable => {
  const name = path.slice(path.lastIndexOf('.') + 1);
  const title = (language === 'en' ? schema['x-en']?.title : undefined) ?? schema.title;
  const parts =
    depth < DEPTH
      ? Object.entries(schema.properties ?? {}).map(([key, part]) =>
          build(`${path}.${key}`, part, language, undefined, depth + 1),
        )
      : [];
  const list = schema['x-list'];
  return {
    path,
    label: label ?? title ?? name,
    type: typeOf(schema),
    ...(schema.enum === undefined ? {} : { choices: choicesOf(schema, language) }),
    ...(list === undefined ? {} : { list }),
    ...(parts.length === 0 ? {} : { parts }),
    ...(schema['x-expert'] === true ? { expert: true } : {}),
  };
};

const choicesOf = (schema: Schema, language: Language): readonly Choice[] =>
  (schema.enum ?? []).map((value) => {
    const label = schema['x-labels']?.[String(value)];
    return { value: String(value), label: (language === 'en' ? label?.en : undefined) ?? label?.it ?? String(value) };
  });

const typeOf = (schema: Schema): Variable['type'] => {
  if (schema.enum !== undefined) return 'choice';
  const types = [schema.type ?? []].flat();
  if (types.includes('array')) return 'list';
  if (types.includes('object')) return 'object';
  if (types.includes('boolean')) return 'flag';
  if (types.includes('number') || types.includes('integer')) return 'number';
  if (types.includes('string')) return schema.format === 'date' ? 'date' : 'text';
  return 'unknown';
};

/** Every variable and part of one, outermost first. */
export const flatten = (variables: readonly Variable[]): readonly Variable[] =>
  variables.flatMap((variable) => [variable, ...flatten(variable.parts ?? [])]);
