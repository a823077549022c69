import type { AnyRoute, RoomDefinition } from '@libro-firma/engine/plugin';
import type { ServerContext } from '../context.js';
import { readers } from './access.js';
import { catalogueRoutes } from './catalogue.js';
import { draftRoutes } from './draft-routes.js';
import { modelerOf } from './modeler.js';
import { publishRoutes } from './publish-routes.js';
import { routeRoutes } from './route-routes.js';
import { scenarioRoutes } from './scenario-routes.js';
import { trialRoutes } from './trial-routes.js';
import { watchRoutes } from './watch-routes.js';
import { versionRoutes } from './version-routes.js';

/** The server's half of the modeler: routes as objects. */
export const modelerRoutes = (context: ServerContext): readonly AnyRoute[] => {
  const modeler = modelerOf(context);
  return [
    ...catalogueRoutes(context, modeler.examples),
    ...routeRoutes(modeler),
    ...draftRoutes(modeler),
    ...publishRoutes(modeler),
    ...versionRoutes(modeler),
    ...trialRoutes(modeler),
    ...scenarioRoutes(modeler),
    ...watchRoutes(modeler),
  ];
};

/** `route:<id>`: that a route, its draft or one of its cases has moved. */
export const modelerRooms: readonly RoomDefinition[] = [{ prefix: 'route', access: { ...readers, reveal: false } }];

export { movedHints } from './moved-hints.js';
export { sweepTrials } from './sweep-trials.js';
export { trialMoves } from './trial-moves.js';
