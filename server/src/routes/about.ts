import { createHash } from 'node:crypto';
import type { EngineHealth } from '@libro-firma/engine';
import { FileAnswer, LibroFirmaError, type AnyRoute } from '@libro-firma/engine/plugin';
import { z } from 'zod';
import type { ServerContext } from '../context.js';
import { DOCS_STYLES, docsPage } from '../http/docs-page.js';
import { openApiOf } from '../http/openapi.js';
import { version } from '../version.js';
import { defineServerRoute } from './define.js';

const readable = { kind: 'public', why: 'descrive l’interfaccia e non contiene dati dell’ente' } as const;

const file = (content: string, type: string, name: string): FileAnswer => {
  const etag = createHash('sha256').update(content).digest('base64url');
  return new FileAnswer(Buffer.from(content), { type, name, disposition: 'inline', etag });
};

const HEALTH_HOLDS_MS = 2_000;

/** Anybody may ask, and the plugins look at disks and databases for it: not more often than every two seconds. */
const remembered = (ask: () => Promise<EngineHealth>): (() => Promise<EngineHealth>) => {
  let asked = -Infinity;
  let answer: Promise<EngineHealth> | undefined;
  return () => {
    if (answer === undefined || performance.now() - asked > HEALTH_HOLDS_MS) {
      asked = performance.now();
      answer = ask();
    }
    return answer;
  };
};

/** Whether the product works, and what it can be asked. */
export const aboutRoutes = (context: ServerContext): readonly AnyRoute[] => {
  const recentHealth = remembered(() => context.engine.health());
  return [
    defineServerRoute({
      name: 'server.health',
      method: 'GET',
      path: '/health',
      summary: { it: 'Se il prodotto e i suoi plugin funzionano; 503 altrimenti', en: 'Whether the product works' },
      access: { kind: 'public', why: 'lo chiedono i controlli automatici; dice solo se funziona' },
      answer: {
        kind: 'json',
        schema: z.object({
          ok: z.boolean(),
          version: z.string(),
          plugins: z.array(z.object({ name: z.string(), ok: z.boolean() })),
        }),
      },
      async handle() {
        const health = await recentHealth();
        const plugins = Object.entries(health.plugins).map(([name, { ok }]) => ({ name, ok }));
        if (!health.ok) {
          const sick = [
            ...plugins.filter(({ ok }) => !ok).map(({ name }) => name),
            ...(health.database.ok ? [] : ['database']),
          ];
          context.log.warn({ health }, 'unhealthy');
          throw new LibroFirmaError(
            'unavailable',
            'server.unhealthy',
            { it: `Non funziona correttamente: ${sick.join(', ')}. I particolari sono nel registro del server.` },
            { details: { plugins } },
          );
        }
        return { ok: true, version, plugins };
      },
    }),
    defineServerRoute({
      name: 'server.openapi',
      method: 'GET',
      path: '/openapi.json',
      summary: { it: 'La descrizione OpenAPI 3.1 dell’interfaccia', en: 'OpenAPI 3.1' },
      access: readable,
      answer: { kind: 'file', types: ['application/json'] },
      handle: () => {
        const document = openApiOf(context.routes(), { version, publicUrl: context.publicUrl });
        return Promise.resolve(file(JSON.stringify(document), 'application/json', 'openapi.json'));
      },
    }),
    defineServerRoute({
      name: 'server.docs',
      method: 'GET',
      path: '/docs',
      summary: { it: 'La descrizione dell’interfaccia da leggere', en: 'The interface as a page' },
      access: readable,
      answer: { kind: 'file', types: ['text/html'] },
      handle: () => Promise.resolve(file(docsPage(context.routes(), version), 'text/html', 'docs.html')),
    }),
    defineServerRoute({
      name: 'server.docs.styles',
      method: 'GET',
      path: '/docs.css',
      summary: { it: 'Lo stile di quella pagina', en: 'Styles of that page' },
      access: readable,
      answer: { kind: 'file', types: ['text/css'] },
      handle: () => Promise.resolve(file(DOCS_STYLES, 'text/css', 'docs.css')),
    }),
  ];
};
