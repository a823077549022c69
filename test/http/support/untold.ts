import type { TableEntry } from '@libro-firma/server';
import { calls } from './calls.js';
import { isWrite } from './walk.js';
import { whoMay } from './who-may.js';

/**
 * What the walk does not know of the product's routes, one sentence each: it would pass them by otherwise.
 *
 * @param asked names of the routes that something is asked of
 */
export const untold = (routes: readonly TableEntry[], asked: ReadonlySet<string>): readonly string[] => {
  const names = new Set(routes.map(({ route }) => route.name));
  return [
    ...routes.flatMap((entry) => {
      const { name } = entry.route;
      return [
        ...(whoMay[name] === undefined ? [`${name}: nobody has said who may (who-may.ts)`] : []),
        ...(asked.has(name) ? [] : [`${name}: nothing is asked of it (calls.ts)`]),
        ...(isWrite(entry) && calls[name]?.doneBy === undefined ? [`${name}: nobody does it (calls.ts)`] : []),
      ];
    }),
    ...Object.keys(whoMay)
      .filter((name) => !names.has(name))
      .map((name) => `${name}: there is no such route any more (who-may.ts)`),
  ];
};
