import type { Graph } from '../model/index.js';
import { advance } from './advance.js';
import { MissingScope } from './apply.js';
import type { Command } from './commands.js';
import { handle } from './handle.js';
import type { Env, Outcome } from './outcome.js';
import type { Rejection } from './rejection.js';
import { Run } from './run.js';
import type { State } from './state.js';

export { fold } from './apply.js';

/**
 * One command against one instance. Pure: the same graph, state, command and env give the same outcome; the state that
 * went in stays as it was; nothing is read or written elsewhere. `state` is undefined for `start` only.
 */
export const step = (graph: Graph, state: State | undefined, command: Command, env: Env): Outcome => {
  const run = new Run(graph, state, env);
  let rejection: Rejection | undefined;
  try {
    rejection = handle(run, command);
    if (rejection === undefined) advance(run);
  } catch (error) {
    if (error instanceof MissingScope) return { kind: 'incomplete', missing: error.missing };
    throw error;
  }
  if (rejection !== undefined) return { kind: 'rejected', ...rejection };
  run.instance.rev += 1;
  return {
    kind: 'accepted',
    state: { instance: run.instance, scopes: run.draft.scopes },
    events: run.events,
    effects: run.effects,
    touched: { saved: run.draft.saved, removed: run.draft.removed },
  };
};
