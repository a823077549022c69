import type { AnyRoute } from '@libro-firma/engine/plugin';
import type { ZodType } from 'zod';
import { inputSchema, outputSchema, type TableEntry } from './table.js';
import { typeOf } from './typescript-types.js';

const sent = (schema: unknown): string => (schema === undefined ? 'undefined' : typeOf(inputSchema(schema as ZodType)));

const bodyType = ({ body }: AnyRoute): string => {
  if (body === undefined || body.kind === 'none') return 'undefined';
  return body.kind === 'json' ? sent(body.schema) : 'Blob | Uint8Array';
};

const answerType = ({ answer }: AnyRoute): string => {
  if (answer.kind === 'json') return typeOf(outputSchema(answer.schema as ZodType));
  return answer.kind === 'none' ? 'undefined' : 'Blob';
};

const pathParameters = (path: string): string => {
  const names = [...path.matchAll(/:([A-Za-z][A-Za-z0-9]*)/g)].map(([, name]) => `readonly ${name}: string`);
  return names.length === 0 ? 'undefined' : `{ ${names.join('; ')} }`;
};

const entrySource = ({ route, path }: TableEntry): string => `  /** ${route.summary.it}. */
  ${JSON.stringify(route.name)}: {
    params: ${pathParameters(path)};
    query: ${sent(route.query)};
    body: ${bodyType(route)};
    answer: ${answerType(route)};
  };`;

const addressSource = ({ route, path }: TableEntry): string =>
  `  ${JSON.stringify(route.name)}: [${JSON.stringify(route.method)}, ${JSON.stringify(path)}, ${JSON.stringify(route.answer.kind)}],`;

/** A typed client of the REST interface as one TypeScript file without dependencies, made of the table itself. */
export const clientSource = (entries: readonly TableEntry[], version: string): string => `/**
 * REST client of Libro Firma ${version}, made by "libro-firma client". Do not edit.
 */
export interface Routes {
${entries.map(entrySource).join('\n')}
}

const ADDRESSES: { readonly [R in keyof Routes]: readonly [method: string, path: string, answer: 'json' | 'none' | 'file'] } = {
${entries.map(addressSource).join('\n')}
};

/** RFC 9457. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly where?: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

export class RefusedError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
    this.name = 'RefusedError';
  }
}

type Given<T> = { [K in keyof T as T[K] extends undefined ? never : K]: T[K] };
export type CallOf<R extends keyof Routes> = Given<Omit<Routes[R], 'answer'>> & {
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
};

export interface ClientOptions {
  /** \`https://libro.comune.example.it\`; empty in a browser on the same host. */
  readonly baseUrl?: string;
  /** The session's token, from \`server.session.read\`. */
  readonly csrf?: () => string | undefined;
  readonly fetch?: typeof fetch;
}

export const createClient = (options: ClientOptions = {}) =>
  async <R extends keyof Routes>(name: R, call: CallOf<R>): Promise<Routes[R]['answer']> => {
    const [method, pattern, kind] = ADDRESSES[name];
    const { params, query, body, idempotencyKey, signal } = call as {
      params?: Record<string, string>;
      query?: Record<string, unknown>;
      body?: unknown;
      idempotencyKey?: string;
      signal?: AbortSignal;
    };
    const path = pattern.replace(/:([A-Za-z][A-Za-z0-9]*)/g, (_all, key: string) => encodeURIComponent(params?.[key] ?? ''));
    const search = new URLSearchParams();
    for (const [key, value] of Object.entries(query ?? {})) if (value !== undefined) search.set(key, String(value));
    const raw = body instanceof Blob || body instanceof Uint8Array;
    const csrf = options.csrf?.();
    const answer = await (options.fetch ?? fetch)(\`\${options.baseUrl ?? ''}\${path}\${search.size === 0 ? '' : \`?\${search}\`}\`, {
      method,
      credentials: 'same-origin',
      ...(signal === undefined ? {} : { signal }),
      headers: {
        ...(method !== 'GET' && csrf !== undefined ? { 'x-csrf': csrf } : {}),
        ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
        ...(body === undefined ? {} : { 'content-type': raw ? (body instanceof Blob ? body.type : 'application/octet-stream') : 'application/json' }),
      },
      ...(body === undefined ? {} : { body: raw ? (body as BodyInit) : JSON.stringify(body) }),
    });
    if (!answer.ok) throw new RefusedError((await answer.json()) as Problem);
    if (kind === 'none') return undefined as Routes[R]['answer'];
    return (kind === 'file' ? await answer.blob() : await answer.json()) as Routes[R]['answer'];
  };
`;
