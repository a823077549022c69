import type { Behavior } from '../core/moves.js';
import type { ThrowEvent } from '../model/index.js';
import { publish } from './message.js';

/** BPMN 2.0.2, 13.5.2: throws and goes on at once; without a definition it marks a place. */
export const intermediateThrowEvent: Behavior<ThrowEvent> = {
  enter: (node, token, view) =>
    node.message === undefined
      ? [{ move: 'leave', flows: node.outgoing }]
      : publish(node.message, token, view, { move: 'leave', flows: node.outgoing }),
};
