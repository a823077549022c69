import type { Behavior } from '../core/moves.js';
import type { PlainTask } from '../model/index.js';

/** BPMN 2.0.2, 13.3.3: a task without a type, and a manual task, are done as soon as they are reached. */
export const task: Behavior<PlainTask> = { enter: () => [{ move: 'complete', output: {}, merge: false }] };
