import type { ServerContext } from '../context.js';
import { drawingFacts } from './drawing-facts.js';
import { exampleRoutes, type ExampleRoute } from './examples.js';
import { routeAnswers, type RouteAnswers } from './route-answer.js';
import { routeHints, type RouteHints } from './route-hints.js';
import { replayWith, type Replay } from './replay.js';
import { routeReads, type RouteReads } from './route-view.js';
import { trialMoves, type TrialMoves } from './trial-moves.js';

/** What the routes of the modeler share. */
export interface Modeler {
  readonly context: ServerContext;
  readonly reads: RouteReads;
  readonly answers: RouteAnswers;
  readonly examples: () => Promise<readonly ExampleRoute[]>;
  readonly told: RouteHints;
  readonly moves: TrialMoves;
  readonly replay: Replay;
}

export const modelerOf = (context: ServerContext): Modeler => {
  const { engine, directory, settings, log } = context;
  const moves = trialMoves(context);
  return {
    context,
    reads: routeReads(engine, drawingFacts(engine)),
    answers: routeAnswers(engine, directory),
    examples: exampleRoutes(settings, log),
    told: routeHints(context),
    moves,
    replay: replayWith(context, moves),
  };
};
