import type { Behavior } from '../core/moves.js';
import type { CatchEvent } from '../model/index.js';

/** BPMN 2.0.2, 13.5.2: the token waits until the timer is due or the message comes. */
export const intermediateCatchEvent: Behavior<CatchEvent> = {
  enter: (node) => [
    node.trigger.kind === 'timer'
      ? { move: 'armTimer', timer: node.trigger.timer }
      : { move: 'subscribe', message: node.trigger.message },
  ],
  resume: (_node, trigger) => [
    { move: 'complete', output: trigger.kind === 'message' ? trigger.variables : {}, merge: true },
  ],
};
