type Schema = Readonly<Record<string, unknown>>;

/** One thing that the interface does, as its own description says. */
export interface Operation {
  readonly name: string;
  readonly method: string;
  /** Below `/api/v1`, parameters as `{name}`. */
  readonly path: string;
  readonly params: readonly string[];
  readonly query: readonly { readonly name: string; readonly schema: Schema }[];
  /** Of a JSON body. */
  readonly body: Schema | undefined;
}

interface Described {
  readonly operationId: string;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: Schema }>> };
}

/** Everything that OpenAPI tells of. */
export const operationsOf = (openapi: Readonly<Record<string, unknown>>): readonly Operation[] =>
  Object.entries(openapi['paths'] as Readonly<Record<string, Readonly<Record<string, Described>>>>).flatMap(
    ([path, methods]) =>
      Object.entries(methods).map(([method, { operationId, parameters, requestBody }]) => ({
        name: operationId,
        method: method.toUpperCase(),
        path,
        params: parameters.filter((one) => one.in === 'path').map(({ name }) => name),
        query: parameters.filter((one) => one.in === 'query'),
        body: requestBody?.content['application/json']?.schema,
      })),
  );

const cursor = (place: unknown): string => Buffer.from(JSON.stringify(place)).toString('base64url');

/** Texts that come from nobody's screen. */
const texts = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '💥',
  '%',
  '_',
  "' or 1=1 --",
  '../../etc/passwd',
  'x'.repeat(5_000),
];
const numbers = [-1, 0, 0.5, 1e308, -1e308, 9_007_199_254_740_993];

const cursors = [
  ...['x', '====', '%00', cursor(null), cursor({}), cursor([[]])],
  ...[1, 2, 3, 4].flatMap((length) => ['a', '\u0000', null, 0.5].map((value) => cursor(Array(length).fill(value)))),
  cursor([1, 'a']),
  cursor([1, 1e300, 'a', 1e300]),
  cursor([1, 'a', 1]),
];

/** Ids of nothing, in the shapes that ids have, and in others. */
export const strangeIds: readonly string[] = [
  ...['nessuno', '01hzzzzzzzzzzzzz', '01hzzzzzzzzzzzzz.3', '1', '9'.repeat(30), '__proto__'],
  ...['a\u0000', '💥', "'", '..%2f', 'x'.repeat(64), 'x'.repeat(300)],
];

export const strangeQueries = ({ name, schema }: Operation['query'][number]): readonly string[] =>
  name === 'cursor' ? cursors : [...texts, ...numbers.map(String), 'true', '[]', '2026-13-45', JSON.stringify(schema)];

/** Something that the schema takes, more or less: the plainest value, with all of the fields. */
export const sampleOf = (schema: Schema): unknown => {
  const [first] = (schema['anyOf'] ?? schema['oneOf'] ?? []) as readonly Schema[];
  if (first !== undefined) return sampleOf(first);
  if ('const' in schema) return schema['const'];
  if (Array.isArray(schema['enum'])) return schema['enum'][0];
  switch (schema['type']) {
    case 'object':
      return Object.fromEntries(
        Object.entries((schema['properties'] ?? {}) as Readonly<Record<string, Schema>>).map(([key, inner]) => [
          key,
          sampleOf(inner),
        ]),
      );
    case 'array':
      return [sampleOf((schema['items'] ?? {}) as Schema)];
    case 'number':
    case 'integer':
      return 1;
    case 'boolean':
      return true;
    default:
      return 'prova';
  }
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value with one place in it replaced, for each place and each replacement that `instead` names. */
const spoiled = (value: unknown, instead: (old: unknown) => readonly unknown[]): readonly unknown[] => {
  if (Array.isArray(value)) {
    const [first] = value as readonly unknown[];
    return [...instead(value), ...spoiled(first, instead).map((one) => [one])];
  }
  if (!isObject(value)) return instead(value);
  const inner = Object.entries(value).flatMap(([key, old]) =>
    spoiled(old, instead).map((one) => ({ ...value, [key]: one })),
  );
  return [...instead(value), ...inner];
};

const deep = (levels: number): unknown => (levels === 0 ? 1 : [deep(levels - 1)]);

/** Bodies that nobody's screen sends: each place of a plain one spoiled in turn, and what is none at all. */
export const strangeBodies = (schema: Schema): readonly unknown[] => {
  const plain = sampleOf(schema);
  const odd = [null, [], 'prova', 3, true, deep(60), { ...(plain as object), sconosciuto: 1 }];
  const one = spoiled(plain, (old) => {
    if (typeof old === 'string') return [...texts, 3, null, {}];
    if (typeof old === 'number') return [...numbers, '1', null];
    return [null, [], {}, 'x', { ['__proto__x']: 1, '': 1, '\u0000': 1 }];
  });
  return [...odd, ...one];
};
