import type { AnyRoute, Tx } from '@libro-firma/engine/plugin';
import { z } from 'zod';
import { readCursor } from '../http/cursor.js';
import { defineServerRoute } from '../routes/define.js';
import { pageOf, pageQuery, toPage } from '../routes/paging.js';
import { modelers, readers } from './access.js';
import { drawingText, DRAWING_BODY_BYTES } from './drawing.js';
import type { Modeler } from './modeler.js';
import { addRoute, beginningOf } from './new-route.js';
import { routeRefusals } from './refusals.js';
import { RouteAnswer } from './route-answer.js';
import type { RouteView } from './route-view.js';

export const routeId = z.strictObject({ id: z.string().min(1).max(255) });

const SECTORS = 'organisation.sectors';
const EVERY_SECTOR = '*';

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();

type Place = Pick<RouteView, 'name' | 'id'>;

const byName = (one: Place, other: Place): number =>
  one.name.localeCompare(other.name, 'it') || (one.id === other.id ? 0 : one.id < other.id ? -1 : 1);

interface Filter {
  readonly sector?: string | undefined;
  readonly state?: RouteView['state'] | undefined;
  readonly q?: string | undefined;
}

const fits =
  ({ sector, state, q }: Filter) =>
  (route: RouteView): boolean =>
    (sector === undefined || route.sector === sector) &&
    (state === undefined || route.state === state) &&
    (q === undefined || plain(`${route.name} ${route.id}`).includes(plain(q.trim())));

/** Routes as objects: the list, one, a new one. */
export const routeRoutes = ({ context, reads, answers, examples, told }: Modeler): readonly AnyRoute[] => {
  const { engine } = context;

  /** Where nobody says what sectors there are, any will do. */
  const requireSector = async (tx: Tx, sector: string, actor: string): Promise<void> => {
    if (sector === EVERY_SECTOR || !engine.lists.some(({ name }) => name === SECTORS)) return;
    const sectors = await engine.list(tx, SECTORS, actor);
    if (!sectors.some(({ value }) => value === sector)) throw routeRefusals.noSector(sector);
  };

  return [
    defineServerRoute({
      name: 'server.routes.list',
      method: 'GET',
      path: '/routes',
      summary: { it: 'Gli iter, per nome, con bozza e versione in uso', en: 'Routes by name' },
      access: readers,
      query: z.strictObject({
        ...pageQuery,
        /** `*` for routes of every sector. */
        sector: z.string().max(64).optional(),
        state: z.enum(['draft', 'published', 'retired']).optional(),
        q: z.string().max(200).optional(),
      }),
      answer: { kind: 'json', schema: pageOf(RouteAnswer) },
      handle: ({ tenant, actor, query, db }) =>
        db.read(tenant, async (tx) => {
          const after =
            query.cursor === undefined ? undefined : readCursor(query.cursor, z.tuple([z.string(), z.string()]));
          const found = (await reads.all(tx)).filter(fits(query)).sort(byName);
          const rest =
            after === undefined ? found : found.filter((route) => byName(route, { name: after[0], id: after[1] }) > 0);
          const page = toPage(
            rest.slice(0, query.limit + 1),
            query.limit,
            ({ name, id }) => [name, id],
            (route) => route,
          );
          return { items: await answers(tx, actor.id, page.items), next: page.next };
        }),
    }),

    defineServerRoute({
      name: 'server.routes.read',
      method: 'GET',
      path: '/routes/:id',
      summary: { it: 'Un iter', en: 'A route' },
      access: readers,
      params: routeId,
      answer: { kind: 'json', schema: RouteAnswer },
      handle: ({ tenant, actor, params, db }) =>
        db.read(tenant, async (tx) => {
          const route = await reads.one(tx, params.id);
          const [answer] = route === undefined ? [] : await answers(tx, actor.id, [route]);
          if (answer === undefined) throw routeRefusals.noRoute(params.id);
          return answer;
        }),
    }),

    defineServerRoute({
      name: 'server.routes.create',
      method: 'POST',
      path: '/routes',
      summary: { it: 'Nuovo iter, da un foglio vuoto, da un esempio o da un file BPMN', en: 'Makes a route' },
      access: modelers,
      body: {
        kind: 'json',
        maxBytes: DRAWING_BODY_BYTES,
        schema: z.strictObject({
          name: z.string().trim().min(1).max(120),
          sector: z.string().min(1).max(64),
          from: z.union([
            z.literal('empty'),
            z.strictObject({ example: z.string().min(1).max(255) }),
            z.strictObject({ xml: drawingText }),
          ]),
        }),
      },
      answer: { kind: 'json', schema: RouteAnswer, status: 201 },
      async handle({ tenant, actor, body, db }) {
        const xml = await beginningOf(body.from, examples);
        const made = await db.write(tenant, async (tx) => {
          await requireSector(tx, body.sector, actor.id);
          const id = await addRoute(tx, reads, body, xml, actor.id);
          const route = await reads.one(tx, id);
          const [answer] = route === undefined ? [] : await answers(tx, actor.id, [route]);
          return answer;
        });
        if (made === undefined) throw routeRefusals.noRoute(body.name);
        told.changed(tenant, 'route.created', made.id, made.rev);
        return made;
      },
    }),
  ];
};
