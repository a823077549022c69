import type { AnyRoute, PluginContext } from '@libro-firma/engine/plugin';
import { bookRoutes } from './books.js';
import { chartRoutes } from './chart.js';
import { importRoutes } from './import.js';
import { peopleRoutes } from './people.js';
import { substitutionRoutes } from './substitutions.js';

export const routes = (context: PluginContext<unknown>): readonly AnyRoute[] => [
  ...chartRoutes,
  ...peopleRoutes,
  ...bookRoutes,
  ...substitutionRoutes(context),
  ...importRoutes,
];
