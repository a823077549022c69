import type { AnyRoute } from '@libro-firma/engine/plugin';
import type { ServerContext } from '../context.js';
import type { SessionCookie } from '../http/cookies.js';
import { modelerRoutes } from '../modeler/index.js';
import { aboutRoutes } from './about.js';
import { accountRoutes } from './accounts.js';
import { caseRoutes } from './cases.js';
import { definitionRoutes } from './definitions.js';
import { incidentRoutes } from './incidents.js';
import { processRoutes } from './processes.js';
import { sessionRoutes } from './session.js';
import { taskRoutes } from './tasks.js';

/** The server's own part of the table. */
export const serverRoutes = (context: ServerContext, cookie: SessionCookie): readonly AnyRoute[] => [
  ...sessionRoutes(context, cookie),
  ...accountRoutes(context),
  ...taskRoutes(context),
  ...processRoutes(context),
  ...caseRoutes(context),
  ...definitionRoutes(context),
  ...incidentRoutes(context),
  ...modelerRoutes(context),
  ...aboutRoutes(context),
];
