import { LibroFirmaError, type Access, type AnyRoute } from '@libro-firma/engine/plugin';
import { z, type ZodType } from 'zod';

/** One row of the table that router, OpenAPI, client and access test come from. */
export interface TableEntry {
  /** `server`, or the name of the plugin. */
  readonly owner: string;
  readonly route: AnyRoute;
  /** The whole path, `/api/v1/protocol/registrations/:id`. */
  readonly path: string;
}

export const API_ROOT = '/api/v1';

const invalid = (owner: string, route: AnyRoute, it: string): LibroFirmaError =>
  new LibroFirmaError(
    'invalid',
    'server.route-invalid',
    { it: `La rotta «${route.name}» (${owner}) non può essere caricata: ${it}.` },
    { where: route.name, details: { owner, route: route.name } },
  );

/**
 * Makes the table and checks it: no route without access, no name or path twice, a plugin's routes under its own name,
 * schemas that refuse unknown fields.
 *
 * @throws LibroFirmaError `server.route-invalid`
 */
export const routeTable = (
  parts: readonly { readonly owner: string; readonly routes: readonly AnyRoute[] }[],
): readonly TableEntry[] => {
  const names = new Set<string>();
  const paths = new Set<string>();
  const entries = parts.flatMap(({ owner, routes }) =>
    routes.map((route) => {
      checkNames(owner, route);
      checkAccess(owner, route);
      checkSchemas(owner, route);
      const path = route.page === true ? route.path : `${API_ROOT}${route.path}`;
      const shape = `${route.method} ${path.replace(/:[^/]+/g, ':')}`;
      if (names.has(route.name)) throw invalid(owner, route, 'il nome è già usato da un’altra');
      if (paths.has(shape)) throw invalid(owner, route, `${shape} è già servito da un’altra`);
      names.add(route.name);
      paths.add(shape);
      return { owner, route, path };
    }),
  );
  return entries.sort((a, b) => compareBySpecificity(a.path, b.path));
};

/** Fixed segments before parameters: `/definitions/check` is asked before `/definitions/:id`. */
const compareBySpecificity = (a: string, b: string): number => {
  const left = a.split('/');
  const right = b.split('/');
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    const parameters = Number(left[index]?.startsWith(':')) - Number(right[index]?.startsWith(':'));
    if (parameters !== 0) return parameters;
  }
  return right.length - left.length;
};

const RESERVED_PAGES = /^\/(api|live|desk|desk-modules)(\/|$)/;

const checkNames = (owner: string, route: AnyRoute): void => {
  if (!/^(\/[A-Za-z0-9._-]+|\/:[A-Za-z][A-Za-z0-9]*)+$/.test(route.path))
    throw invalid(owner, route, `il percorso «${route.path}» non è fatto di parti semplici e parametri «:nome»`);
  if (route.page === true && (route.method !== 'GET' || RESERVED_PAGES.test(route.path)))
    throw invalid(owner, route, 'una pagina si legge con GET, fuori da /api, /live, /desk e /desk-modules');
  if (owner === 'server') return;
  if (!route.name.startsWith(`${owner}.`)) throw invalid(owner, route, `il nome deve cominciare con «${owner}.»`);
  if (route.page !== true && !`${route.path}/`.startsWith(`/${owner}/`))
    throw invalid(owner, route, `il percorso deve cominciare con «/${owner}/»`);
};

const KINDS: ReadonlySet<string> = new Set<Access['kind']>([
  'public',
  'signedIn',
  'permission',
  'case',
  'task',
  'rule',
]);

const checkAccess = (owner: string, route: AnyRoute): void => {
  const access = route.access as Access | undefined;
  if (access === undefined || !KINDS.has(access.kind))
    throw invalid(owner, route, 'non dice chi può chiamarla (access)');
  if ((access.kind === 'public' || access.kind === 'signedIn') && access.why.trim() === '')
    throw invalid(owner, route, 'non dice perché è aperta (why)');
  if ((access.kind === 'case' || access.kind === 'task') && !route.path.split('/').includes(`:${access.param}`))
    throw invalid(owner, route, `il parametro «:${access.param}» dell’accesso non è nel percorso`);
};

const checkSchemas = (owner: string, route: AnyRoute): void => {
  const schemas: readonly (readonly [string, ZodType | undefined])[] = [
    ['params', route.params],
    ['query', route.query],
    ['body', route.body?.kind === 'json' ? route.body.schema : undefined],
  ];
  for (const [place, schema] of schemas) {
    if (schema !== undefined && acceptsUnknown(inputSchema(schema)))
      throw invalid(owner, route, `lo schema «${place}» accetta campi sconosciuti: usa z.strictObject`);
  }
};

export type JsonSchemaTree = { readonly [key: string]: unknown };

/** What may be sent, as JSON Schema 2020-12. */
export const inputSchema = (schema: ZodType): JsonSchemaTree =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchemaTree;

/** What is answered, as JSON Schema 2020-12. */
export const outputSchema = (schema: ZodType): JsonSchemaTree =>
  z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }) as JsonSchemaTree;

const acceptsUnknown = (schema: unknown): boolean => {
  if (Array.isArray(schema)) return schema.some(acceptsUnknown);
  if (typeof schema !== 'object' || schema === null) return false;
  const tree = schema as JsonSchemaTree;
  if (tree['properties'] !== undefined && tree['additionalProperties'] !== false) return true;
  return Object.entries(tree).some(([key, inner]) => key !== 'default' && key !== 'examples' && acceptsUnknown(inner));
};
