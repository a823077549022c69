import express, { Router, type Express, type NextFunction, type Request, type Response } from 'express';
import type { ServerContext } from '../context.js';
import { accessLog } from '../logging/access-log.js';
import { methodProblem, sendProblem } from './answer.js';
import type { SessionCookie } from './cookies.js';
import { deskModuleRouter } from './desk-modules.js';
import { errorPage } from './error-page.js';
import { handlerOf, refuse } from './handle.js';
import { refusals } from './refusals.js';
import { permissionsPolicy } from './security.js';
import type { TableEntry } from './table.js';
import { isForeignWrite, type Hosts } from './tenants.js';
import { webAppRouter } from './web-app.js';

export interface AppOptions {
  readonly context: ServerContext;
  readonly hosts: Hosts;
  readonly cookie: SessionCookie;
  readonly headers: express.RequestHandler;
  readonly loginLimit: express.RequestHandler;
}

/** The whole of HTTP: headers, host and origin checks, the table of routes, the web apps, and what is refused otherwise. */
export const createApp = ({ context, hosts, cookie, headers, loginLimit }: AppOptions): Express => {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.set('trust proxy', context.settings.trustProxy);
  app.use(accessLog(context.log));
  app.use(headers, permissionsPolicy);
  app.use((request, _response, next) => {
    if (hosts.tenantOf(request.headers.host) === undefined) throw refusals.host();
    if (isForeignWrite(request, hosts)) throw refusals.origin();
    next();
  });
  app.post('/api/v1/session', loginLimit);
  app.use(tableRouter(context, hosts, cookie));
  app.use(deskModuleRouter(context.deskModules));
  app.use(webAppRouter());
  app.use(() => {
    throw refusals.notFound();
  });
  app.use((error: unknown, request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) return next(error);
    if (request.path.startsWith('/api/') || !request.accepts('html') || !wantsPage(request))
      return refuse(context, error, request, response);
    errorPage(context, error, request, response);
  });
  return app;
};

/** A person's browser that opens an address, rather than a script that asks. */
const wantsPage = (request: Request): boolean => (request.get('accept') ?? '').includes('text/html');

const tableRouter = (context: ServerContext, hosts: Hosts, cookie: SessionCookie): Router => {
  const router = Router();
  const methods = new Map<string, string[]>();
  for (const entry of context.routes()) {
    methods.set(entry.path, [...(methods.get(entry.path) ?? []), entry.route.method]);
    router[methodOf(entry)](entry.path, handlerOf(context, entry, hosts, cookie));
  }
  for (const [path, allowed] of methods) {
    const all = allowed.includes('GET') ? [...allowed, 'HEAD'] : allowed;
    router.all(path, (request, response) => {
      response.setHeader('Allow', all.join(', '));
      request.resume();
      sendProblem(response, methodProblem(all));
    });
  }
  return router;
};

const methodOf = (entry: TableEntry): 'get' | 'post' | 'put' | 'patch' | 'delete' =>
  entry.route.method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete';
