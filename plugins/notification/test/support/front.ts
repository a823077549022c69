import { deskAssets } from '@libro-firma/desk';
import { FileAnswer, inLanguage, LibroFirmaError, type AnyRoute, type JsonObject } from '@libro-firma/engine/plugin';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { ZodError } from 'zod';
import type { House } from './engine.js';
import { callerOf, type Caller } from './routes.js';
import { TENANT } from './world.js';

const screens = fileURLToPath(new URL('../../dist/desk/', import.meta.url));
const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
const statuses: Readonly<Record<string, number>> = { invalid: 400, 'not-found': 404, conflict: 409 };

/** The built desk with the plugin's screens; its routes are answered by the plugin itself. One person is signed in. */
export class Front {
  /** Violations of the Content-Security-Policy. */
  readonly violations: string[] = [];
  caller: Caller = { id: 'p-1' };
  demo = false;
  private readonly http: Server;

  constructor(private readonly house: House) {
    this.http = createServer((request, response) => {
      this.answer(request, response).catch((error: unknown) => this.refuse(response, error));
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.http.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.http.closeAllConnections();
    await new Promise<void>((resolve) => this.http.close(() => resolve()));
  }

  private refuse(response: ServerResponse, error: unknown): void {
    if (error instanceof ZodError) {
      // As the server tells what a schema refused: a JSON pointer and a sentence for each.
      const fields = error.issues.map(({ path, message }) => ({ where: `/${path.join('/')}`, message }));
      return this.problem(response, 400, { code: 'server.schema', detail: 'Un errore nei dati.', details: { fields } });
    }
    const known = error instanceof LibroFirmaError ? error : undefined;
    if (known === undefined) console.error(error);
    this.problem(response, known === undefined ? 500 : (statuses[known.kind] ?? 500), {
      code: known?.code ?? 'test.bug',
      detail: known?.text.it ?? String(error),
    });
  }

  private problem(response: ServerResponse, status: number, about: object): void {
    response.writeHead(status, { 'content-type': 'application/problem+json' });
    response.end(JSON.stringify({ status, ...about }));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://front');
    const policy = Object.entries(deskAssets.contentSecurityPolicy).map(
      ([name, values]) => `${name} ${values.join(' ')}`,
    );
    response.setHeader('content-security-policy', `${policy.join('; ')}; report-uri /csp`);
    if (url.pathname === '/csp') {
      this.violations.push((await request.toArray()).join(''));
      return void response.writeHead(204).end();
    }
    if (url.pathname.startsWith('/live')) return void response.writeHead(404).end();
    if (url.pathname.startsWith('/desk/')) return this.file(response, join(deskAssets.dir, url.pathname.slice(6)));
    if (url.pathname.startsWith('/screens/')) return this.file(response, join(screens, url.pathname.slice(9)));
    if (url.pathname.startsWith('/api/v1')) return this.api(request, response, url);
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(await readFile(join(deskAssets.dir, deskAssets.index)));
  }

  private file(response: ServerResponse, path: string): void {
    response.setHeader('content-type', types[extname(path)] ?? 'application/octet-stream');
    createReadStream(path)
      .on('error', () => response.writeHead(404).end())
      .pipe(response);
  }

  private async api(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const path = url.pathname.slice('/api/v1'.length);
    const text = request.method === 'GET' ? '' : (await request.toArray()).join('');
    const body = text === '' ? undefined : (JSON.parse(text) as JsonObject);
    const answer = path.startsWith('/notification/')
      ? await this.plugin(request.method ?? '', path, Object.fromEntries(url.searchParams), body)
      : await this.server(request.method ?? '', path, body);
    if (answer === 403 || answer === 404) {
      return this.problem(response, answer, { code: 'test.not-here', detail: 'Non qui.' });
    }
    if (answer instanceof FileAnswer) {
      response.setHeader('content-type', answer.type);
      return void Readable.from([answer.content]).pipe(response);
    }
    if (answer === undefined) return void response.writeHead(204).end();
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answer));
  }

  private get routes(): readonly AnyRoute[] {
    return (
      this.house.engine.plugins.find(({ definition }) => definition.manifest.name === 'notification')?.routes ?? []
    );
  }

  private plugin(method: string, path: string, query: object, body: unknown): Promise<unknown> {
    for (const route of this.routes) {
      const pattern = new RegExp(`^${route.path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`);
      const params = route.method === method ? pattern.exec(path)?.groups : undefined;
      if (route.method === method && pattern.test(path)) {
        const { db, clock, engine } = this.house;
        const call = callerOf({ db, clock, cases: engine.access }, this.routes);
        return call(route.name, this.caller, { params: { ...params }, query, body });
      }
    }
    return Promise.resolve(404);
  }

  /** What the server itself answers, as far as these screens come by it. */
  private async server(method: string, path: string, body: JsonObject | undefined): Promise<unknown> {
    const { engine, db } = this.house;
    const [, kind, id, what] = path.split('/').map(decodeURIComponent);
    if (kind === 'session') {
      return {
        actor: { id: this.caller.id, name: 'Rosa Verdi' },
        username: 'rosa',
        permissions: this.caller.permissions ?? [],
        actingFor: [],
        csrf: 'x',
        now: Date.now(),
        demo: this.demo,
        administration: 'Comune di Esempio',
        desk: [{ name: 'notification', module: '/screens/index.js', styles: '/screens/index.css' }],
      };
    }
    if (kind === 'processes') {
      const fields = [{ key: 'recipients', label: 'Destinatari', kind: 'notification.recipients', required: true }];
      return {
        items: [{ processId: 'send', name: 'Invio', version: 1, definitionId: 'd', form: { fields } }],
        next: null,
      };
    }
    if (kind === 'cases' && method === 'POST') {
      const values = body?.['values'] as JsonObject;
      const started = {
        tenant: TENANT,
        processId: 'send',
        actor: this.caller.id,
        title: String(body?.['title']),
        values,
      };
      const receipt = await engine.start(started);
      await engine.settle();
      return receipt;
    }
    if (kind === 'cases' && id !== undefined && what === undefined) {
      const found = await db.read(TENANT, (tx) => engine.case(tx, id));
      const retries = (await db.read(TENANT, (tx) => engine.retries(tx, { caseId: id }))).map((retry) => ({
        ...retry,
        message: inLanguage(retry.message, 'it'),
      }));
      return { ...found, requester: { id: 'p-1', name: 'Rosa Verdi' }, steps: [], retries, recallable: false };
    }
    if (kind === 'cases' && what === 'request') return { form: { fields: [] }, values: {} };
    return { items: [], next: null };
  }
}
