import type { Behavior, Move } from '../core/moves.js';
import type { EndEvent } from '../model/index.js';
import { publish } from './message.js';

/** BPMN 2.0.2, 13.5.6: the token ends; a terminate event ends its whole scope, an error event throws. */
export const endEvent: Behavior<EndEvent> = {
  enter(node, token, view): readonly Move[] {
    switch (node.result.kind) {
      case 'none':
        return [{ move: 'end' }];
      case 'terminate':
        return [{ move: 'terminate' }];
      case 'error':
        return [{ move: 'throwError', code: node.result.code, message: node.name }];
      case 'message':
        return publish(node.result.message, token, view, { move: 'end' });
    }
  },
};
