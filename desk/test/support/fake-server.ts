import { createReadStream, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import {
  concatTransformationMatrix,
  drawObject,
  PDFDocument,
  popGraphicsState,
  pushGraphicsState,
  StandardFonts,
} from 'pdf-lib';
import { Server as LiveServer } from 'socket.io';
import { deskAssets } from '@libro-firma/desk';
import type { Task } from '../../src/kit/contract.js';
import {
  me,
  someCases,
  someHistory,
  someOffices,
  someProcesses,
  someRequest,
  someTasks,
  type FakeCase,
} from './data.js';
import { routeXml } from './route.bpmn.js';

export interface Write {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

/** How the next write to a path ends, instead of well. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly where?: string;
  readonly details?: unknown;
}

/** A server with just enough answers to show each page: data in memory, changed by the tests. */
export interface FakeServer {
  readonly url: string;
  tasks: Task[];
  cases: FakeCase[];
  signedIn: boolean;
  readonly writes: Write[];
  /** Violations of the Content-Security-Policy that browsers reported. */
  readonly violations: string[];
  refuse(path: string, refusal: Refusal): void;
  hint(type: string): void;
  /** Keeps pages from connecting for hints until the answer is called. */
  holdConnections(): () => void;
  /** Resolves once a page has asked what it missed before it was connected. */
  caughtUp(): Promise<void>;
  /** Resolves once a page is connected for hints. */
  connected(): Promise<void>;
  /** Hangs up on everybody, as a restart does. */
  dropConnections(): void;
  close(): Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.html': 'text/html; charset=utf-8',
};

const policy = [
  ...Object.entries(deskAssets.contentSecurityPolicy).map(([name, values]) => `${name} ${values.join(' ')}`),
  'report-uri /csp',
].join('; ');

const makePdf = async (): Promise<Uint8Array> => {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.TimesRoman);
  for (let page = 1; page <= 3; page += 1) {
    const sheet = pdf.addPage([595, 842]);
    sheet.drawText(`Comune di Palermo - pagina ${page}`, { x: 60, y: 770, size: 18, font });
    for (let line = 0; line < 20; line += 1) {
      sheet.drawText(`Oggetto della nota, riga ${line + 1} della pagina ${page}.`, {
        x: 60,
        y: 720 - line * 28,
        size: 12,
        font,
      });
    }
  }
  return pdf.save();
};

/** A page with a black square scanned as a fax (CCITT group 4): 64 white lines, shown inverted. */
const makeScan = async (): Promise<Uint8Array> => {
  const pdf = await PDFDocument.create();
  const page = pdf.addPage([200, 200]);
  const lines = Uint8Array.from([...new Array<number>(8).fill(0xff), 0x00, 0x10, 0x01]);
  const image = pdf.context.stream(lines, {
    Type: 'XObject',
    Subtype: 'Image',
    Width: 64,
    Height: 64,
    ColorSpace: 'DeviceGray',
    BitsPerComponent: 1,
    Decode: [1, 0],
    Filter: 'CCITTFaxDecode',
    DecodeParms: { K: -1, Columns: 64, Rows: 64 },
  });
  const name = page.node.newXObject('Scan', pdf.context.register(image));
  page.pushOperators(
    pushGraphicsState(),
    concatTransformationMatrix(200, 0, 0, 200, 0, 0),
    drawObject(name),
    popGraphicsState(),
  );
  return pdf.save();
};

const readBody = async (request: IncomingMessage): Promise<unknown> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? undefined : (JSON.parse(text) as unknown);
};

const json = (response: ServerResponse, status: number, body: unknown, type = 'application/json'): void => {
  response.writeHead(status, { 'content-type': type });
  response.end(JSON.stringify(body));
};

const problem = (response: ServerResponse, refusal: Refusal): void =>
  json(response, refusal.status, { title: 'Rifiutata', ...refusal }, 'application/problem+json');

const sendFile = (response: ServerResponse, file: string): void => {
  if (!existsSync(file)) return problem(response, { status: 404, code: 'http.404', detail: 'Non trovato.' });
  response.setHeader('content-type', types[path.extname(file)] ?? 'application/octet-stream');
  createReadStream(file).pipe(response);
};

export const startFakeServer = async (screens: string): Promise<FakeServer> => {
  const pdf = await makePdf();
  const scan = await makeScan();
  const refusals = new Map<string, Refusal>();
  const fake = {
    tasks: someTasks(),
    cases: someCases(),
    signedIn: true,
    writes: [] as Write[],
    violations: [] as string[],
  };
  const reads: Readonly<Record<string, (query: URLSearchParams) => unknown>> = {
    '/session': () => ({
      actor: { ...me, email: 'maria.alaimo@comune.example' },
      username: 'maria.alaimo',
      administration: 'Comune di Palermo',
      permissions: ['protocol.read', 'engine.incidents'],
      actingFor: [{ id: 'p-0002', name: 'Giuseppe Lo Cascio', kind: 'substitute' }],
      csrf: 'gettone',
      desk: [{ name: 'test', module: '/screens/index.js' }],
      now: Date.now(),
      demo: true,
    }),
    '/tasks': (query) => {
      const q = (query.get('q') ?? '').toLowerCase();
      return {
        items: fake.tasks.filter((task) => task.state === 'open' && task.caseTitle.toLowerCase().includes(q)),
        next: null,
      };
    },
    '/cases': () => ({ items: fake.cases, next: null }),
    '/processes': () => ({ items: someProcesses() }),
    '/lists/organisation.offices': () => ({ items: someOffices }),
    '/incidents': () => ({
      items: [
        {
          id: 'c-9.4',
          caseId: 'c-01a.3',
          caseTitle: 'Convenzione con l’istituto comprensivo Mattarella',
          confidential: false,
          mode: 'live',
          processName: 'Nota in uscita',
          elementName: 'Invio ai destinatari',
          code: 'notification.smtp-down',
          message: 'Il server di posta non risponde da un’ora.',
          openedAt: Date.now() - 3_600_000,
        },
      ],
      next: null,
    }),
    '/protocol/registrations': () => ({
      items: [
        { id: 'r1', label: '0000123/2026', date: '24/11/2026', subject: 'Riscontro alla nota della Regione' },
        { id: 'r2', label: '0000124/2026', date: '24/11/2026', subject: 'Convocazione della conferenza di servizi' },
      ],
    }),
  };
  const readOne = (route: string): unknown => {
    const [kind, id, what] = route
      .split('/')
      .filter((part) => part !== '')
      .map(decodeURIComponent);
    if (kind === 'tasks' && what === undefined) return fake.tasks.find((task) => task.id === id);
    if (kind !== 'cases') return undefined;
    if (what === 'request') return someRequest();
    if (what === 'history') return { items: someHistory() };
    if (what === 'path') {
      return {
        definitionId: 'nota:2',
        visited: ['start', 'check', 'sign1'],
        flows: ['f0', 'f1'],
        active: ['sign1'],
        failed: [],
      };
    }
    return fake.cases.find((one) => one.id === id) ?? fake.cases[0];
  };
  const write = async (request: IncomingMessage, response: ServerResponse, route: string): Promise<void> => {
    const body = await readBody(request);
    fake.writes.push({ method: request.method ?? '', path: route, headers: request.headers, body });
    const refusal = refusals.get(route);
    if (refusal !== undefined) {
      refusals.delete(route);
      return problem(response, refusal);
    }
    if (route === '/session') {
      fake.signedIn = request.method === 'POST';
      return void response.writeHead(204).end();
    }
    const task = fake.tasks.find((one) => route === `/tasks/${one.id}/complete`);
    if (task !== undefined) fake.tasks = fake.tasks.filter((one) => one !== task);
    json(response, 200, { instanceId: 'c-01a.3', rev: 1 });
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://desk');
    response.setHeader('content-security-policy', policy);
    response.setHeader('cache-control', 'no-cache');
    if (url.pathname === '/csp') {
      fake.violations.push(JSON.stringify(await readBody(request)));
      return void response.writeHead(204).end();
    }
    if (url.pathname.startsWith('/desk/')) return sendFile(response, path.join(deskAssets.dir, url.pathname.slice(6)));
    if (url.pathname.startsWith('/screens/')) return sendFile(response, path.join(screens, url.pathname.slice(9)));
    if (!url.pathname.startsWith('/api/v1')) {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      return void response.end(await readFile(path.join(deskAssets.dir, deskAssets.index)));
    }
    const route = url.pathname.slice('/api/v1'.length);
    if (request.method !== 'GET') return write(request, response, route);
    if (!fake.signedIn && route === '/session') return json(response, 200, { actor: null });
    if (!fake.signedIn)
      return problem(response, { status: 401, code: 'server.unauthenticated', detail: 'Accesso richiesto.' });
    if (route === '/documents/nota.pdf') return void response.setHeader('content-type', 'application/pdf').end(pdf);
    if (route === '/documents/scan.pdf') return void response.setHeader('content-type', 'application/pdf').end(scan);
    if (route.endsWith('/xml')) return void response.setHeader('content-type', 'application/xml').end(routeXml);
    const found = reads[route]?.(url.searchParams) ?? readOne(route);
    if (found === undefined) {
      return problem(response, {
        status: 404,
        code: 'server.not-found',
        detail: 'Quello che cerchi non esiste o non è visibile a te.',
      });
    }
    json(response, 200, found);
  };
  const http: Server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  const live = new LiveServer(http, { path: '/live', serveClient: false });
  let held = Promise.resolve();
  let hintedAt = 0;
  let askMissed: () => void = () => undefined;
  const askedMissed = new Promise<void>((resolve) => (askMissed = resolve));
  live.use((_socket, next) => void held.then(() => next()));
  live.on('connection', (socket) => {
    socket.on('missed', ({ ms }: { ms: number }, done: (missed: boolean) => void) => {
      done(hintedAt >= Date.now() - ms);
      askMissed();
    });
    socket.on('join', (_request: unknown, done?: (ack: unknown) => void) => done?.({ ok: true }));
    socket.on('leave', (_request: unknown, done?: (ack: unknown) => void) => done?.({ ok: true }));
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return Object.assign(fake, {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    refuse: (route: string, refusal: Refusal): void => void refusals.set(route, refusal),
    hint: (type: string): void => {
      hintedAt = Date.now();
      live.emit('hint', { type }, `actor:${me.id}`);
    },
    holdConnections: (): (() => void) => {
      let release: () => void = () => undefined;
      held = new Promise((resolve) => (release = resolve));
      return release;
    },
    caughtUp: () => askedMissed,
    connected: async (): Promise<void> => {
      if (live.sockets.sockets.size === 0) await new Promise((resolve) => live.once('connection', resolve));
    },
    dropConnections: (): void => live.disconnectSockets(true),
    close: async (): Promise<void> => {
      await live.close();
      http.closeAllConnections();
    },
  });
};
