import type { Behavior } from '../core/moves.js';
import type { ReceiveTask } from '../model/index.js';

/** BPMN 2.0.2, 13.3.3: waits for its message. */
export const receiveTask: Behavior<ReceiveTask> = {
  enter: (node) => [{ move: 'subscribe', message: node.message }],
  resume: (_node, trigger) => [
    { move: 'complete', output: trigger.kind === 'message' ? trigger.variables : {}, merge: true },
  ],
};
