import type { Behavior } from '../core/moves.js';
import type { ScriptTask } from '../model/index.js';

/** BPMN 2.0.2, 13.3.3: bounded FEEL is evaluated here; everything else is a job in a sandboxed process. */
export const scriptTask: Behavior<ScriptTask> = {
  enter(node, _token, view) {
    if (node.script.language === 'feel') {
      const value = view.evaluate(node.script.expression);
      const output = node.resultVariable === undefined ? {} : { [node.resultVariable]: value };
      return [{ move: 'complete', output, merge: true }];
    }
    return [
      {
        move: 'openJob',
        type: node.script.language === 'javascript' ? 'script:javascript' : 'script:feel',
        config: {
          source: node.script.source,
          ...(node.resultVariable === undefined ? {} : { resultVariable: node.resultVariable }),
        },
        input: view.variables(),
        inline: false,
      },
    ];
  },
  resume: (_node, trigger) => [{ move: 'complete', output: trigger.kind === 'job' ? trigger.output : {}, merge: true }],
};
