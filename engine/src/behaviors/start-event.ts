import type { Behavior } from '../core/moves.js';
import type { StartEvent } from '../model/index.js';

/** BPMN 2.0.2, 13.5.1: a token is made at the start event and leaves by all its flows. */
export const startEvent: Behavior<StartEvent> = {
  enter: () => [{ move: 'complete', output: {}, merge: false }],
};
