/**
 * What makes a JSON Schema unusable (draft 2020-12, the keywords that forms and checks go by). The validator itself reads a
 * schema as it goes, and takes one that means nothing for one that everything fits.
 */
export const schemaProblem = (schema: unknown): string | undefined => problemAt('', schema, schema);

const TYPES: ReadonlySet<unknown> = new Set(['object', 'array', 'string', 'number', 'integer', 'boolean', 'null']);

type Check = (value: unknown, root: unknown, at: string) => string | undefined;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isText = (value: unknown): boolean => typeof value === 'string';

/** The first thing that is wrong below. */
const first = (problems: Iterable<string | undefined>): string | undefined => {
  for (const problem of problems) if (problem !== undefined) return problem;
  return undefined;
};

const must =
  (what: string, holds: (value: unknown) => boolean): Check =>
  (value, _root, at) =>
    holds(value) ? undefined : `${at} must be ${what}, and is ${JSON.stringify(value)}`;

const schemaMap: Check = (value, root, at) =>
  isObject(value)
    ? first(Object.entries(value).map(([key, inner]) => problemAt(`${at}/${key}`, inner, root)))
    : `${at} must be an object of schemas`;

const schemaList: Check = (value, root, at) =>
  Array.isArray(value)
    ? first(value.map((inner, index) => problemAt(`${at}/${index}`, inner, root)))
    : `${at} must be a list of schemas`;

const subSchema: Check = (value, root, at) => problemAt(at, value, root);

const texts = must('a list of texts', (value) => Array.isArray(value) && value.every(isText));
const number = must('a number', (value) => typeof value === 'number');
const count = must('a whole number from 0 on', (value) => Number.isSafeInteger(value) && Number(value) >= 0);

const isPattern = (value: unknown): boolean => {
  try {
    return typeof value === 'string' && new RegExp(value, 'u') instanceof RegExp;
  } catch {
    return false;
  }
};

/** `#/$defs/name`: what it names has to be there. */
const reference: Check = (value, root, at) => {
  if (typeof value !== 'string' || !value.startsWith('#')) return undefined;
  let found: unknown = root;
  for (const key of value.slice(1).split('/').slice(1)) found = isObject(found) ? found[key] : undefined;
  return found === undefined ? `${at} refers to ${value}, which is not there` : undefined;
};

const checks: Readonly<Record<string, Check>> = {
  type: must(`one of ${[...TYPES].join(', ')}`, (value) => [value].flat().every((one) => TYPES.has(one))),
  properties: schemaMap,
  patternProperties: schemaMap,
  $defs: schemaMap,
  additionalProperties: subSchema,
  items: subSchema,
  contains: subSchema,
  not: subSchema,
  if: subSchema,
  then: subSchema,
  else: subSchema,
  allOf: schemaList,
  anyOf: schemaList,
  oneOf: schemaList,
  prefixItems: schemaList,
  required: texts,
  enum: must('a list', Array.isArray),
  pattern: must('a regular expression', isPattern),
  minimum: number,
  maximum: number,
  exclusiveMinimum: number,
  exclusiveMaximum: number,
  minLength: count,
  maxLength: count,
  minItems: count,
  maxItems: count,
  $ref: reference,
};

const problemAt = (at: string, schema: unknown, root: unknown): string | undefined => {
  if (typeof schema === 'boolean') return undefined;
  if (!isObject(schema)) return `${at === '' ? 'it' : at} is no schema: ${JSON.stringify(schema)}`;
  return first(Object.entries(schema).map(([key, value]) => checks[key]?.(value, root, `${at}/${key}`)));
};
