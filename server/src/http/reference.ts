import type { AnyRoute } from '@libro-firma/engine/plugin';
import type { ZodType } from 'zod';
import { accessText } from './openapi.js';
import { inputSchema, outputSchema, type JsonSchemaTree, type TableEntry } from './table.js';
import { typeOf } from './typescript-types.js';

const INTRODUCTION = `Made by \`libro-firma reference\` from the table that the router itself uses; do not edit. The same as OpenAPI 3.1 is at
\`/api/v1/openapi.json\`, as a page to read at \`/api/v1/docs\`; \`libro-firma client\` writes a typed client.

- Sign in with \`POST /api/v1/session\`: a cookie holds the session. Every write carries the session's token (\`csrf\` of
  \`GET /api/v1/session\`) in the header \`X-CSRF\`.
- A write that takes an \`Idempotency-Key\` (8 to 128 letters, digits, \`.\`, \`_\`, \`-\`) and is sent twice with the same one is done once and
  answered the same.
- Instants are milliseconds, UTC. Lists come in pages: \`next\` of the answer is \`cursor\` of the next request.
- Refusals are \`application/problem+json\` (RFC 9457): \`code\` is stable and what a program goes by, \`detail\` is an Italian sentence for
  people, \`where\` names a field, an element or a file.
- Unknown fields are refused. What may not be known to exist answers 404.`;

/** Fields one below the other where a line would be too long to read. */
const LONG = 90;

/** A type with its fields one a line, as deep as lines are too long. */
const laidOut = (type: string, indent = ''): string => {
  if (type.length + indent.length <= LONG) return type;
  let depth = 0;
  let text = '';
  for (const [index, char] of [...type].entries()) {
    if (char === '{') depth += 1;
    if (char === '}') depth -= 1;
    const pad = `\n${indent}${'  '.repeat(depth)}`;
    if (char === '}') text = `${text.trimEnd()}${pad}}`;
    else if (char === '{' || char === ';') text += `${char}${pad}`;
    else if (char === ' ' && /[{;]/.test(type[index - 1] ?? '')) continue;
    else text += char;
  }
  return text;
};

const block = (label: string, type: string): readonly string[] => [
  '',
  `${label}:`,
  '',
  '```ts',
  laidOut(type.replaceAll('readonly ', '')),
  '```',
];

const query = ({ query: schema }: AnyRoute): readonly string[] => {
  if (schema === undefined) return [];
  const tree = inputSchema(schema as ZodType);
  const required = new Set((tree['required'] ?? []) as readonly string[]);
  const rows = Object.entries((tree['properties'] ?? {}) as JsonSchemaTree).map(
    ([name, part]) => `\`${name}${required.has(name) ? '' : '?'}: ${typeOf(part as JsonSchemaTree)}\``,
  );
  return rows.length === 0 ? [] : ['', `Query: ${rows.join(', ')}`];
};

const body = ({ body: sent }: AnyRoute): readonly string[] => {
  if (sent === undefined || sent.kind === 'none') return [];
  if (sent.kind === 'json') return block('Body', typeOf(inputSchema(sent.schema as ZodType)));
  return ['', `Body: the bytes of a file (${sent.types.join(', ')}), at most ${sent.maxBytes} bytes.`];
};

const answer = ({ answer: given }: AnyRoute): readonly string[] => {
  if (given.kind === 'none') return ['', 'Answer: 204, nothing.'];
  if (given.kind === 'file') return ['', `Answer: 200, a file (${given.types.join(', ')}).`];
  return block(`Answer, ${given.status ?? 200}`, typeOf(outputSchema(given.schema as ZodType)));
};

const routeText = ({ route, path }: TableEntry): readonly string[] => [
  '',
  `### ${route.method} ${path}`,
  '',
  `${route.summary.en ?? route.summary.it}.`,
  '',
  `\`${route.name}\`. Who may (in the words of the interface): ${accessText(route.access)}.${
    route.method !== 'GET' && route.idempotency !== 'none' ? ' Takes an `Idempotency-Key`.' : ''
  }`,
  ...query(route),
  ...body(route),
  ...answer(route),
];

/** The REST reference in Markdown, made of the table itself. */
export const referenceOf = (entries: readonly TableEntry[], version: string): string => {
  const owners = ['server', ...new Set(entries.map(({ owner }) => owner).filter((owner) => owner !== 'server'))];
  const inOrder = (owner: string): readonly TableEntry[] =>
    entries
      .filter((entry) => entry.owner === owner)
      .sort((a, b) => `${a.path} ${a.route.method}`.localeCompare(`${b.path} ${b.route.method}`, 'en'));
  return [
    `# REST interface ${version}`,
    '',
    INTRODUCTION,
    ...owners.flatMap((owner) => ['', `## ${owner}`, ...inOrder(owner).flatMap(routeText)]),
  ].join('\n');
};
