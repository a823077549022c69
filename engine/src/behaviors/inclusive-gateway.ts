import type { Behavior, Move, View } from '../core/moves.js';
import type { InclusiveGateway } from '../model/index.js';
import { noWay } from './no-way.js';

/**
 * BPMN 2.0.2, 13.4.3: a split goes on by every flow whose condition is true, else by the default flow. A join waits for
 * tokens that can still reach it; the step asks {@link mayJoin} when nothing else moves.
 */
export const inclusiveGateway: Behavior<InclusiveGateway> = {
  enter: (node, _token, view) => (node.incoming.length > 1 ? [{ move: 'join' }] : [split(node, view)]),
};

export const split = (node: InclusiveGateway, view: View): Move => {
  const [only] = node.outgoing;
  if (node.outgoing.length === 1 && only !== undefined && only.condition === undefined) {
    return { move: 'leave', flows: [only] };
  }
  const chosen = node.outgoing.filter((flow) => flow.condition !== undefined && view.evaluate(flow.condition) === true);
  if (chosen.length > 0) return { move: 'leave', flows: chosen };
  const otherwise = node.outgoing.find((flow) => flow.id === node.defaultFlow);
  if (otherwise !== undefined) return { move: 'leave', flows: [otherwise] };
  return noWay(node);
};

/** Where the other tokens of the scope stand, and by which flows tokens already wait here. */
export interface JoinSituation {
  readonly elsewhere: readonly string[];
  readonly arrived: ReadonlySet<string>;
}

/**
 * A token elsewhere holds the join up when it can reach an incoming flow that is still empty, unless it can as well
 * reach one that already has a token.
 */
export const mayJoin = (node: InclusiveGateway, { elsewhere, arrived }: JoinSituation): boolean => {
  const reaches = (at: string, filled: boolean): boolean =>
    node.incoming.some((flow) => arrived.has(flow) === filled && (node.reach.get(flow)?.has(at) ?? false));
  return arrived.size > 0 && !elsewhere.some((at) => reaches(at, false) && !reaches(at, true));
};
