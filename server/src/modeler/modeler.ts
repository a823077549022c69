import type { ServerContext } from '../context.js';
import { drawingFacts } from './drawing-facts.js';
import { exampleRoutes, type ExampleRoute } from './examples.js';
import { routeAnswers, type RouteAnswers } from './route-answer.js';
import { routeHints, type RouteHints } from './route-hints.js';
import { routeReads, type RouteReads } from './route-view.js';

/** What the routes of the modeler share. */
export interface Modeler {
  readonly context: ServerContext;
  readonly reads: RouteReads;
  readonly answers: RouteAnswers;
  readonly examples: () => Promise<readonly ExampleRoute[]>;
  readonly told: RouteHints;
}

export const modelerOf = (context: ServerContext): Modeler => {
  const { engine, directory, settings, log } = context;
  return {
    context,
    reads: routeReads(engine, drawingFacts(engine)),
    answers: routeAnswers(engine, directory),
    examples: exampleRoutes(settings, log),
    told: routeHints(context),
  };
};
