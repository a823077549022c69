import type { JsonSchemaTree } from './table.js';

const list = (value: unknown): readonly JsonSchemaTree[] => (Array.isArray(value) ? (value as JsonSchemaTree[]) : []);

const union = (types: readonly string[]): string => [...new Set(types)].join(' | ') || 'never';

const propertyName = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name));

/** The TypeScript type of a JSON Schema, as far as zod makes them; what it does not know is `unknown`. */
export const typeOf = (schema: JsonSchemaTree, definitions: JsonSchemaTree = {}): string => {
  const known = { ...definitions, ...(schema['$defs'] as JsonSchemaTree | undefined) };
  const inner = (part: unknown): string => typeOf((part ?? {}) as JsonSchemaTree, known);
  if (typeof schema['$ref'] === 'string') {
    const name = schema['$ref'].split('/').at(-1) ?? '';
    const target = known[name];
    // One that names itself would never end.
    return target === undefined || schema['$ref'] === '#'
      ? 'unknown'
      : typeOf(target as JsonSchemaTree, { ...known, [name]: undefined });
  }
  if ('const' in schema) return JSON.stringify(schema['const']);
  if (Array.isArray(schema['enum'])) return union(schema['enum'].map((value) => JSON.stringify(value)));
  if (schema['anyOf'] !== undefined) return union(list(schema['anyOf']).map(inner));
  if (schema['oneOf'] !== undefined) return union(list(schema['oneOf']).map(inner));
  if (schema['allOf'] !== undefined) return list(schema['allOf']).map(inner).join(' & ');
  if (Array.isArray(schema['type'])) return union(schema['type'].map((type) => inner({ ...schema, type })));
  switch (schema['type']) {
    case 'string':
      return 'string';
    case 'number':
    case 'integer':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'null':
      return 'null';
    case 'array':
      if (schema['prefixItems'] !== undefined) return `readonly [${list(schema['prefixItems']).map(inner).join(', ')}]`;
      return `readonly (${inner(schema['items'])})[]`;
    case 'object':
      return objectType(schema, inner);
    default:
      return 'unknown';
  }
};

const objectType = (schema: JsonSchemaTree, inner: (part: unknown) => string): string => {
  const required = new Set((schema['required'] ?? []) as readonly string[]);
  const properties = Object.entries((schema['properties'] ?? {}) as JsonSchemaTree).map(
    ([name, part]) => `readonly ${propertyName(name)}${required.has(name) ? '' : '?'}: ${inner(part)}`,
  );
  const others = schema['additionalProperties'];
  if (properties.length === 0 && typeof others === 'object') return `{ readonly [key: string]: ${inner(others)} }`;
  return properties.length === 0 ? 'Record<string, never>' : `{ ${properties.join('; ')} }`;
};
