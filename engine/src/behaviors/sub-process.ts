import type { Behavior } from '../core/moves.js';
import type { SubProcess } from '../model/index.js';

/** BPMN 2.0.2, 13.3.4: a scope of its own, done when no token is left in it. */
export const subProcess: Behavior<SubProcess> = {
  enter: () => [{ move: 'openScope' }],
  resume: () => [{ move: 'complete', output: {}, merge: false }],
};
