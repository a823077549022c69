import type { Behavior } from '../core/moves.js';
import type { BoundaryEvent } from '../model/index.js';

/**
 * BPMN 2.0.2, 13.5.3: arming, firing and interrupting are the host activity's; a token is put here when it fired, and
 * leaves by all its flows.
 */
export const boundaryEvent: Behavior<BoundaryEvent> = {
  enter: (node) => [{ move: 'leave', flows: node.outgoing }],
};
