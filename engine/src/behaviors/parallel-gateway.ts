import type { Behavior } from '../core/moves.js';
import type { ParallelGateway } from '../model/index.js';

/**
 * BPMN 2.0.2, 13.4.1: activated when there is at least one token on each incoming flow; consumes exactly one of each
 * and produces one on each outgoing flow. Surplus tokens wait for the next round.
 */
export const parallelGateway: Behavior<ParallelGateway> = {
  enter(node, token, view) {
    if (node.incoming.length < 2) return [{ move: 'leave', flows: node.outgoing }];
    const waiting = view.joined();
    const used: number[] = [];
    for (const flow of node.incoming) {
      if (flow === token.via) continue;
      const partner = waiting.find((other) => other.via === flow);
      if (partner === undefined) return [{ move: 'join' }];
      used.push(partner.n);
    }
    return [
      { move: 'consume', tokens: used },
      { move: 'leave', flows: node.outgoing },
    ];
  },
};
