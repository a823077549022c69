import type { Behavior } from '../core/moves.js';
import type { ExclusiveGateway } from '../model/index.js';
import { noWay } from './no-way.js';

/**
 * BPMN 2.0.2, 13.4.2: each token goes on by exactly one flow, the first whose condition is true in the order of the
 * diagram, else the default flow; with neither, an exception.
 */
export const exclusiveGateway: Behavior<ExclusiveGateway> = {
  enter(node, _token, view) {
    const [only] = node.outgoing;
    if (node.outgoing.length === 1 && only !== undefined && only.condition === undefined) {
      return [{ move: 'leave', flows: [only] }];
    }
    const flow =
      node.outgoing.find(
        (candidate) => candidate.condition !== undefined && view.evaluate(candidate.condition) === true,
      ) ?? node.outgoing.find((candidate) => candidate.id === node.defaultFlow);
    if (flow !== undefined) return [{ move: 'leave', flows: [flow] }];
    return [noWay(node)];
  },
};
