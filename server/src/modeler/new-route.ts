import { renamedDiagram } from '@libro-firma/engine';
import type { Tx } from '@libro-firma/engine/plugin';
import { drawingOf, processIn } from './drawing.js';
import { emptyRoute } from './empty-route.js';
import type { ExampleRoute } from './examples.js';
import { routeRefusals } from './refusals.js';
import { insertRoute, keepDraft } from './route-rows.js';
import type { RouteReads } from './route-view.js';

export type NewRouteFrom = 'empty' | { readonly example: string } | { readonly xml: string };

export interface NewRoute {
  readonly name: string;
  readonly sector: string;
  readonly from: NewRouteFrom;
}

const LONGEST_ID = 60;

/** An XML id (NCName) that says what the route is called: `nota-in-uscita` of "Nota in uscita". */
export const idFor = (name: string): string => {
  const words = name
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, LONGEST_ID)
    .replace(/-+$/, '');
  if (words === '') return 'iter';
  return /^[a-z]/.test(words) ? words : `iter-${words}`;
};

/** The drawing that a new route begins with; its id and name come afterwards. `undefined`: the empty canvas. */
export const beginningOf = async (
  from: NewRouteFrom,
  examples: () => Promise<readonly ExampleRoute[]>,
): Promise<string | undefined> => {
  if (from === 'empty') return undefined;
  if ('example' in from) {
    const example = (await examples()).find(({ id }) => id === from.example);
    if (example === undefined) throw routeRefusals.noExample(from.example);
    return example.xml;
  }
  await processIn(from.xml);
  return from.xml;
};

const MOST_NAMESAKES = 1_000;

/** An id that neither another route nor another element of the drawing has. */
const renamed = async (
  xml: string | undefined,
  route: { readonly id: string; readonly name: string; readonly sector: string },
): Promise<string> =>
  xml === undefined
    ? emptyRoute(route)
    : renamedDiagram(xml, { id: route.id, name: route.name, properties: { sector: route.sector } });

const hasElement = (xml: string | undefined, id: string): boolean => xml?.includes(`id="${id}"`) ?? false;

/**
 * Makes the route with its first draft.
 *
 * @returns its id
 */
export const addRoute = async (
  tx: Tx,
  reads: RouteReads,
  { name, sector }: NewRoute,
  xml: string | undefined,
  by: string,
): Promise<string> => {
  const wanted = idFor(name);
  for (let n = 1; n <= MOST_NAMESAKES; n += 1) {
    const id = n === 1 ? wanted : `${wanted}-${n}`;
    if (hasElement(xml, id) || (await reads.one(tx, id)) !== undefined) continue;
    if (!(await insertRoute(tx, id, by))) continue;
    const drawing = await renamed(xml, { id, name, sector });
    const facts = await drawingOf(id, drawing);
    await keepDraft(tx, { id, rev: 0 }, { xml: drawing, facts, by });
    return id;
  }
  throw new Error(`a thousand routes are called ${wanted}`);
};
