import type { Behavior } from '../core/moves.js';
import type { ServiceTask } from '../model/index.js';
import { evaluateConfig } from './step-config.js';

/** BPMN 2.0.2, 13.3.3, service and send tasks: a job for the plugin step; it sees what the input mapping gave. */
export const serviceTask: Behavior<ServiceTask> = {
  enter: (node, token, view) => [
    {
      move: 'openJob',
      type: node.step.type,
      config: evaluateConfig(node.step, view),
      input: token.local ?? {},
      inline: node.inline,
    },
  ],
  resume: (_node, trigger) => [{ move: 'complete', output: trigger.kind === 'job' ? trigger.output : {}, merge: true }],
};
