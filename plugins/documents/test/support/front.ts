import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deskAssets } from '@libro-firma/desk';
import { FileAnswer, LibroFirmaError, type AnyRoute, type JsonObject } from '@libro-firma/engine/plugin';
import { Readable } from 'node:stream';
import { ADA, TENANT, type House } from './house.js';

const screens = fileURLToPath(new URL('../../dist/desk/', import.meta.url));
const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
const statuses: Readonly<Record<string, number>> = {
  invalid: 400,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  unsupported: 415,
};

/** The built desk with the plugin's screens, its routes answered by the plugin itself; one person is signed in. */
export class Front {
  readonly #house: House;
  readonly #http: Server;
  /** Violations of the Content-Security-Policy. */
  readonly violations: string[] = [];

  constructor(house: House) {
    this.#house = house;
    this.#http = createServer((request, response) => {
      this.#answer(request, response).catch((error: unknown) => {
        const known = error instanceof LibroFirmaError ? error : undefined;
        if (!known) console.error(error);
        request.resume();
        response.writeHead(statuses[known?.kind ?? ''] ?? 500, { 'content-type': 'application/problem+json' });
        response.end(
          JSON.stringify({
            status: 0,
            code: known?.code ?? 'test.bug',
            detail: known?.text.it ?? String(error),
            where: known?.where,
            details: inItalian(known?.details),
          }),
        );
      });
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#http.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#http.closeAllConnections();
    await new Promise<void>((resolve) => this.#http.close(() => resolve()));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://front');
    response.setHeader(
      'content-security-policy',
      `${Object.entries(deskAssets.contentSecurityPolicy)
        .map(([name, values]) => `${name} ${values.join(' ')}`)
        .join('; ')}; report-uri /csp`,
    );
    if (url.pathname === '/csp') {
      this.violations.push((await request.toArray()).join(''));
      return void response.writeHead(204).end();
    }
    if (url.pathname.startsWith('/live')) return void response.writeHead(404).end();
    if (url.pathname.startsWith('/desk/')) return this.#send(response, join(deskAssets.dir, url.pathname.slice(6)));
    if (url.pathname.startsWith('/screens/')) return this.#send(response, join(screens, url.pathname.slice(9)));
    if (url.pathname.startsWith('/api/v1')) return this.#api(request, response, url);
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(await readFile(join(deskAssets.dir, deskAssets.index)));
  }

  #send(response: ServerResponse, path: string): void {
    response.setHeader('content-type', types[extname(path)] ?? 'application/octet-stream');
    createReadStream(path)
      .on('error', () => response.writeHead(404).end())
      .pipe(response);
  }

  async #api(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const path = url.pathname.slice('/api/v1'.length);
    if (path.startsWith('/documents/'))
      return this.#plugin(request, response, path, Object.fromEntries(url.searchParams));
    const body =
      request.method === 'GET' ? undefined : (JSON.parse((await request.toArray()).join('') || 'null') as JsonObject);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(await this.#engine(request.method ?? '', path, body)));
  }

  async #engine(method: string, path: string, body: JsonObject | undefined): Promise<unknown> {
    const { engine } = this.#house;
    const [, kind, id, what] = path.split('/').map(decodeURIComponent);
    if (kind === 'session')
      return {
        actor: { id: ADA, name: 'Ada Rossi' },
        username: 'ada',
        permissions: [],
        actingFor: [],
        csrf: 'x',
        now: Date.now(),
        demo: true,
        administration: 'Comune',
        desk: [{ name: 'documents', module: '/screens/index.js', styles: '/screens/index.css' }],
      };
    if (kind === 'processes') {
      const form = {
        fields: [{ key: 'bundle', label: 'Documenti della richiesta', kind: 'documents.bundle', required: true }],
      };
      return {
        items: [{ processId: 'correction', name: 'Correzione', version: 1, definitionId: 'd', form }],
        next: null,
      };
    }
    if (kind === 'cases' && method === 'POST') {
      return engine.start({
        tenant: TENANT,
        processId: 'correction',
        actor: ADA,
        title: String(body?.['title']),
        values: body?.['values'] as JsonObject,
      });
    }
    if (kind === 'tasks' && what === 'complete') {
      return engine.completeTask({
        tenant: TENANT,
        taskId: id ?? '',
        actor: ADA,
        values: body?.['values'] as JsonObject,
      });
    }
    if (kind === 'tasks' && id !== undefined) {
      const task = await this.#house.read((tx) => engine.task(tx, id));
      if (!task) throw new LibroFirmaError('not-found', 'test.none', { it: 'Non trovato.' });
      return { ...task, candidates: [], mayWork: true };
    }
    if (kind === 'cases' && id !== undefined && what === undefined) {
      const found = await this.#house.read((tx) => engine.case(tx, id));
      return { ...found, requester: { id: ADA, name: 'Ada Rossi' }, tasks: [] };
    }
    if (kind === 'cases' && what === 'request') return { form: { fields: [] }, values: {} };
    return { items: [], next: null };
  }

  async #plugin(request: IncomingMessage, response: ServerResponse, path: string, query: object): Promise<void> {
    const match = this.#match(request.method ?? '', path);
    if (!match) throw new LibroFirmaError('not-found', 'test.none', { it: 'Non trovato.' });
    const answer = await this.#house.call(match.route.name, ADA, { params: match.params, query, stream: request });
    if (answer instanceof FileAnswer) {
      response.setHeader('content-type', answer.type);
      return void Readable.from(answer.content).pipe(response);
    }
    if (answer === undefined) return void response.writeHead(204).end();
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answer));
  }

  #match(method: string, path: string): { route: AnyRoute; params: Record<string, string> } | undefined {
    for (const route of this.#house.engine.plugins[0]?.routes ?? []) {
      const pattern = new RegExp(`^${route.path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`);
      const found = route.method === method ? pattern.exec(path) : null;
      if (found)
        return {
          route,
          params: Object.fromEntries(Object.entries(found.groups ?? {}).map(([k, v]) => [k, decodeURIComponent(v)])),
        };
    }
    return undefined;
  }
}

/** As the server does: what is said of each field, in one language. */
const inItalian = (
  details: Readonly<Record<string, unknown>> | undefined,
): Readonly<Record<string, unknown>> | undefined => {
  const fields = details?.['fields'];
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) return details;
  const said = Object.entries(fields as Record<string, { it: string } | string>);
  return {
    ...details,
    fields: Object.fromEntries(said.map(([key, text]) => [key, typeof text === 'string' ? text : text.it])),
  };
};
