import { LibroFirmaError, type AnyRoute } from '@libro-firma/engine/plugin';
import { z } from 'zod';
import type { ServerContext } from '../context.js';
import { refusals } from '../http/refusals.js';
import { MODEL_PERMISSION } from '../modeler/permissions.js';
import { defineServerRoute } from './define.js';
import { FormAnswer } from './form-schema.js';

const Startable = z.object({
  processId: z.string(),
  definitionId: z.string(),
  name: z.string(),
  description: z.string().optional(),
  /** Id of the sector that it belongs to. */
  sector: z.string().optional(),
  version: z.number(),
  form: FormAnswer.optional(),
});

const Item = z.object({ value: z.string(), label: z.string() });

/** What somebody may start, and the choices that forms offer. */
export const processRoutes = (context: ServerContext): readonly AnyRoute[] => [
  defineServerRoute({
    name: 'server.processes.list',
    method: 'GET',
    path: '/processes',
    summary: { it: 'Gli iter che posso avviare oggi, con il modulo iniziale', en: 'Processes that I may start' },
    access: { kind: 'signedIn', why: 'ciascuno vede solo gli iter che può avviare' },
    answer: { kind: 'json', schema: z.object({ items: z.array(Startable) }) },
    handle: ({ tenant, actor, db }) =>
      db.read(tenant, async (tx) => {
        const found = await context.engine.startable(tx, actor.id);
        return {
          items: found.map(({ processId, definitionId, name, version, form, properties }) => ({
            processId,
            definitionId,
            name,
            version,
            description: properties['description'],
            sector: properties['sector'] === '*' ? undefined : properties['sector'],
            form,
          })),
        };
      }),
  }),

  defineServerRoute({
    name: 'server.lists.read',
    method: 'GET',
    path: '/lists/:name',
    summary: { it: 'Le voci di un elenco per i moduli', en: 'The items of a list for forms' },
    access: {
      kind: 'signedIn',
      why: 'le voci di scelta dei moduli; ogni elenco riceve chi lo chiede e mostra quel che può, e quelle di un altro solo a chi prova gli iter',
    },
    params: z.strictObject({ name: z.string().max(128) }),
    /** `as`: for the person whose part is played in a trial. */
    query: z.strictObject({ as: z.string().min(1).max(64).optional() }),
    answer: { kind: 'json', schema: z.object({ items: z.array(Item) }) },
    async handle({ tenant, actor, params, query, db }) {
      if (query.as !== undefined && !actor.permissions.has(MODEL_PERMISSION)) throw refusals.forbidden();
      const items = await db.read(tenant, (tx) => context.engine.list(tx, params.name, query.as ?? actor.id));
      return { items: [...items] };
    },
  }),
];

/** @throws LibroFirmaError `server.encoding` for bytes that are not UTF-8 */
export const utf8 = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new LibroFirmaError(
      'invalid',
      'server.encoding',
      { it: 'Il file non è in UTF-8: esportalo di nuovo in questa codifica.', en: 'The file is not UTF-8.' },
      { cause },
    );
  }
};
