import type { Access, AnyRoute } from '@libro-firma/engine/plugin';
import type { ZodType } from 'zod';
import { STATUS } from './problem.js';
import { inputSchema, outputSchema, type JsonSchemaTree, type TableEntry } from './table.js';

/** Who may call it, in words; the document and its page show it. */
export const accessText = (access: Access): string => {
  switch (access.kind) {
    case 'public':
      return `Chiunque, senza accesso: ${access.why}`;
    case 'signedIn':
      return `Chi ha fatto l’accesso: ${access.why}`;
    case 'permission':
      return `Chi ha oggi il permesso ${access.permission}`;
    case 'case':
      return `Chi può vedere la pratica {${access.param}}`;
    case 'task':
      return access.may === 'work'
        ? `Chi può svolgere ora l’attività {${access.param}}`
        : `Chi può vedere la pratica dell’attività {${access.param}}`;
    case 'rule':
      return access.rule.charAt(0).toUpperCase() + access.rule.slice(1);
  }
};

const PROBLEM_REFERENCE = { $ref: '#/components/schemas/Problem' };

/** OpenAPI 3.1 of the table: what the server really does, since the router is made of the same rows. */
export const openApiOf = (
  entries: readonly TableEntry[],
  info: { readonly version: string; readonly publicUrl: string },
): JsonSchemaTree => {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const entry of entries) {
    const path = entry.path.replace(/:([A-Za-z][A-Za-z0-9]*)/g, '{$1}');
    paths[path] = { ...paths[path], [entry.route.method.toLowerCase()]: operationOf(entry) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Libro Firma',
      version: info.version,
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
      description:
        'Sessione con cookie (POST /api/v1/session); le scritture portano il gettone della sessione in X-CSRF e, se vogliono ' +
        'poter essere ripetute, una Idempotency-Key. Gli istanti sono millisecondi UTC. Gli errori sono RFC 9457.',
    },
    servers: [{ url: info.publicUrl }],
    tags: [...new Set(entries.map((entry) => entry.owner))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'lf-session' },
        csrf: { type: 'apiKey', in: 'header', name: 'X-CSRF' },
      },
      schemas: { Problem: PROBLEM_SCHEMA },
    },
  };
};

const operationOf = ({ owner, route }: TableEntry): JsonSchemaTree => {
  const access = route.access as Access;
  const write = route.method !== 'GET';
  return {
    operationId: route.name,
    tags: [owner],
    summary: route.summary.it,
    description: accessText(access),
    'x-access':
      access.kind === 'permission' ? { kind: access.kind, permission: access.permission } : { kind: access.kind },
    security: access.kind === 'public' ? [] : [write ? { session: [], csrf: [] } : { session: [] }],
    parameters: [
      ...pathParameters(route),
      ...queryParameters(route),
      ...(write && route.idempotency !== 'none' ? [IDEMPOTENCY_KEY] : []),
    ],
    ...requestBody(route),
    responses: { ...answers(route), default: PROBLEM_ANSWER },
  };
};

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'La stessa chiave due volte dà la stessa risposta e fa la cosa una volta sola.',
  schema: { type: 'string', pattern: '^[A-Za-z0-9._-]{8,128}$' },
};

const PROBLEM_ANSWER = {
  description: 'Rifiutata',
  content: { 'application/problem+json': { schema: PROBLEM_REFERENCE } },
};

const propertiesOf = (
  schema: ZodType | undefined,
): { properties: Record<string, unknown>; required: readonly string[] } => {
  const tree = schema === undefined ? {} : inputSchema(schema);
  return {
    properties: (tree['properties'] ?? {}) as Record<string, unknown>,
    required: (tree['required'] ?? []) as readonly string[],
  };
};

const pathParameters = (route: AnyRoute): readonly unknown[] => {
  const { properties } = propertiesOf(route.params as ZodType | undefined);
  return [...route.path.matchAll(/:([A-Za-z][A-Za-z0-9]*)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: properties[name ?? ''] ?? { type: 'string' },
  }));
};

const queryParameters = (route: AnyRoute): readonly unknown[] => {
  const { properties, required } = propertiesOf(route.query as ZodType | undefined);
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
};

const requestBody = (route: AnyRoute): { requestBody?: unknown } => {
  const { body } = route;
  if (body === undefined || body.kind === 'none') return {};
  if (body.kind === 'json')
    return {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: bare(inputSchema(body.schema as ZodType)) } },
      },
    };
  const content = Object.fromEntries(body.types.map((type: string) => [type, {}]));
  return { requestBody: { required: true, description: `Al massimo ${body.maxBytes} byte`, content } };
};

const answers = (route: AnyRoute): Record<string, unknown> => {
  const { answer } = route;
  if (answer.kind === 'none') return { 204: { description: 'Fatto' } };
  if (answer.kind === 'json') {
    const schema = bare(outputSchema(answer.schema as ZodType));
    return { [answer.status ?? 200]: { description: 'Riuscita', content: { 'application/json': { schema } } } };
  }
  return {
    200: { description: 'Il file', content: Object.fromEntries(answer.types.map((type: string) => [type, {}])) },
  };
};

/** `$schema` stands once in an OpenAPI document, not in each part. */
const bare = ({ $schema: _dialect, ...schema }: JsonSchemaTree): JsonSchemaTree => schema;

const PROBLEM_SCHEMA = {
  type: 'object',
  description: 'RFC 9457',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer', enum: [...new Set([...Object.values(STATUS), 405])].sort() },
    code: { type: 'string', description: 'Stabile: i programmi si regolano su questo' },
    detail: { type: 'string', description: 'Una frase per le persone' },
    where: { type: 'string', description: 'Un campo (JSON pointer), un elemento del diagramma, un file' },
    details: { type: 'object' },
  },
};
