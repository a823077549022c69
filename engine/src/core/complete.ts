import { isActivity, type Flow, type Node } from '../model/graph.js';
import type { JsonObject } from '../plugin/json.js';
import { disarmBoundaries } from './boundaries.js';
import { endIteration } from './multi-instance.js';
import type { Place, Run } from './run.js';
import { assign, mapOutputs } from './variables.js';

/** An activity or catching event is done: its results become variables, and the token goes on. */
export const completeElement = (run: Run, place: Place, output: JsonObject, merge: boolean): void => {
  const node = run.node(run.token(place).at);
  const scope = run.scope(place.scope);
  const iterated = scope.kind === 'iteration' && scope.element === node.id;
  const multi = isActivity(node) ? node.multi : undefined;
  const outputs = 'outputs' in node ? node.outputs : [];
  if (iterated) {
    if (outputs.length > 0) mapOutputs(run, place, outputs, output);
    else if (merge && multi?.outputElement === undefined) assign(run, place.scope, output);
    endIteration(run, place, output);
    return;
  }
  if (multi !== undefined) assign(run, place.scope, output);
  else if (outputs.length > 0) mapOutputs(run, place, outputs, output);
  else if (merge) assign(run, place.scope, output);
  disarmBoundaries(run, place);
  leave(run, place, node, node.outgoing);
};

/** The token leaves by these flows; without any it ends here (BPMN 2.0.2, 13.3.2: implicit end). */
export const leave = (run: Run, place: Place, node: Node, flows: readonly Flow[]): void => {
  if (flows.length === 0) {
    run.emit({ type: 'left', scope: place.scope, n: place.token, at: node.id, how: 'ended' });
    return;
  }
  run.emit({
    type: 'left',
    scope: place.scope,
    n: place.token,
    at: node.id,
    how: 'flow',
    flows: flows.map((flow) => flow.id),
  });
  for (const flow of flows) run.put(place.scope, flow.target, flow.id);
};
