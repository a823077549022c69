import type { Behavior } from '../core/moves.js';
import type { UserTask } from '../model/graph.js';
import { parseInstant } from '../model/timer.js';
import { evaluateConfig } from './step-config.js';

/** BPMN 2.0.2, 13.3.3: offered to whoever its rule names, done when one of them completes it. */
export const userTask: Behavior<UserTask> = {
  enter(node, _token, view) {
    const candidates = view.evaluate(node.candidates);
    const groups = [candidates].flat().filter((group): group is string => typeof group === 'string' && group !== '');
    if (groups.length === 0) {
      return [
        {
          move: 'fail',
          code: 'no-candidates',
          message: {
            it: `La regola «${node.candidates.text}» non indica nessuno: vale ${JSON.stringify(candidates)}.`,
            en: `The rule "${node.candidates.text}" names nobody: it is ${JSON.stringify(candidates)}.`,
          },
        },
      ];
    }
    const due = node.dueDate === undefined ? null : view.evaluate(node.dueDate);
    const dueAt = due === null ? undefined : parseInstant(due, view.timeZone);
    if (due !== null && dueAt === undefined) {
      return [
        {
          move: 'fail',
          code: 'due-date',
          message: {
            it: `La scadenza ${JSON.stringify(due)} non è una data (ISO 8601).`,
            en: `The due date ${JSON.stringify(due)} is no date (ISO 8601).`,
          },
        },
      ];
    }
    return [
      {
        move: 'openTask',
        ...(node.step === undefined ? {} : { type: node.step.type }),
        config: evaluateConfig(node.step, view),
        candidates: groups,
        ...(dueAt === undefined ? {} : { dueAt }),
        ...(node.form === undefined ? {} : { form: node.form }),
      },
    ];
  },
  resume: (_node, trigger) => [
    { move: 'complete', output: trigger.kind === 'task' ? trigger.output : {}, merge: true },
  ],
};
