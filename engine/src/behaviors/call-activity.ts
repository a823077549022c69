import type { Behavior } from '../core/moves.js';
import type { CallActivity } from '../model/index.js';

/** BPMN 2.0.2, 13.3.4: the called process is an instance of its own; its variables come back when it ends. */
export const callActivity: Behavior<CallActivity> = {
  enter(node, token, view) {
    const processId = view.evaluate(node.processId);
    if (typeof processId !== 'string' || processId === '') {
      return [
        {
          move: 'fail',
          code: 'called-process',
          message: {
            it: `«${node.processId.text}» non indica nessun iter: vale ${JSON.stringify(processId)}.`,
            en: `"${node.processId.text}" names no route: it is ${JSON.stringify(processId)}.`,
          },
        },
      ];
    }
    const variables = node.propagateAllParentVariables ? view.variables() : (token.local ?? {});
    return [{ move: 'call', processId, variables }];
  },
  resume: (node, trigger) => [
    {
      move: 'complete',
      output: trigger.kind === 'call' ? trigger.output : {},
      merge: node.propagateAllChildVariables,
    },
  ],
};
