import type { Readable } from 'node:stream';
import { FileAnswer, type AnyRoute } from '@libro-firma/engine/plugin';
import { z } from 'zod';
import type { ServerContext } from '../context.js';
import { defineServerRoute } from './define.js';
import { namesFor } from './people.js';
import { Person } from './paging.js';
import { utf8 } from './processes.js';

/** Bytes of a diagram; the engine takes no larger one either. */
const MAX_DIAGRAM = 5 * 1024 * 1024;

export const DEPLOY_PERMISSION = 'engine.deploy';

const access = { kind: 'permission', permission: DEPLOY_PERMISSION } as const;
const definitionId = z.strictObject({ id: z.string().max(64) });
const diagram = {
  kind: 'stream',
  maxBytes: MAX_DIAGRAM,
  types: ['application/xml', 'text/xml', 'application/bpmn+xml'],
} as const;
const reason = z.string().trim().min(1).max(2000).optional();

const Definition = z.object({
  id: z.string(),
  processId: z.string(),
  version: z.number(),
  name: z.string(),
  state: z.enum(['draft', 'published', 'superseded', 'retired']),
  deployedBy: Person,
  deployedAt: z.number(),
  publishedBy: Person.optional(),
  publishedAt: z.number().optional(),
  reason: z.string().optional(),
});

const Problem = z.object({
  severity: z.enum(['error', 'warning']),
  code: z.string(),
  elementId: z.string().optional(),
  elementName: z.string().optional(),
  /** What of the element it is about, where that is known: `timer`, `header.subject`. */
  part: z.string().optional(),
  text: z.object({ it: z.string(), en: z.string().optional() }),
  /** What to do about it. */
  doNow: z.object({ it: z.string(), en: z.string().optional() }),
});

const readXml = async (stream: Readable): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
  return utf8(Buffer.concat(chunks));
};

/** Diagrams: checked, deployed, published, read. The body is the BPMN file as it is. */
export const definitionRoutes = (context: ServerContext): readonly AnyRoute[] => {
  const { engine, directory } = context;

  type View = Awaited<ReturnType<typeof engine.definitions>>[number];
  const answersOf = (tenant: string, views: readonly View[]) =>
    context.db.read(tenant, async (tx) => {
      const names = await namesFor(
        tx,
        directory,
        views.flatMap((view) => [view.deployedBy, view.publishedBy]),
      );
      return views.map((view) => ({
        ...view,
        deployedBy: names.person(view.deployedBy),
        publishedBy: view.publishedBy === undefined ? undefined : names.person(view.publishedBy),
      }));
    });

  return [
    defineServerRoute({
      name: 'server.definitions.list',
      method: 'GET',
      path: '/definitions',
      summary: { it: 'Le versioni degli iter, dalla più recente', en: 'Versions of processes' },
      access,
      query: z.strictObject({ processId: z.string().max(255).optional() }),
      answer: { kind: 'json', schema: z.object({ items: z.array(Definition) }) },
      async handle({ tenant, query, db }) {
        const views = await db.read(tenant, (tx) => engine.definitions(tx, query.processId));
        return { items: await answersOf(tenant, views) };
      },
    }),

    defineServerRoute({
      name: 'server.definitions.deploy',
      method: 'POST',
      path: '/definitions',
      summary: { it: 'Carica un diagramma BPMN come nuova versione, e di norma la pubblica', en: 'Deploys a diagram' },
      access,
      query: z.strictObject({ publish: z.stringbool().default(true), reason }),
      body: diagram,
      answer: { kind: 'json', schema: z.object({ items: z.array(Definition) }), status: 201 },
      async handle({ tenant, actor, query, stream }) {
        const xml = await readXml(stream);
        const views = await engine.deploy({
          tenant,
          xml,
          actor: actor.id,
          publish: query.publish,
          ...(query.reason === undefined ? {} : { reason: query.reason }),
        });
        return { items: await answersOf(tenant, views) };
      },
    }),

    defineServerRoute({
      name: 'server.definitions.check',
      method: 'POST',
      path: '/definitions/check',
      summary: {
        it: 'Controlla un diagramma BPMN senza caricarlo: tutti i problemi, con il loro elemento',
        en: 'Checks a diagram',
      },
      access,
      idempotency: 'none',
      body: diagram,
      answer: {
        kind: 'json',
        schema: z.object({
          ok: z.boolean(),
          problems: z.array(Problem),
        }),
      },
      async handle({ tenant, stream }) {
        const problems = await engine.checkDefinition({ tenant, xml: await readXml(stream) });
        return {
          ok: !problems.some(({ severity }) => severity === 'error'),
          problems: [...problems],
        };
      },
    }),

    defineServerRoute({
      name: 'server.definitions.publish',
      method: 'POST',
      path: '/definitions/:id/publish',
      summary: {
        it: 'Pubblica una versione caricata: da ora le pratiche nascono con questa',
        en: 'Publishes a version',
      },
      access,
      params: definitionId,
      body: { kind: 'json', schema: z.strictObject({ reason }).default({}) },
      answer: { kind: 'json', schema: Definition },
      async handle({ tenant, actor, params, body }) {
        const view = await engine.publish({
          tenant,
          definitionId: params.id,
          actor: actor.id,
          ...(body.reason === undefined ? {} : { reason: body.reason }),
        });
        const [answer] = await answersOf(tenant, [view]);
        return answer as NonNullable<typeof answer>;
      },
    }),

    defineServerRoute({
      name: 'server.definitions.xml',
      method: 'GET',
      path: '/definitions/:id/xml',
      summary: { it: 'Il diagramma BPMN di una versione', en: 'The diagram of a version' },
      access: {
        kind: 'signedIn',
        why: 'i diagrammi degli iter non contengono dati di pratiche e si mostrano a chi lavora nell’ente',
      },
      params: definitionId,
      answer: { kind: 'file', types: ['application/xml'] },
      async handle({ tenant, params, db }) {
        const xml = await db.read(tenant, (tx) => engine.definitionXml(tx, params.id));
        return new FileAnswer(Buffer.from(xml), {
          type: 'application/xml',
          name: `${params.id}.bpmn`,
          etag: params.id,
        });
      },
    }),
  ];
};
