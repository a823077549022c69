import { Validator } from '@cfworker/json-schema';
import type { Json, JsonSchema } from '../plugin/json.js';
import type { StepManifest } from '../plugin/steps.js';
import { compileFeel, isFeel, isFeelProblem, type Expression } from './feel.js';
import type { StepConfig } from './graph.js';
import { extension, many, text, type ModdleElement } from './moddle.js';
import type { Problems } from './problems.js';

interface PropertySchema {
  readonly title?: string;
  readonly type?: string | readonly string[];
  readonly 'x-feel'?: 'optional' | 'required';
  readonly 'x-en'?: { readonly title?: string };
}

/** Reads `lf:taskHeaders` against the step's configuration schema; what fails names the field as the form shows it. */
export const readConfig = (element: ModdleElement, manifest: StepManifest, problems: Problems): StepConfig => {
  const headers = extension(element, 'lf:TaskHeaders');
  const properties = (manifest.config['properties'] ?? {}) as Readonly<Record<string, PropertySchema>>;
  const fixed: Record<string, Json> = {};
  const computed: { key: string; expression: Expression }[] = [];
  for (const header of headers === undefined ? [] : many(headers, 'values')) {
    const key = text(header, 'key');
    const value = text(header, 'value');
    if (key === undefined || value === undefined) continue;
    const schema = properties[key];
    if (schema?.['x-feel'] !== undefined && isFeel(value)) {
      const expression = compileFeel(value, problems.accepted);
      if (isFeelProblem(expression)) {
        problems.add(expression.code, element, expression.it, expression.en, `header.${key}`);
      } else computed.push({ key, expression });
    } else if (schema?.['x-feel'] === 'required') {
      const title = schema.title ?? key;
      const titleEn = schema['x-en']?.title ?? title;
      problems.add(
        'expression-required',
        element,
        `Il campo «${title}» vuole un’espressione che comincia con «=».`,
        `The field "${titleEn}" wants an expression that begins with "=".`,
        `header.${key}`,
      );
    } else {
      fixed[key] = coerce(value, schema);
    }
  }
  checkConfig(element, manifest, fixed, new Set(computed.map((entry) => entry.key)), problems);
  return { fixed, computed };
};

/** Headers are text in XML: numbers, flags, lists and objects are written as JSON. */
const coerce = (value: string, schema: PropertySchema | undefined): Json => {
  const types = [schema?.type ?? 'string'].flat();
  if (types.includes('string')) return value;
  try {
    return JSON.parse(value) as Json;
  } catch {
    return value;
  }
};

const checkConfig = (
  element: ModdleElement,
  manifest: StepManifest,
  fixed: Readonly<Record<string, Json>>,
  computed: ReadonlySet<string>,
  problems: Problems,
): void => {
  const schema = withoutComputed(manifest.config, computed);
  const properties = (manifest.config['properties'] ?? {}) as Readonly<Record<string, PropertySchema>>;
  for (const error of schemaErrors(schema, fixed)) {
    const title = properties[error.key]?.title ?? error.key;
    const label = manifest.label.it;
    const titleEn = properties[error.key]?.['x-en']?.title ?? title;
    const english = manifest.label.en ?? label;
    problems.add(
      'config-invalid',
      element,
      error.missing
        ? `Il passo «${label}» richiede il campo «${title}», che non è compilato.`
        : `Nel passo «${label}» il campo «${title}» non va bene: ${error.message}`,
      error.missing
        ? `The step "${english}" wants the field "${titleEn}", which is empty.`
        : `In the step "${english}" the field "${titleEn}" is not right: ${error.message}`,
      error.key === '' ? undefined : `header.${error.key}`,
    );
  }
};

/** Expressions are checked when they are evaluated: here they count as present. */
const withoutComputed = (schema: JsonSchema, computed: ReadonlySet<string>): JsonSchema => {
  if (computed.size === 0) return schema;
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, unknown>);
  const required = (schema['required'] ?? []) as readonly string[];
  return {
    ...schema,
    properties: Object.fromEntries(properties.filter(([key]) => !computed.has(key))),
    required: required.filter((key) => !computed.has(key)),
  };
};

export interface SchemaError {
  /** The first property of the path to what is wrong. */
  readonly key: string;
  readonly missing: boolean;
  readonly message: string;
}

const MISSING = /does not have required property "(.+)"|required property "(.+)"/;

/** What a JSON schema says against a value; nothing when it fits. */
export const schemaErrors = (schema: JsonSchema, value: Json): readonly SchemaError[] => {
  const { valid, errors } = new Validator(schema as object, '2020-12', false).validate(value);
  if (valid) return [];
  const leaves = errors.filter((error) => !['properties', 'items', '$ref', 'allOf'].includes(error.keyword));
  return leaves.map((error) => {
    const missing = error.keyword === 'required' ? MISSING.exec(error.error) : null;
    const key = missing?.[1] ?? missing?.[2] ?? error.instanceLocation.split('/')[1] ?? '';
    return { key, missing: missing !== null, message: error.error };
  });
};
